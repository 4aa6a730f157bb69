// Every page is whole without these; they make it quicker to work. Small modules, no build.
import "./keys.js";
import "./help.js";
import "./palette.js";
import "./lists.js";
import "./questions.js";
import "./combo.js";
import "./forms.js";
import "./dialogs.js";
import "./drafts.js";
import "./toast.js";
import "./clocks.js";
import "./live.js";
import "./notices.js";
