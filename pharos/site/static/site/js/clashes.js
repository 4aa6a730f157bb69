// Two people, or two windows, on one field. The form is never touched: a line under the field says what the other side
// holds, with "take theirs" and "keep mine"; the first line on the page carries the keys.
import { $, $$, announce, say } from "./dom.js";

const TAKE = "X";
const KEEP = "S";

const controls = (form, name) => $$("input:not([type=hidden]), select, textarea", form).filter((el) => el.name === name);

export function valuesOf(form, name) {
  return controls(form, name).filter((el) => !el.matches("[type=radio], [type=checkbox]") || el.checked).map((el) => el.value);
}

/** A value as its field shows it: the words of an option, not its code. */
function worded(form, name, values) {
  const words = values.map((value) => {
    for (const el of controls(form, name)) {
      if (el.matches("select")) return [...el.options].find((option) => option.value === value)?.text.trim() ?? value;
      if (el.matches("[type=radio], [type=checkbox]") && el.value === value) return el.labels?.[0]?.textContent.trim() ?? value;
    }
    return value;
  });
  return words.filter(Boolean).join(", ") || "—";
}

function put(form, name, values) {
  for (const el of controls(form, name)) {
    if (el.matches("[type=radio], [type=checkbox]")) el.checked = values.includes(el.value);
    else el.value = values[0] ?? "";
  }
  controls(form, name)[0]?.dispatchEvent(new Event("input", { bubbles: true }));
}

export function differing(form, mine, theirs) {
  return [...new Set([...mine.keys(), ...theirs.keys()])].filter(
    (name) => JSON.stringify(mine.get(name) ?? []) !== JSON.stringify(theirs.get(name) ?? []) && controls(form, name).length,
  );
}

/* ---------------------------------------------------------------- the line */

function line(form, name, { kind, head, facts, acts }) {
  const row = controls(form, name)[0]?.closest(".row, .dq");
  if (!row) return null;
  const gist = JSON.stringify([head, facts]);
  const before = $$(".clash", form).find((one) => one.dataset.name === name && one.dataset.kind === kind);
  if (before?.dataset.gist === gist) return before;
  before?.remove();
  const made = element("div", "clash note");
  Object.assign(made.dataset, { name, kind, gist });
  made.append(element("p", "mid", head));
  const list = element("dl", "kv");
  for (const [label, text] of facts) list.append(element("dt", "", label), element("dd", "", text));
  made.append(list, element("p", "acts-line"));
  for (const [text, act] of acts) {
    const button = element("button", "btn", text);
    button.type = "button";
    button.addEventListener("click", () => { made.remove(); keys(); controls(form, name)[0]?.focus(); act(); });
    made.lastChild.append(button);
  }
  row.matches(".row") ? row.append(made) : row.after(made);
  announce(head);
  keys();
  return made;
}

const element = (tag, className, textContent = "") => Object.assign(document.createElement(tag), { className, textContent });

/** The first line of the page has the keys; the others get them in their turn. */
function keys() {
  $$(".clash [data-key]").forEach((one) => { delete one.dataset.key; $("kbd", one)?.remove(); });
  const first = $$(".clash").find((one) => one.checkVisibility?.() ?? true);
  if (!first) return;
  const buttons = $$("button", first);
  const caps = buttons.length > 1 ? [TAKE, KEEP] : [TAKE];
  buttons.forEach((one, at) => {
    one.dataset.key = caps[at];
    one.append(" ", element("kbd", "", caps[at]));
  });
}

export function drop(form, kind) {
  $$(".clash", form).filter((one) => one.dataset.kind === kind).forEach((one) => one.remove());
  keys();
}

/* ---------------------------------------------------------------- another window of one's own */

/** Show what another window saved; `done` when everything is chosen. */
export function elsewhere(form, names, theirs, done) {
  const open = new Set(names);
  const chosen = (name) => { open.delete(name); if (!open.size) done(); };
  for (const name of names) {
    const there = theirs.get(name) ?? [];
    line(form, name, {
      kind: "elsewhere", head: say("clash-elsewhere"),
      facts: [[say("clash-there"), worded(form, name, there)], [say("clash-here"), worded(form, name, valuesOf(form, name))]],
      acts: [[say("clash-take-there"), () => { put(form, name, there); chosen(name); }], [say("clash-keep"), () => chosen(name)]],
    });
  }
}

/* ---------------------------------------------------------------- a colleague */

/** A part that follows the journal says what the thing holds now; the form knows what it was opened with. */
function compare(part) {
  const form = part.closest("form");
  if (!form) return;
  for (const now of $$("[data-now]", part)) compareField(form, now);
  const gone = $("[data-gone]", part);
  const place = $("[data-gone-said]", form);
  if (place && place.textContent !== (gone?.textContent ?? "")) {
    place.replaceChildren(...(gone ? [...gone.cloneNode(true).childNodes] : []));
    place.hidden = !gone;
    if (gone) announce(gone.textContent);
  }
}

const plain = (text) => (text ?? "").replace(/\r\n/g, "\n").trim();

/** A hidden field keeps a day as 1988-07-12 where the visible one shows 12.07.1988. */
const visibly = (raw) => plain(raw).replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$3.$2.$1");

function compareField(form, now) {
  const { now: name, raw, shown, who } = now.dataset;
  const base = form.elements[`initial-${name}`];
  if (!base || !controls(form, name).length) return;
  const [mine] = valuesOf(form, name);
  const alike = plain(shown) === plain(mine);
  if (alike) base.value = raw;
  if (plain(raw) === plain(base.value)) {
    $$(".clash", form).filter((one) => one.dataset.name === name && one.dataset.kind === "colleague").forEach((one) => one.remove());
    return keys();
  }
  const touched = plain(mine) !== visibly(base.value);
  const seen = () => { base.value = raw; base.dispatchEvent(new Event("change", { bubbles: true })); };
  line(form, name, {
    kind: "colleague", head: who,
    facts: [
      [say("clash-was"), worded(form, name, [visibly(base.value)])],
      [say("clash-now"), worded(form, name, [shown])],
      ...(touched ? [[say("clash-mine"), worded(form, name, [mine])]] : []),
    ],
    acts: [
      [say("clash-take"), () => { base.value = raw; put(form, name, [shown]); }],
      ...(touched ? [[say("clash-keep"), seen]] : []),
    ],
  });
}

const watched = new MutationObserver((changes) => {
  for (const part of new Set(changes.map(({ target }) => target.closest?.("[data-theirs]")).filter(Boolean))) compare(part);
});
for (const part of $$("[data-theirs]")) {
  watched.observe(part, { childList: true, subtree: true });
  compare(part);
}

/* what a page drawn after sending offers: take the other side's value into the field */
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-take]");
  if (!button) return;
  const form = $(`#${button.getAttribute("form") ?? ""}`) ?? button.closest("form");
  put(form, button.dataset.take, [button.dataset.raw ?? ""]);
  controls(form, button.dataset.take)[0]?.focus();
});
