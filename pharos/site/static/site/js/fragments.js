// Refetch the parts of a page that an event concerns. Never a field, the focus, the caret, the selection or the scroll:
// a part that is in use waits until it is not.
import { $, $$, fragment, visible } from "./dom.js";

const GATHER = 150;     // events that come together are one refetch
const HAND = 1200;      // a list under a moving pointer is not reordered
const state = new WeakMap();
let moved = { at: 0, target: null };

document.addEventListener("pointermove", (event) => { moved = { at: performance.now(), target: event.target }; }, { passive: true });

/** Refetch what concerns these events. */
export function refresh(events) {
  $$("[data-live][data-url]").filter((part) => events.some((event) => concerns(part, event))).forEach(soon);
}

export function refreshAll() {
  $$("[data-live][data-url]").forEach(soon);
}

function concerns(part, { kind, stream }) {
  const hears = part.dataset.live.split(/\s+/);
  if (!hears.some((one) => kind.startsWith(one))) return false;
  return !part.dataset.stream || part.dataset.stream.split(" ").includes(stream);
}

function soon(part, delay = GATHER) {
  const now = state.get(part) ?? {};
  if (now.timer) return;
  now.timer = setTimeout(() => { now.timer = 0; renew(part, now); }, delay);
  state.set(part, now);
}

async function renew(part, now) {
  if (!part.isConnected) return;
  if (document.hidden) return document.addEventListener("visibilitychange", () => soon(part), { once: true });
  if (now.busy) { now.again = true; return; }
  now.busy = true;
  const shown = part.firstChild;
  const html = await fragment(part.dataset.url);
  now.busy = false;
  if (html === null) return soon(part, 3000);
  if (part.firstChild !== shown) return soon(part);   // drawn by an answer meanwhile: what was asked for is older than that
  if (inUse(part)) return soon(part, 700);
  swap(part, html);
  if (now.again) { now.again = false; soon(part); }
}

function inUse(part) {
  const active = document.activeElement;
  const chosen = getSelection();
  return (
    (part.contains(active) && active.matches("input, textarea, select, [contenteditable]")) ||
    (!chosen.isCollapsed && part.contains(chosen.anchorNode)) ||
    (performance.now() - moved.at < HAND && part.contains(moved.target)) ||
    $$("dialog[open], input:not([type=hidden]), textarea, select", part).some(visible)
  );
}

const name = (el) => el.id || el.dataset.href || el.getAttribute("href");
/** What a thing that had the focus is found by when its part was drawn anew: its name, what it opens, where it sends. */
const handle = (el) => name(el) || el.dataset.opens || el.closest("form")?.getAttribute("action") || el.dataset.key;
const keyed = (part) => new Map($$("[id], [data-href]", part).map((el) => [name(el), el]));
const gist = (el) => [...el.childNodes].map((node) => (node.matches?.(".clock, .here, .eyes, time") ? "" : node.childNodes.length ? gist(node) : node.textContent)).join("|");

/** What stands first in a scrolled pane and where: after a swap it stands there still, whatever came above it. */
function anchor(pane, part) {
  const top = pane.scrollTop;
  if (!top) return (again) => { again.scrollTop = 0; };
  const edge = pane.getBoundingClientRect().top;
  const first = $$("[id], [data-href]", part).find((el) => name(el) && pane.contains(el) && el.getBoundingClientRect().bottom > edge);
  const key = first && name(first);
  const at = first?.getBoundingClientRect().top;
  return (again) => {
    again.scrollTop = top;
    const same = key && $$("[id], [data-href]", part).find((el) => name(el) === key);
    if (same) again.scrollTop += same.getBoundingClientRect().top - at;
  };
}

const panes = (part) => [part, part.closest(".pane-body"), ...$$(".pane-body", part)].filter(Boolean);

function swap(part, html) {
  const before = new Map([...keyed(part)].map(([key, el]) => [key, gist(el)]));
  const keep = panes(part).map((pane) => anchor(pane, part));
  const focus = part.contains(document.activeElement) ? handle(document.activeElement) : null;
  const selected = $("[aria-selected=true]", part);
  const chosen = selected && name(selected);
  part.innerHTML = html;
  delete part.dataset.first;   // what it shows now was asked for, not the empty place of the page
  window.htmx?.process(part);
  for (const [key, el] of keyed(part)) {
    if (key === chosen) el.setAttribute("aria-selected", "true");
    else if (chosen && el.matches("tr")) el.removeAttribute("aria-selected");
    if (before.size && before.get(key) !== gist(el)) el.classList.add("changed");
  }
  panes(part).forEach((pane, at) => keep[at]?.(pane));
  document.dispatchEvent(new CustomEvent("pharos:drawn"));
  if (focus) $$("a, button, [tabindex]", part).find((el) => handle(el) === focus)?.focus({ preventScroll: true });
}

$$("[data-first]").forEach((part) => soon(part, 0));
