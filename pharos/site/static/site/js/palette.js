// Ctrl+K: find or do. A dialog with a listbox; the server searches, results are links.
import { $, fragment } from "./dom.js";
import { onKey } from "./keys.js";
import { asking } from "./layout.js";
import { arrows, lay, lit } from "./options.js";

const dialog = $("#palette");
const input = dialog && $("input[name=q]", dialog);
const found = dialog && $("#found", dialog);
let wait = 0;
let asked = null;

function open() {
  if (!dialog) return false;
  if (!dialog.open) dialog.showModal();
  input.select();
  if (!found.childElementCount) search();
}

async function search() {
  asked?.abort();
  asked = new AbortController();
  const html = await fragment(dialog.dataset.url, asked.signal, asking(input.value.trim()));
  if (html !== null) lay(found, input, html);
}

onKey("Ctrl+K", open);
document.addEventListener("click", (event) => {
  if (!event.target.closest?.('[data-open="palette"]') || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  open();
});

input?.addEventListener("input", () => {
  clearTimeout(wait);
  wait = setTimeout(search, 90);
});
dialog?.addEventListener("keydown", (event) => {
  if (arrows(event, found, input)) return;
  if (event.code !== "Enter" && event.code !== "NumpadEnter") return;
  const option = lit(found);
  if (!option) return;
  event.preventDefault();
  option.click();
});
dialog?.addEventListener("click", (event) => event.target === dialog && dialog.close());
