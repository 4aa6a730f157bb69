// A list of options under a field: arrows move, the field keeps the focus (aria-activedescendant).
import { $$, visible } from "./dom.js";

let ids = 0;

/** Number the options and light the first one. Returns how many there are. */
export function lay(list, input, html) {
  list.innerHTML = html;
  const options = $$("[role=option]", list);
  options.forEach((option) => { option.id ||= `option-${++ids}`; });
  light(list, input, options[0]);
  return options.length;
}

export const lit = (list) => list.querySelector("[role=option][aria-selected=true]");

export function light(list, input, option) {
  lit(list)?.setAttribute("aria-selected", "false");
  if (option) {
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

/** Arrow keys; true when the key was used. */
export function arrows(event, list, input) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.code];
  const options = $$("[role=option]:not([aria-disabled])", list).filter(visible);
  if (!step || !options.length) return false;
  event.preventDefault();
  const at = options.indexOf(lit(list));
  light(list, input, options[(at + step + options.length) % options.length]);
  return true;
}
