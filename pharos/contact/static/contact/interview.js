// The interview without reloading: a form is sent, the page's part is drawn anew. What does not arrive is sent by the
// browser itself, which says what is wrong with the line; the form's key makes it one act.
const part = () => document.getElementById("interview");
const toEnd = () => part().querySelectorAll("[data-end]").forEach((pane) => { pane.scrollTop = pane.scrollHeight; });

async function send(form, submitter) {
  const body = new FormData(form, submitter);
  let answer = null;
  try {
    answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, credentials: "same-origin" });
  } catch { /* below */ }
  if (answer && !answer.redirected && (answer.ok || answer.status === 409)) return draw(await answer.text());
  if (answer) return location.reload();
  delete form.dataset.sent;
  if (submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
  form.submit();
}

function draw(html) {
  const had = part().contains(document.activeElement) && document.activeElement.id;
  part().innerHTML = html;
  window.htmx?.process(part());
  document.dispatchEvent(new CustomEvent("pharos:drawn"));
  if (had) (document.getElementById(had) ?? part().querySelector(".ask-keys button"))?.focus({ preventScroll: true });
  toEnd();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches?.("form[data-interview]")) return;
  event.preventDefault();
  if (form.dataset.going) return;
  form.dataset.going = "yes";
  send(form, event.submitter);
});

toEnd();
