// Who else is here. A tab says where it is, whether its person types and which decision he is about to change; the
// stream says the same of everybody else. Nothing of it forbids anything, and nothing on the page moves for it.
import { $, $$ } from "./dom.js";

const BEAT = 8000;         // the server takes a tab that is silent for 22 s for gone
const TYPES = 5000;        // so long after the last key somebody is said to be typing
const HOLDS = 300_000;     // so long after the last touch a field is still being changed
const AWAY = 4000;         // a tab looked away from for a moment has not left

const slot = $("[data-others]");
const me = Number(document.documentElement.dataset.me ?? 0);
const subject = $("[data-presence]")?.dataset.presence;
const tab = ident();
const holding = new Map();
let present = new Map();
let typed = -Infinity;
let said = "";
let left = false;

/** A random id; `randomUUID` is there on a secure origin only. */
function ident() {
  const digits = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** What the stream told: everybody (`whole`), or the pages where somebody came, went, types or holds something. */
export function told({ whole, subjects }) {
  if (whole) present = new Map();
  for (const [where, rows] of Object.entries(subjects)) {
    if (rows.length) present.set(where, rows);
    else present.delete(where);
  }
  show();
}

export const everybody = () => ({ whole: true, subjects: Object.fromEntries(present) });

/** The stream is gone: who was here a minute ago is not known to be here now. */
export function forget() {
  present = new Map();
  show();
}

const others = (where) => {
  const people = new Map();
  for (const [staff, name, , types] of present.get(where) ?? []) {
    if (staff !== me) people.set(staff, { name, types: types || people.get(staff)?.types });
  }
  return [...people.values()];
};

const words = (name, values) => slot.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);

function show() {
  if (!slot) return;
  if (subject) {
    head();
    $$("[data-held]").forEach(held);
  }
  $$("[data-present]").forEach(mark);
}

function head() {
  const here = others(subject);
  const writing = here.find((one) => one.types);
  const first = writing ?? here[0];
  const chip = $(".chip", slot);
  chip.hidden = !first;
  if (!first) return;
  const text = writing ? words("types", writing) : here.length > 1 ? words("more", { name: first.name, count: here.length - 1 }) : words("looks", first);
  const line = chip.lastElementChild;
  if (line.textContent !== text) line.textContent = text;
  chip.title = here.map((one) => one.name).join(", ");
}

/** Beside a decision: who is about to change it. */
function held(place) {
  const who = (present.get(subject) ?? []).find(([, , at, , fields]) => at !== tab && fields.includes(place.dataset.held));
  const text = !who ? "" : who[0] === me ? slot.dataset.mine : words(`holds${place.dataset.held.replace(/^./, (first) => first.toUpperCase())}`, { name: who[1] });
  if (place.textContent !== text) place.textContent = text;
}

/** On a row of a list: that somebody else has it open. */
function mark(place) {
  const here = others(place.dataset.present);
  const text = here.map((one) => words(one.types ? "types" : "looks", one)).join(". ");
  place.classList.toggle("on", Boolean(text));
  if (place.title !== text) place.title = text;
  if (place.textContent !== text) place.lastElementChild.textContent = text;
}

/** Say where this tab is; `gone` takes its leave. What cannot be sent is said again with the next beat. */
function say(gone = false) {
  if (left) return;
  const now = performance.now();
  for (const [field, at] of holding) if (now - at > HOLDS) holding.delete(field);
  const body = new FormData();
  body.set("csrfmiddlewaretoken", $("[name=csrfmiddlewaretoken]")?.value ?? "");
  body.set("tab", tab);
  if (!gone) {
    body.set("subject", subject);
    if (now - typed < TYPES) body.set("typing", "1");
    for (const field of holding.keys()) body.append("holding", field);
  }
  said = gone ? "" : state();
  if (gone) return navigator.sendBeacon(slot.dataset.hereUrl, body);
  fetch(slot.dataset.hereUrl, { method: "POST", body, credentials: "same-origin", keepalive: true }).catch(() => {});
}

const state = () => [performance.now() - typed < TYPES, ...holding.keys()].join();
const changed = () => said !== state() && say();

function hold(form) {
  if (form?.dataset.holds) holding.set(form.dataset.holds, performance.now());
}

function start() {
  say();
  setInterval(() => (!document.hidden || holding.size) && say(), BEAT);
  setInterval(() => !document.hidden && changed(), 1000);
  document.addEventListener("input", ({ target }) => {
    const form = target.closest?.(".main form[method=post]:not([role=search]), dialog form[data-holds]");
    if (!form) return;
    typed = performance.now();
    hold(form);
    changed();
  });
  document.addEventListener("pharos:opened", ({ target }) => {
    hold($("form", target));
    changed();
  });
  document.addEventListener("close", ({ target }) => {
    $$("form[data-holds]", target).forEach((form) => holding.delete(form.dataset.holds));
    changed();
  }, true);
  document.addEventListener("formdata", ({ target, formData }) => target.dataset.holds && formData.set("tab", tab));
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return say();
    setTimeout(() => document.hidden && !holding.size && say(true), AWAY);
  });
  addEventListener("pagehide", () => { say(true); left = true; });
  addEventListener("pageshow", (event) => { left = false; if (event.persisted) say(); });
}

document.addEventListener("pharos:drawn", show);
if (slot && subject) start();
