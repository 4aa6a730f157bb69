// What is typed into a form with a draft goes to the server: the first keystroke at once, then after each pause, one save
// at a time, the newest last. The server draws the form from it again; this only saves, and says how it stands.
import { $, $$, iconHref, say, token } from "./dom.js";
import { differing, drop as dropClashes, elsewhere } from "./clashes.js";

const PAUSE = 300;               // after the last keystroke
const LONGEST = 1000;            // while somebody types without a pause
const PATIENCE = 15_000;         // for one answer
const LEAVING = 60_000;          // bytes a browser still carries out of a page that closes
const AGAIN = [1, 2, 4, 8, 15];  // seconds to the next try
const SOON = [120, 300, 800];    // until a page drawn too early is drawn again
const SHUT = new Set([0, 401, 403, 502, 503, 504]);  // answers of no server, or of one that does not know us
const OURS = new Set(["csrfmiddlewaretoken", "request_key", "draft", "draft_version", "draft_page", "next"]);
const writer = crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const known = new Map();

/* ---------------------------------------------------------------- which draft */

const markOf = (form) => form && $("[data-draft]", form);

function draftOf(form) {
  const mark = markOf(form);
  if (!mark) return null;
  const { draft: id, version } = mark.dataset;
  if (!known.has(id)) {
    const before = predecessor(mark.dataset);
    known.set(id, {
      id, form, mark, data: { ...mark.dataset }, writer: before.writer, version: Math.max(before.version, Number(version)), base: Number(version),
      opened: opened(form), told: new Set((mark.dataset.changed ?? "").split(" ").filter(Boolean)),
      snapshot: null, acknowledged: null, since: 0, timer: 0, tries: 0, busy: null, dirty: false, held: null, why: "", status: 200, through: false,
    });
  }
  const one = known.get(id);
  if (one.form !== form) {
    // the same form drawn anew by the server, or a second one of the same draft on the page
    if (!one.form.isConnected) Object.assign(one, { version: Math.max(one.version, Number(version)), base: Math.max(one.base, Number(version)), opened: opened(form) });
    Object.assign(one, { form, mark });
  }
  return one;
}

const pairs = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !OURS.has(name));

/** What the form held when it was drawn, by name: read from its markup, which no typing changes. */
function opened(form) {
  const found = [];
  for (const el of form.elements) {
    if (!el.name || el.disabled || OURS.has(el.name) || el.matches("button, [type=submit], [type=password], [type=file]")) continue;
    if (el.matches("select")) {
      const drawn = [...el.options].filter((option) => option.defaultSelected);
      for (const option of drawn.length || el.multiple ? drawn : [...el.options].slice(0, 1)) found.push([el.name, option.value]);
    } else if (!el.matches("[type=radio], [type=checkbox]") || el.defaultChecked) {
      found.push([el.name, el.matches("[type=radio], [type=checkbox]") ? el.value : el.defaultValue]);
    }
  }
  return byName(found);
}

function byName(list) {
  const found = new Map();
  for (const [name, value] of list) found.set(name, [...(found.get(name) ?? []), value]);
  return found;
}

const same = (one, other) => JSON.stringify(one ?? []) === JSON.stringify(other ?? []);
const hidden = (name) => name.startsWith("initial-");

/** What differs from the form as it was opened, and those of them that are words. */
function changed(one, fields) {
  const names = [...new Set([...fields.keys(), ...one.opened.keys()])].filter((name) => !hidden(name) &&
    (!same(fields.get(name), one.opened.get(name)) || (one.told.has(name) && fields.get(name)?.some(Boolean))));
  return { changed: names, words: names.filter((name) => $$("textarea, input:not([type=hidden], [type=radio], [type=checkbox])", one.form).some((el) => el.name === name)) };
}

/* ---------------------------------------------------------------- typing */

function touched(event) {
  const form = event.target.closest?.("form");
  if (!markOf(form) || event.target.matches("[type=password], [type=file]")) return;
  note(draftOf(form));
}

function note(one) {
  const now = pairs(one.form);
  if (one.snapshot && JSON.stringify(now) === JSON.stringify(one.snapshot)) return;
  const before = byName(one.snapshot ?? [...one.opened].flatMap(([name, values]) => values.map((value) => [name, value])));
  one.snapshot = now;
  stand(one.mark);
  if (!one.dirty) one.since = performance.now();
  one.dirty = true;
  const fields = byName(now);
  for (const name of new Set([...fields.keys(), ...before.keys()])) {
    if (!same(fields.get(name), before.get(name))) show(one, name, one.tries || one.held ? "fail" : "busy");
  }
  plan(one);
}

function plan(one, wait) {
  if (one.held) return;
  const first = !one.acknowledged && !one.busy && !one.tries;
  const left = LONGEST - (performance.now() - one.since);
  clearTimeout(one.timer);
  one.timer = setTimeout(() => save(one), wait ?? (one.tries ? 1000 * AGAIN[Math.min(one.tries, AGAIN.length) - 1] : first ? 0 : Math.max(0, Math.min(PAUSE, left))));
}

