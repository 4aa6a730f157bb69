// One stream per browser. The tab that holds the lock listens to the server and tells the others; when it closes,
// the next one takes over from the last position heard, so that nothing is missed. Where the browser has no locks
// (no secure origin), every tab listens for itself.
import { $, say, serverNow, setServerNow } from "./dom.js";
import { refresh, refreshAll } from "./fragments.js";
import { everybody, forget, told } from "./presence.js";

const QUIET = 40_000;      // no heartbeat for so long: the picture may be old
const KEPT = 400;          // events kept for tabs that open later

const root = document.documentElement;
const url = document.body.dataset.stream ?? "/live";
const channel = "BroadcastChannel" in window ? new BroadcastChannel("pharos-live") : null;
let position = Number(root.dataset.position ?? 0);
let heard = performance.now();
let asked = 0;
let fresh = 0;
let source = null;
let log = [];

function badge(live) {
  const chip = $("[data-live-state]");
  if (!chip) return;
  const clock = new Date(fresh || serverNow()).toLocaleTimeString("ru", { timeZone: root.dataset.clock, hour: "2-digit", minute: "2-digit" });
  const state = live ? "live" : "stale";
  if (!live) forget();
  chip.hidden = false;
  if (chip.dataset.state === state) return;
  chip.dataset.state = state;
  chip.classList.toggle("is-covered", live);
  chip.classList.toggle("is-late", !live);
  $("span", chip).textContent = live ? say("live") : say("stale", { clock });
  $("use", chip).setAttribute("href", $("use", chip).getAttribute("href").replace(/#.*/, live ? "#live" : "#wifi"));
}

/** What came, whether from the server or from the tab that listens. */
function take(message) {
  heard = performance.now();
  if (message.now) setServerNow(message.now);
  fresh = serverNow();
  badge(true);
  if (message.presence) told(message.presence);
  if (message.reset) { position = message.position; return refreshAll(); }
  if (!message.events?.length || message.position <= position) return;
  const news = message.events.filter(([at]) => at > position);
  position = message.position;
  refresh(news.map(([, kind, stream]) => ({ kind, stream })));
}

function tell(message) {
  if (message.events) log = [...log, ...message.events].slice(-KEPT);
  take(message);
  channel?.postMessage(message);
}

function listen() {
  source?.close();
  asked = performance.now();
  source = new EventSource(`${url}?after=${position}`);
  source.addEventListener("journal", (event) => tell({ ...JSON.parse(event.data), position: Number(event.lastEventId) }));
  source.addEventListener("reset", (event) => tell({ reset: true, position: Number(event.lastEventId) }));
  source.addEventListener("presence", (event) => tell({ presence: JSON.parse(event.data) }));
  source.addEventListener("beat", (event) => tell({ now: Number(event.data) }));
}

/* after a sleep, or where the line died without a word, a stream may stay open for ever and say nothing: ask anew */
setInterval(() => {
  const now = performance.now();
  if (now - heard < QUIET) return;
  badge(false);
  if (source && (source.readyState === EventSource.CLOSED || now - asked > QUIET / 4)) listen();
}, 4000);

channel?.addEventListener("message", ({ data }) => {
  if (data.hello !== undefined) return answer(data.hello);
  take(data);
});

/** A tab opened: give it what it missed, or tell it to read everything again. */
function answer(since) {
  if (!source) return;
  channel.postMessage({ now: serverNow() / 1000, presence: everybody() });
  if (since >= position) return;
  const missed = log.filter(([at]) => at > since);
  const whole = missed.length && log[0][0] <= since + 1;
  channel.postMessage(whole ? { events: missed, position } : { reset: true, position });
}

addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", (event) => event.persisted && source && listen());
addEventListener("online", () => source && listen());
addEventListener("offline", () => badge(false));

if (root.dataset.position) {
  if (navigator.locks && channel) {
    channel.postMessage({ hello: position });
    navigator.locks.request("pharos-live", () => new Promise(() => listen()));
  } else {
    listen();
  }
}
