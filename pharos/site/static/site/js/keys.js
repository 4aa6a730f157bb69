// The keyboard by physical key (KeyboardEvent.code): on a Russian layout the key printed J yields "о" and must still work.
// Single keys never fire in a field, with Ctrl, Alt or Meta, nor when the person turned them off in the profile.
import { $, $$, typing, visible } from "./dom.js";

const NAMES = {
  Slash: "/", BracketLeft: "[", BracketRight: "]", Escape: "Esc", NumpadEnter: "Enter", Space: "Space",
  ArrowDown: "↓", ArrowUp: "↑",
};
const handlers = new Map();

/** The cap of a key event: "A", "1", "/", "Enter", "F2". */
export const cap = (event) =>
  /^(?:Key|Digit|Numpad)(\w)$/.exec(event.code)?.[1] ?? NAMES[event.code] ?? event.code;

/** Hear a key; the handler returns false when it had no use for it. Later handlers are asked first. */
export const onKey = (name, handler) => handlers.set(name, [handler, ...(handlers.get(name) ?? [])]);

export const keysOn = () => document.documentElement.dataset.keys !== "off";

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.code === "KeyK") return run("Ctrl+K", event);
  if (event.code === "Escape" && typing(event.target) && !event.target.closest("dialog")) return event.target.blur();
  if ((event.ctrlKey || event.metaKey) && cap(event) === "Enter" && typing(event.target)) return send(event);
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (/^F\d+$/.test(event.code) && !event.shiftKey) return run(event.code, event);   // no letter: works in fields, cannot be turned off
  if (typing(event.target) || !keysOn()) return;
  if (event.key === "?" || (event.shiftKey && event.code === "Slash")) return run("?", event);
  if (event.shiftKey) return;
  const name = cap(event);
  if ((name === "Enter" || name === "Space") && event.target.closest("a, button, summary, input, label")) return;
  run(name, event);
});

/** Ctrl+Enter in a field presses the main button of its form: a hand that writes need not leave the keyboard. */
function send(event) {
  const go = event.target.form && $(".btn.go", event.target.form);
  if (!go || go.disabled || event.repeat) return;
  event.preventDefault();
  go.click();
}

function run(name, event) {
  if (!event.repeat && press(name)) return event.preventDefault();
  if ($("dialog[open]") && name !== "Ctrl+K") return;
  if ((handlers.get(name) ?? []).some((handler) => handler(event) !== false)) event.preventDefault();
}

/** Press the control that carries this key; an open dialog has the keyboard to itself. */
function press(name) {
  const root = $("dialog[open]") ?? document;
  const el = $$("[data-key]", root).find((one) => one.dataset.key === name && visible(one) && !one.disabled);
  if (!el) return false;
  if (el.matches("input, select, textarea, [data-key-focus]") && !el.matches("[type=radio], [type=checkbox]")) el.focus();
  else el.click();
  return true;
}