/* ---------------------------------------------------------------- saving */

async function save(one, leaving = false) {
  clearTimeout(one.timer);
  if ((one.busy && !leaving) || one.held || !one.snapshot) return;
  const sent = one.snapshot;
  const fields = byName(sent);
  const version = ++one.version;
  Object.assign(one, { dirty: false, busy: version });
  numbered(one, version);
  const body = JSON.stringify({
    form: one.data.form, subject: one.data.about || null, staff: Number(one.data.staff), page: one.data.page,
    version, base: one.base, writer: one.writer, fields: sent, ...changed(one, fields),
  });
  const small = leaving && new Blob([body]).size < LEAVING;
  const answer = await ask(one.data.url, body, small);
  if (one.busy === version) one.busy = null;
  if (one.form.dataset.sent) return;
  await heard(one, answer, sent);
}

async function ask(url, body, keepalive) {
  const headers = { "Content-Type": "application/json", "HX-Request": "true", "X-CSRFToken": token() };
  try {
    const signal = keepalive ? undefined : AbortSignal.timeout(PATIENCE);
    const answer = await fetch(url, { method: "POST", body, headers, keepalive, signal, credentials: "same-origin" });
    const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    return { status: answer.status, ...told };
  } catch {
    return { status: 0 };
  }
}

async function heard(one, answer, sent) {
  const { said, version } = answer;
  one.status = answer.status;
  if (said === "saved") {
    one.base = Math.max(one.base, version);
    one.version = Math.max(one.version, version);
    Object.assign(one, { tries: 0, acknowledged: sent, why: "" });
    settled(one, sent);
    tell(one, one.dirty ? "" : "saved");
    return one.dirty ? plan(one) : undefined;
  }
  one.dirty = true;
  if (said === "elsewhere") return hold(one, "elsewhere", version, answer.fields);
  if (said === "used") {
    if (one.acknowledged || one.told.size) return hold(one, "used", version);
    one.held = { version };  // this page opened an empty form: what is typed here is a new one
    return release(one);
  }
  if (said === "long") return failed(one, "long", null);
  one.tries += 1;
  const why = said === "somebody" ? "somebody" : answer.status === 401 || answer.status === 403 ? "signed-out" : "offline";
  failed(one, why, AGAIN[Math.min(one.tries, AGAIN.length) - 1]);
  plan(one);
}

function failed(one, why, seconds) {
  one.why = why;
  unsaved(one).forEach((name) => show(one, name, "fail"));
  tell(one, why, { seconds });
}

/** The names whose value on the page is not on the server. */
function unsaved(one) {
  const there = one.acknowledged ? byName(one.acknowledged) : one.opened;
  const here = byName(one.snapshot ?? []);
  return [...new Set([...here.keys(), ...there.keys()])].filter((name) => !same(here.get(name), there.get(name)));
}

function settled(one, sent) {
  const fields = byName(sent);
  const still = new Set(unsaved(one));
  for (const name of new Set([...fields.keys(), ...one.opened.keys()])) {
    const row = rowOf(one.form, name);
    const state = row && $("[data-state]", row)?.dataset.s;
    if ((state === "busy" || state === "fail") && !still.has(name)) show(one, name, "saved");
  }
}

/** Another window came first, or the form was used: nothing is sent until a person has chosen. */
function hold(one, why, version, fields) {
  const theirs = new Map(Object.entries(fields ?? {}));
  one.held = { why, version };
  const names = why === "elsewhere" ? differing(one.form, byName(one.snapshot), theirs).filter((name) => !OURS.has(name) && !hidden(name)) : [];
  if (why === "elsewhere" && !names.length) return release(one);
  failed(one, why, null);
  elsewhere(one.form, names, theirs, () => release(one));
}

function release(one) {
  const { version } = one.held;
  Object.assign(one, { held: null, base: version, version: Math.max(one.version, version), tries: 0, snapshot: pairs(one.form), dirty: true });
  dropClashes(one.form, "elsewhere");
  save(one);
}

/* ---------------------------------------------------------------- saying */

const rowOf = (form, name) => {
  const field = form.elements[name];
  const el = field instanceof RadioNodeList ? field[0] : field;
  return el?.closest?.(".row") ?? null;
};

function show(one, name, state) {
  const row = !hidden(name) && rowOf(one.form, name);
  const place = row && $("[data-state]", row);
  if (!place || place.dataset.s === state) return;
  place.dataset.s = state;
  place.replaceChildren(icon({ busy: "spin", saved: "check", fail: "wifi" }[state]), say(`draft-${state}`));
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", iconHref(name));
  svg.append(use);
  return svg;
}

/** The line of the form: changes only when how it stands changes, so that a screen reader hears it once. */
function tell(one, why, values = {}) {
  const line = $("[data-said]", one.mark);
  if (!line || !why) return;
  const text = say(`draft-line-${why}`, values);
  if (line.dataset.why === why && line.dataset.text === text) return;
  const bad = why !== "saved";
  Object.assign(line.dataset, { why, text });
  line.classList.toggle("bad", bad);
  line.replaceChildren(icon(bad ? "wifi" : "check"), Object.assign(document.createElement("span"), { textContent: text }));
  if (why === "signed-out" || why === "somebody") line.append(link(say("draft-sign-in"), "/accounts/login/"));
  if (why === "offline" || why === "signed-out") line.append(button(say("draft-now"), () => plan(one, 0)));
  if (why === "used") line.append(button(say("draft-go-on"), () => release(one)));
}

