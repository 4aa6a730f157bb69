// Clocks go on counting: text beside the shape, and the shape's own attribute. Nothing else moves.
import { $, $$, announce, iconHref, say, serverNow } from "./dom.js";

const two = (n) => String(n).padStart(2, "0");

/** Seconds only while there is something to catch; what is late is late by minutes. */
function span(seconds) {
  if (seconds >= 0 && seconds < 600) return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  const minutes = Math.max(1, Math.floor(Math.abs(seconds) / 60));
  if (minutes < 60) return say("minutes", { minutes });
  if (minutes < 48 * 60) return say("hours", { hours: Math.floor(minutes / 60), minutes: two(minutes % 60) });
  return say("days", { days: Math.floor(minutes / 1440) });
}

function late(clock) {
  clock.classList.remove("is-idle", "is-waiting");
  clock.classList.add("is-late");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", iconHref("late"));
  $(".i", clock)?.replaceChildren(use);
}

function tick(clock, now) {
  const left = Number(clock.dataset.due) - now;
  const text = $(".t", clock);
  const said = say(left < 0 ? "ago" : "in", { time: span(left) });
  if (text && text.textContent !== said) text.textContent = said;
  if (left < 0) {
    if (!clock.classList.contains("is-late")) late(clock);
    return;
  }
  if (left <= 900 && clock.classList.contains("is-idle")) clock.classList.replace("is-idle", "is-waiting");
  const whole = Number(clock.dataset.due) - Number(clock.dataset.start);
  if (whole > 0) $(".left", clock)?.setAttribute("stroke-dasharray", `${Math.round((100 * left) / whole)} 100`);
  if (clock.matches(".big, .mine *")) threshold(left);
}

/** Screen readers hear three moments only. */
function threshold(left) {
  if (left === 300 || left === 60) announce(say("left", { minutes: left / 60 }));
  if (left === 0) announce(say("due"));
}

const faces = new Map();
function face(zone) {
  if (!faces.has(zone)) {
    faces.set(zone, new Intl.DateTimeFormat("ru", { timeZone: zone, hour: "2-digit", minute: "2-digit", hour12: false }));
  }
  return faces.get(zone);
}

function beat() {
  const now = serverNow();
  $$("[data-due]").forEach((clock) => tick(clock, Math.round(now / 1000)));
  $$("[data-zone]").forEach((place) => {
    const text = $(".t", place);
    const clock = face(place.dataset.zone).format(now);
    if (text && text.textContent !== clock) text.textContent = clock;
  });
}

setInterval(() => !document.hidden && beat(), 1000);
document.addEventListener("visibilitychange", () => !document.hidden && beat());
