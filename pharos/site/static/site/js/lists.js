// Lists: J and K move, Enter opens, the pane beside follows. The server marks where one stands; nothing reorders here.
import { $, $$, fragment } from "./dom.js";
import { onKey } from "./keys.js";

const beside = matchMedia("(min-width: 1100px)");   // narrower, the pane of a selected row is not beside the list: a touch opens
const table = () => $("[data-rows]");
const rows = (list) => $$("[data-href]", list);
const current = (list) => rows(list).find((row) => row.ariaSelected === "true");
let asked = null;
let wait = 0;

function move(step) {
  const list = table();
  const all = list ? rows(list) : [];
  if (!all.length) return false;
  const at = all.indexOf(current(list));
  select(list, all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + step))]);
}

function select(list, row) {
  rows(list).forEach((one) => one.removeAttribute("aria-selected"));
  row.setAttribute("aria-selected", "true");
  row.scrollIntoView({ block: "nearest" });
  clearTimeout(wait);
  if (list.dataset.preview && row.dataset.previewUrl) wait = setTimeout(() => preview(list, row), 80);
}

async function preview(list, row) {
  const pane = $(list.dataset.preview);
  asked?.abort();
  asked = new AbortController();
  const html = await fragment(row.dataset.previewUrl, asked.signal);
  if (html === null || !pane || pane.contains(document.activeElement)) return;
  pane.innerHTML = html;
  window.htmx?.process(pane);
  document.dispatchEvent(new CustomEvent("pharos:drawn"));
}

onKey("J", () => move(1));
onKey("K", () => move(-1));
onKey("Enter", () => {
  const row = table() && current(table());
  if (!row) return false;
  location.assign(row.dataset.href);
});

/** [ and ]: the tab before, the tab after. */
function tab(step) {
  const all = $$(".tabs a[href]");
  const at = all.findIndex((one) => one.hasAttribute("aria-current"));
  const next = all[at + step];
  if (at < 0 || !next) return false;
  next.click();
}

onKey("[", () => tab(-1));
onKey("]", () => tab(1));

document.addEventListener("click", (event) => {
  const row = event.target.closest?.("[data-rows] [data-href]");
  if (!row || event.target.closest("a, button, label, input, summary") || getSelection().toString()) return;
  const list = row.closest("[data-rows]");
  if (list.dataset.preview && beside.matches) select(list, row);
  else location.assign(row.dataset.href);
});
document.addEventListener("dblclick", (event) => {
  const row = event.target.closest?.("[data-rows][data-preview] [data-href]");
  if (row) location.assign(row.dataset.href);
});
