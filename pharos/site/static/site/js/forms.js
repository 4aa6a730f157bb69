// Forms: warn before leaving only when something typed is unsent; a second press of the same button sends nothing.
import { $, $$ } from "./dom.js";

const unsent = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-guard]");
  if (form) unsent.add(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  unsent.delete(form);
});

addEventListener("pageshow", () => $$("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));
addEventListener("beforeunload", (event) => {
  if ([...unsent].some((form) => form.isConnected)) event.preventDefault();
});

/* dialogs: opened and closed by attribute */
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  if (opener) $(`#${opener.dataset.opens}`)?.showModal();
  if (event.target.closest?.("[data-closes]")) event.target.closest("dialog")?.close();
});

/* theme: seen at once, remembered by the server */
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-form]");
  if (!form) return;
  event.preventDefault();
  delete form.dataset.sent;
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  const body = new FormData(form);
  body.set("theme", root.dataset.theme);
  body.set("request_key", crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`);
  fetch(form.action, { method: "POST", body, credentials: "same-origin", keepalive: true });
});

/* what was chosen while an answer was on its way stays chosen when the answer replaces its part of the form */
document.addEventListener("htmx:oobBeforeSwap", ({ detail: { target, fragment } }) => {
  for (const chosen of $$("input:checked[id]", target)) {
    const again = $(`#${CSS.escape(chosen.id)}`, fragment);
    if (again) again.checked = true;
  }
});
