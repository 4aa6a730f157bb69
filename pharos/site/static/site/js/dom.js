// Shared by every module: finding things, the words of the page, one polite line for screen readers.

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

const words = $("#words")?.dataset ?? {};

/** A sentence of the page's language: `say("in", {time: "8:05"})`. Scripts carry no text of their own. */
export const say = (name, values = {}) =>
  (words[name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())] ?? "").replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");

export const iconHref = (name) => `${words.icons}#${name}`;

export const announce = (text) => {
  const line = $("[data-announce]");
  if (line) line.textContent = text;
};

/** A field is being typed in: single keys belong to it. */
export const typing = (el) =>
  el instanceof Element &&
  el.matches("input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select, [contenteditable]");

export const visible = (el) => el.checkVisibility?.({ visibilityProperty: true }) ?? el.offsetParent !== null;

/** Server time in milliseconds: the browser's own clock may be hours off. */
let ahead = 1000 * Number(document.documentElement.dataset.now ?? 0) - Date.now();
export const serverNow = () => Date.now() + ahead;
export const setServerNow = (seconds) => { ahead = 1000 * seconds - Date.now(); };

/** The cross-site token as it is now: signing in, in another tab, changes it. */
export const token = () => /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? $("[name=csrfmiddlewaretoken]")?.value ?? "";

/** Fetch a fragment of this site; null when it could not be had. A caller shows what it has until it can.
 *  What somebody typed goes in `body`, never in the address. */
export async function fragment(url, signal, body) {
  const headers = { "HX-Request": "true" };
  if (body) headers["X-CSRFToken"] = token();
  try {
    const answer = await fetch(url, { method: body ? "POST" : "GET", body, headers, signal, credentials: "same-origin" });
    return answer.ok && !answer.redirected ? await answer.text() : null;
  } catch {
    return null;
  }
}
