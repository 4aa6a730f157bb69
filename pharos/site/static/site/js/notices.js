// Notices outside the page, for those who asked for them in their profile: a telephone that rings, a promise broken.
// They say that and nothing of whom. One tab speaks; the others stay silent.
import { $, fragment, say } from "./dom.js";

const wanted = new Set((document.documentElement.dataset.notices ?? "").split(" ").filter(Boolean));
const LOOK = 60_000;
const LOOK_FOR_CALLS = 15_000; // a doctor is called to come within five minutes
const granted = () => "Notification" in window && Notification.permission === "granted";
let rung = null;

function tell(text, tag) {
  if (wanted.has("sound")) beep();
  if (!granted() || (!document.hidden && document.hasFocus())) return;
  const notice = new Notification("Pharos", { body: text, tag });
  notice.onclick = () => { window.focus(); notice.close(); };
}

/* two short tones, made here: no file to load */
function beep() {
  const context = new AudioContext();
  const volume = new GainNode(context, { gain: 0.08 });
  volume.connect(context.destination);
  [660, 880].forEach((frequency, i) => {
    const tone = new OscillatorNode(context, { frequency });
    tone.connect(volume);
    tone.start(context.currentTime + i * 0.18);
    tone.stop(context.currentTime + i * 0.18 + 0.14);
  });
  setTimeout(() => context.close(), 900);
}

function calls() {
  const strip = $("#strip");
  if (!strip) return;
  new MutationObserver(() => {
    const call = $(".strip[data-s=ringing]", strip)?.dataset.call ?? null;
    if (call && call !== rung) tell(say("rings"), "call");
    rung = call;
  }).observe(strip, { childList: true });
}

/* a number the server counts: when it has grown, it is told */
function growing(address, word, tag) {
  let before = null;
  return async () => {
    const count = await fragment(address);
    if (count === null) return;
    if (before !== null && Number(count) > before) tell(say(word), tag);
    before = Number(count);
  };
}

const promises = growing("/desk/late/", "broken", "promise");
const doctor = growing("/medical/duty/count/", "doctor", "doctor");
const reviews = growing("/medical/late/", "overdue", "review");
const signatures = growing("/policies/refusals/count/", "sign", "signature");

function watch(look, every = LOOK) {
  look();
  setInterval(look, every);
}

function speak() {
  if (wanted.has("calls")) calls();
  if (wanted.has("promises")) watch(promises);
  if (wanted.has("doctor")) watch(doctor, LOOK_FOR_CALLS);
  if (wanted.has("reviews")) watch(reviews);
  if (wanted.has("signatures")) watch(signatures);
  return new Promise(() => {});
}

if (wanted.has("calls") || wanted.has("promises")) {
  if (navigator.locks) navigator.locks.request("pharos-notices", speak);
  else speak();
}

/* the profile: ask this browser, and say what it answered */
const place = $("[data-notices-state]");
function state() {
  const permission = "Notification" in window ? Notification.permission : "denied";
  place.textContent = place.dataset[permission];
  $("[data-notices-ask]").hidden = permission !== "default";
}
if (place) {
  place.closest("[data-notices]").hidden = false;
  state();
  $("[data-notices-ask]").addEventListener("click", () => Notification.requestPermission().then(state));
}
