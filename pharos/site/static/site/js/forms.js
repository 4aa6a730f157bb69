// Forms: warn before leaving only when something typed is unsent; a second press of the same button sends nothing.
import { $, $$ } from "./dom.js";

const unsent = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-guard]");
  if (form) unsent.add(form);
});

/* the form of a dialog: what speaks against it is said in the dialog; the page is left only when it is done */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("dialog form.act[method=post]") || event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  if (!form.dataset.sent) send(form);
});

async function send(form) {
  form.dataset.sent = "yes";
  let answer = null;
  try {
    answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual", credentials: "same-origin" });
  } catch { /* the browser says what is wrong with the line when it sends the form itself; the key makes it one act */ }
  unsent.delete(form);
  if (answer?.type === "opaqueredirect") return location.assign(form.elements.next?.value || location.pathname + location.search);
  const said = answer?.status === 422 && new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!said || !$("form.act", said)) return form.submit();
  objected(form, said);
}

function objected(form, said) {
  const again = $("form.act", said);
  const last = $(".acts-line", form);
  $$(":scope > .row, :scope > .panel", form).forEach((one) => one.remove());
  last.before(...$$(".panel[role=alert]", said), ...$$(":scope > .row", again));
  for (const hidden of $$("input[type=hidden]", again)) {
    const mine = form.elements[hidden.name];
    if (mine) mine.value = hidden.value;
  }
  delete form.dataset.sent;
  if (form.matches("[data-guard]")) unsent.add(form);
  ($(".row:has(.note.bad) :is(input, select, textarea)", form) ?? $("input:not([type=hidden]), select, textarea", form) ?? $("button", last)).focus();
}

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

/* what was typed into a dialog and left there is not in the way of leaving the page */
document.addEventListener("close", (event) => $$("form", event.target).forEach((form) => unsent.delete(form)), true);

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

/* what was chosen while an answer was on its way stays chosen when the answer replaces its part of the form; a field that
   has changed since it was asked about (`data-was`) is left alone */
document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  const { target, fragment } = detail;
  const asked = $("[data-was]", fragment);
  if (asked && target.value !== asked.dataset.was) detail.shouldSwap = false;
  for (const chosen of $$("input:checked[id]", target)) {
    const again = $(`#${CSS.escape(chosen.id)}`, fragment);
    if (again) again.checked = true;
  }
});