const link = (textContent, href) => Object.assign(document.createElement("a"), { textContent, href, target: "_blank", rel: "opener", className: "btn" });

function button(textContent, act) {
  const made = Object.assign(document.createElement("button"), { textContent, type: "button", className: "btn" });
  made.addEventListener("click", act);
  return made;
}

function numbered(one, version) {
  const field = one.form.elements.draft_version;
  if (field) field.value = version;
}

/* ---------------------------------------------------------------- coming and going */

const waiting = (one) => (one.dirty || one.busy) && !one.form.dataset.sent;
const stuck = (one) => one.tries > 0 || one.held || one.why === "long" || new Blob([JSON.stringify(one.snapshot)]).size > LEAVING - 2000;

function flush() {
  for (const one of known.values()) {
    if (!waiting(one) || one.held) continue;
    save(one, true);
    try { sessionStorage.setItem(`draft:${one.id}`, one.version); } catch { /* no storage: the server has it all the same */ }
  }
}

addEventListener("beforeunload", (event) => {
  if ([...known.values()].some((one) => waiting(one) && stuck(one))) event.preventDefault();
});
addEventListener("pagehide", flush);
document.addEventListener("visibilitychange", () => (document.hidden ? flush() : retry()));
addEventListener("online", retry);
addEventListener("focus", retry);

function retry() {
  for (const one of known.values()) if (one.tries && waiting(one)) plan(one, 0);
}

document.addEventListener("submit", (event) => {
  const one = draftOf(event.target);
  if (!one) return;
  const mine = event.target.elements.csrfmiddlewaretoken;
  if (mine) mine.value = token();
  const goes = waiting(one) && !one.held && !one.through;
  if (goes && (one.tries || !navigator.onLine)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return sendOnceSaved(one, event.submitter);
  }
  if (goes) save(one, true);
  leave(one);
}, true);

/** A form that comes back from being sent is drawn while its last save may be on its way: the page that shows it goes on
 *  as the same writer, from the same number, or it would find itself another window. */
function leave(one) {
  try { sessionStorage.setItem(`draft-left:${one.id}`, `${one.writer} ${one.version}`); } catch { /* no storage: it asks */ }
}

function predecessor({ draft, unsaved }) {
  try {
    const [left, version = "0"] = (sessionStorage.getItem(`draft-left:${draft}`) ?? "").split(" ");
    sessionStorage.removeItem(`draft-left:${draft}`);
    if (left && unsaved !== undefined) return { writer: left, version: Number(version) };
  } catch { /* no storage: it asks */ }
  return { writer, version: 0 };
}

/** Over a dead line, or by somebody signed out meanwhile, a form takes its words with it: the browser leaves the page.
 *  So they are saved first, and where that cannot be, the page stays and says why. */
async function sendOnceSaved(one, submitter) {
  const { form } = one;
  await save(one, true);
  if (!form.isConnected || one.held || SHUT.has(one.status)) return;
  one.through = one.status !== 200;  // the server is there, and only keeps no draft
  form.requestSubmit(submitter);
}

document.addEventListener("input", touched);
document.addEventListener("change", touched);
document.addEventListener("combo:picked", touched);
document.addEventListener("htmx:afterSettle", () => {
  for (const one of known.values()) if (one.snapshot && one.form.isConnected) note(one);
});

/** The address that shows the form again, once something is typed into it: a reload finds it as it is. */
function stand({ dataset: { page, unsaved } }) {
  const there = new URL(page, location.href);
  if (unsaved === undefined && there.pathname === location.pathname && there.search !== location.search) history.replaceState(history.state, "", page);
}

/** A page may have been drawn before its predecessor's last save arrived: then it is drawn again, a few times. */
function overtaken(mark) {
  const key = `draft:${mark.dataset.draft}`;
  try {
    const [last, tries = "0"] = (sessionStorage.getItem(key) ?? "0").split(" ");
    sessionStorage.removeItem(key);
    if (Number(last) <= Number(mark.dataset.version) || mark.dataset.unsaved !== undefined || tries >= SOON.length) return 0;
    sessionStorage.setItem(key, `${last} ${Number(tries) + 1}`);
    return SOON[tries];
  } catch {
    return 0;
  }
}

const marks = $$("form [data-draft]");
const soon = Math.max(0, ...marks.map(overtaken));
if (soon) setTimeout(() => [...known.values()].some(waiting) || location.reload(), soon);
for (const mark of marks) {
  const form = mark.closest("form");
  if (mark.dataset.moves !== undefined) stand(mark);
  if (mark.dataset.unsaved !== undefined) {
    const one = draftOf(form);
    if (!one.told.size) one.opened = new Map();
    note(one);
  }
}
