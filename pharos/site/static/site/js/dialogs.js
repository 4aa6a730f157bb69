// Dialogs: opened and closed by attribute. One the page does not hold yet (`data-from`) is asked for when a hand comes
// near it, by pointer or focus, and those with a key once the page is at rest: so it stands when it is called.
import { $, $$, fragment, visible } from "./dom.js";

const NEAR = 60;          // a pointer or a focus that only passes asks for nothing
const REST = 1500;        // nor does a page that is only glanced at
const SLOW = 300;         // until the empty dialog says that it is being fetched
const PATIENCE = 12_000;  // for one answer
const asked = new WeakMap();

/** The markup of an opener's dialog, asked for once; null, and asked for again next time, when it could not be had. */
function ask(opener) {
  if (!asked.has(opener)) {
    const coming = fragment(opener.dataset.from, AbortSignal.timeout(PATIENCE));
    asked.set(opener, coming);
    coming.then((html) => html === null && asked.delete(opener));
  }
  return asked.get(opener);
}

function open(opener) {
  const dialog = document.getElementById(opener.dataset.opens) ?? (opener.dataset.from && empty(opener));
  if (!dialog) return;
  if (!dialog.open) dialog.showModal();
  if (dialog.dataset.coming === undefined) opened(dialog);
  else fill(dialog, opener);
}

/** A dialog with a title alone, beside its opener: what draws that part of the page anew takes the dialog away as well. */
function empty(opener) {
  const dialog = $("#coming").content.cloneNode(true).firstElementChild;
  dialog.id = opener.dataset.opens;
  const title = $("h2", dialog);
  title.textContent = $("span", opener)?.textContent ?? opener.textContent;
  title.id = `${dialog.id}-title`;
  dialog.setAttribute("aria-labelledby", title.id);
  $("a", dialog).href = opener.dataset.from.split("?")[0];
  $("[data-again]", dialog).addEventListener("click", () => fill(dialog, opener));
  opener.after(dialog);
  return dialog;
}

async function fill(dialog, opener) {
  const [slow, failed] = [$("[role=status]", dialog), $("[role=alert]", dialog)];
  failed.hidden = true;
  const wait = setTimeout(() => { slow.hidden = false; }, SLOW);
  const html = await ask(opener);
  clearTimeout(wait);
  if (dialog.dataset.coming === undefined) return;
  const came = html && $("dialog", new DOMParser().parseFromString(html, "text/html"));
  slow.hidden = true;
  failed.hidden = Boolean(came);
  if (!came) return dialog.open && $("[data-again]", dialog).focus();
  delete dialog.dataset.coming;
  dialog.replaceChildren(...came.childNodes);
  window.htmx?.process(dialog);
  document.dispatchEvent(new CustomEvent("pharos:drawn"));
  if (dialog.open) opened(dialog);
}

/** The hand is put where the answer is given; whoever asks what stands in the dialog hears of it. */
function opened(dialog) {
  const fields = $$("form :is([autofocus], input:not([type=hidden]), textarea, select)", dialog).filter(visible);
  (fields.find((one) => one.matches("[autofocus]"))
    ?? fields.find((one) => one.matches(":checked")) ?? fields[0] ?? $("form .go", dialog))?.focus();
  dialog.dispatchEvent(new CustomEvent("pharos:opened", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  if (opener) open(opener);
  if (event.target.closest?.("[data-closes]")) event.target.closest("dialog")?.close();
});

const near = (sign) => ({ target }) => {
  const opener = target.closest?.("[data-from]");
  if (opener) setTimeout(() => opener.isConnected && opener.matches(sign) && ask(opener), NEAR);
};
document.addEventListener("pointerover", near(":hover"));
document.addEventListener("focusin", near(":focus"));

addEventListener("load", () => setTimeout(() => {
  if (!document.hidden) $$("[data-from][data-key]").filter(visible).forEach(ask);
}, REST));
