// Ctrl+K: find or do. A dialog with a listbox; the server searches, results are links. What the page itself can do, with
// its keys, stands among them; Tab goes to what can be done with the found thing.
import { $, $$, fragment, iconHref, say, visible } from "./dom.js";
import { onKey } from "./keys.js";
import { arrows, lay, light, lit } from "./options.js";

const HERE = 6;
const KEPT = 8;
const dialog = $("#palette");
const input = dialog && $("input[name=q]", dialog);
const found = dialog && $("#found", dialog);
let wait = 0;
let asked = null;
let opener = null;

function open() {
  if (!dialog) return false;
  if (!dialog.open) {
    opener = document.activeElement;
    dialog.showModal();
  }
  input.select();
  search();
}

async function search() {
  asked?.abort();
  asked = new AbortController();
  const typed = input.value.trim();
  const body = new URLSearchParams(typed ? { q: typed } : { recent: looked().join(" ") });
  const html = await fragment(dialog.dataset.url, asked.signal, body);
  if (html === null) return;
  lay(found, input, html);
  here(typed);
  light(found, input, options()[0]);
  follow();
}

const options = () => $$("[role=option]:not([aria-disabled])", found).filter(visible);

/* what this page can do: its own controls with keys, pressed as if by their key */
function here(typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (text) => words.every((word) => text.toLowerCase().includes(word));
  const acts = commands().filter(({ text }) => fits(text)).slice(0, HERE);
  if (!acts.length) return;
  const group = Object.assign(document.createElement("div"), { role: "group", ariaLabel: say("here") });
  group.append(Object.assign(document.createElement("h3"), { role: "presentation", textContent: say("here") }));
  acts.forEach((act) => group.append(option(act)));
  const none = $(".none", found);
  const house = $("[data-house]", found);
  if (none) none.replaceWith(group);
  else if (house) house.before(group);
  else found.append(group);
}

function commands() {
  const seen = new Set();
  return $$("[data-key]").filter((el) => !el.closest("dialog") && visible(el) && !el.disabled).flatMap((el) => {
    const copy = el.cloneNode(true);
    $$("kbd, .sr", copy).forEach((one) => one.remove());
    const text = (copy.textContent.trim() || el.getAttribute("aria-label") || "").replace(/\s+/g, " ");
    if (!text || seen.has(text) || seen.has(el.dataset.key)) return [];
    seen.add(text).add(el.dataset.key);
    return [{ el, text, key: el.dataset.key, icon: $("use", el)?.getAttribute("href") ?? iconHref("arrow") }];
  });
}

function option({ el, text, key, icon }) {
  const line = Object.assign(document.createElement("div"), { role: "option", ariaSelected: "false" });
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  shape.setAttribute("class", "i");
  shape.setAttribute("aria-hidden", "true");
  shape.append(document.createElementNS("http://www.w3.org/2000/svg", "use"));
  shape.firstChild.setAttribute("href", icon);
  const cap = Object.assign(document.createElement("span"), { className: "sub" });
  cap.append(Object.assign(document.createElement("kbd"), { textContent: key }));
  line.append(shape, Object.assign(document.createElement("span"), { className: "cut", textContent: text }), cap);
  line.id = `here-${key}`;
  line.addEventListener("click", () => {
    opener = null;
    dialog.close();
    if (el.matches("input:not([type=radio], [type=checkbox]), select, textarea, [data-key-focus]")) el.focus();
    else el.click();
  });
  return line;
}

/* the acts of the thing under the light stand below the list, and of no other */
function follow() {
  const on = lit(found);
  if (!on || on.hasAttribute("data-act")) return;
  $$("[data-acts-of]", found).forEach((group) => { group.hidden = group.dataset.actsOf !== on.dataset.acts; });
}

function toActs(event) {
  const on = lit(found);
  const group = on?.dataset.acts && $(`[data-acts-of="${on.dataset.acts}"]`, found);
  if (group) light(found, input, $("[role=option]", group));
  else if (on?.hasAttribute("data-act")) light(found, input, $(`[data-acts="${on.closest("[data-acts-of]").dataset.actsOf}"]`, found));
  else return;
  event.preventDefault();
}

/* what was looked at: bare ids in this browser, for this person; the server says what they are, if one may see them */
const shelf = () => `pharos-looked-${dialog.dataset.person}`;
const looked = () => { try { return JSON.parse(localStorage.getItem(shelf())) ?? []; } catch { return []; } };

function remember() {
  const at = /^\/(case|conversation)s\/([0-9a-f-]{36})\/$/.exec(location.pathname);
  if (!dialog) return;
  if (at) localStorage.setItem(shelf(), JSON.stringify([...new Set([`${at[1]}:${at[2]}`, ...looked()])].slice(0, KEPT)));
}

remember();
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
  if (event.code === "Tab" && !event.shiftKey) return toActs(event);
  if (arrows(event, found, input)) return follow();
  if (event.code !== "Enter" && event.code !== "NumpadEnter") return;
  const option = lit(found);
  if (!option) return;
  event.preventDefault();
  option.click();
});
dialog?.addEventListener("click", (event) => event.target === dialog && dialog.close());
dialog?.addEventListener("close", () => opener?.focus?.());
