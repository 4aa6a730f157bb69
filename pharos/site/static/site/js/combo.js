// Type-ahead: <input data-combo="/address" data-combo-into="#hidden">. The field stays a plain field; picking is explicit.
import { $, fragment, say } from "./dom.js";
import { arrows, lay, light, lit } from "./options.js";

const boxes = new WeakMap();

document.addEventListener("focusin", (event) => {
  if (event.target.matches?.("[data-combo]")) dress(event.target);
});

function dress(input) {
  if (boxes.has(input)) return;
  const list = Object.assign(document.createElement("div"), { className: "combo-list", hidden: true });
  list.id = `${input.id || input.name}-options`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() || input.getAttribute("aria-label") || "");
  boxes.set(input, { list, wait: 0, asked: null });   // before the focus moves below, which would dress it again
  const box = Object.assign(document.createElement("div"), { className: "combo" });
  const caret = [input.selectionStart, input.selectionEnd];
  input.replaceWith(box);
  box.append(input, list);
  input.focus();
  input.setSelectionRange(...caret);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off",
  })) input.setAttribute(name, value);
  input.addEventListener("input", () => later(input));
  input.addEventListener("keydown", (event) => keydown(event, input));
  input.addEventListener("blur", () => setTimeout(() => show(input, false), 120));
  list.addEventListener("pointerdown", (event) => event.preventDefault());   // the field keeps the focus
  list.addEventListener("click", (event) => pick(input, event.target.closest("[role=option]")));
}

function later(input) {
  const box = boxes.get(input);
  into(input, "");
  clearTimeout(box.wait);
  box.wait = setTimeout(() => ask(input), 120);
}

async function ask(input) {
  const box = boxes.get(input);
  const text = input.value.trim();
  box.asked?.abort();
  if (!text) return show(input, false);
  box.asked = new AbortController();
  const html = await fragment(input.dataset.combo, box.asked.signal, new URLSearchParams({ q: text }));
  if (html === null) return;
  if (!lay(box.list, input, html)) {
    box.list.replaceChildren(Object.assign(document.createElement("p"), { className: "none", textContent: say("none") }));
  }
  show(input, document.activeElement === input);
}

function keydown(event, input) {
  const { list } = boxes.get(input);
  if (list.hidden) return;
  if (arrows(event, list, input)) return;
  if (event.code === "Escape") { event.stopPropagation(); show(input, false); }
  if (event.code === "Enter" || event.code === "NumpadEnter") { event.preventDefault(); pick(input, lit(list)); }
}

function pick(input, option) {
  if (!option) return;
  input.value = option.dataset.label ?? option.firstElementChild?.textContent.trim() ?? option.textContent.trim();
  into(input, option.dataset.value ?? "");
  show(input, false);
  input.dispatchEvent(new CustomEvent("combo:picked", { bubbles: true, detail: option.dataset }));
}

function into(input, value) {
  const hidden = input.dataset.comboInto && $(input.dataset.comboInto);
  if (!hidden || hidden.value === value) return;
  hidden.value = value;
  hidden.dispatchEvent(new Event("change", { bubbles: true }));
}

function show(input, on) {
  const { list } = boxes.get(input);
  list.hidden = !on;
  input.setAttribute("aria-expanded", String(on));
  if (!on) light(list, input, null);
}
