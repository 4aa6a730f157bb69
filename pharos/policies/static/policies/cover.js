// Cover without reloading: a form is sent, the panel is drawn anew. What does not arrive is sent by the browser itself,
// which says what is wrong with the line; the form's key makes it one act. During an intake the call's form goes along,
// so that the policy just chosen counts.
const panel = () => document.getElementById("cover");
const intake = () => document.getElementById("intake");

function packed(form, submitter) {
  const body = new FormData(form, submitter);
  if (intake()) for (const [name, value] of new FormData(intake())) if (!body.has(name)) body.append(name, value);
  return body;
}

async function fetched(url, options) {
  try {
    return await fetch(url, { ...options, headers: { "HX-Request": "true" }, credentials: "same-origin" });
  } catch { return null; }
}

async function send(form, submitter) {
  const answer = await fetched(form.action, { method: "POST", body: packed(form, submitter) });
  if (answer && !answer.redirected && (answer.ok || [409, 422].includes(answer.status))) return draw(await answer.text());
  if (answer) return location.reload();
  delete form.dataset.sent;
  if (submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
  form.submit();
}

function draw(html) {
  const part = panel();
  const pane = part.closest(".pane-body");
  const top = pane?.scrollTop ?? 0;
  const had = part.contains(document.activeElement);
  part.innerHTML = html;
  const lit = part.querySelector("[data-lit]") ? "?lit=1" : "";
  part.dataset.url = part.dataset.url.replace(/\?.*/, "") + lit;
  part.dataset.drawn = Number(part.dataset.drawn ?? 0) + 1;
  if (pane) pane.scrollTop = top;
  window.htmx?.process(part);
  document.dispatchEvent(new CustomEvent("pharos:drawn"));
  if (had) (part.querySelector("[role=alert]") ? part : part.querySelector("[data-ask] .answers button") ?? part.querySelector("button"))?.focus({ preventScroll: true });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches?.("form[data-cover]")) return;
  event.preventDefault();
  if (form.dataset.going) return;
  form.dataset.going = "yes";
  send(form, event.submitter);
});

/* the policy, the birth date, the place of the call were said: cover is looked at again, with the form as it is now */
let soon = 0;
document.addEventListener("change", (event) => {
  if (!intake()?.contains(event.target) || !panel()?.dataset.url) return;
  clearTimeout(soon);
  soon = setTimeout(again, 300);
});

async function again() {
  const body = new FormData(intake());
  if (panel().querySelector("[data-lit]")) body.set("lit", "1");
  const answer = await fetched(panel().dataset.url.replace(/\?.*/, ""), { method: "POST", body });
  if (answer?.ok && !panel().contains(document.activeElement)) draw(await answer.text());
}

/* a figure is typed in a fold: the fold is no field, so that live news still reach the panel while it is shut */
document.addEventListener("toggle", (event) => {
  if (event.target.matches?.(".cover .typed") && event.target.open) event.target.querySelector("input:not([type=hidden])")?.focus();
}, true);

/* texts and reasons on a sheet over the page; without it the link leads to a page of their own */
document.addEventListener("click", async (event) => {
  const copy = event.target.closest?.("[data-copies]");
  if (copy) return copied(copy);
  const link = event.target.closest?.("a[data-cover-open]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const answer = await fetched(link.href, {});
  if (!answer?.ok || answer.redirected) return location.assign(link.href);
  sheet().innerHTML = await answer.text();
  sheet().showModal();
});

function sheet() {
  let found = document.getElementById("cover-sheet");
  if (!found) {
    found = Object.assign(document.createElement("dialog"), { id: "cover-sheet", className: "cover-sheet" });
    document.body.append(found);
  }
  return found;
}

async function copied(button) {
  const text = document.getElementById(button.dataset.copies);
  try {
    await navigator.clipboard.writeText(text.textContent);
    button.dataset.done = "yes";
    button.querySelector("span").textContent = button.dataset.said;
  } catch {
    getSelection().selectAllChildren(text);
  }
}
