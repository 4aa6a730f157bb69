// A toast says what was done; it leaves after eight seconds, its undo (Z) stays until the next act.
import { $ } from "./dom.js";
import { onKey } from "./keys.js";

const SHOWN = 8000;

setTimeout(() => $("[data-toast]")?.setAttribute("hidden", ""), SHOWN);

onKey("Z", () => {
  const form = $("[data-toast] form");
  if (!form) return false;
  form.requestSubmit();
});
