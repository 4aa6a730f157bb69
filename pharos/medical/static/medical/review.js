// The review without reloading: one item is chosen, its keys are 1 to 4, its evidence stands beside. A form is sent and the
// part drawn anew; what does not arrive is sent by the browser itself, and the form's key makes it one act.
const part = () => document.getElementById("review");
const items = () => [...part().querySelectorAll("[data-item]")];
const chosen = () => items().find((row) => row.ariaSelected === "true");
let last = null;

function choose(row) {
  if (!row) return;
  items().forEach((one) => one.removeAttribute("aria-selected"));
  row.setAttribute("aria-selected", "true");
  part().querySelectorAll("[data-evidence]").forEach((one) => { one.hidden = one.dataset.evidence !== row.dataset.item; });
  part().querySelectorAll("[data-n][data-key], [data-back][data-key]").forEach((one) => one.removeAttribute("data-key"));
  const asks = part().querySelector("[data-why]") ?? row;
  row.scrollIntoView({ block: "nearest" });
  if (asks !== row) asks.scrollIntoView({ block: "nearest" });
  asks.querySelectorAll("[data-n]").forEach((one) => { one.dataset.key = one.dataset.n; });
  const back = row.querySelector("[data-back]");
  if (back) back.dataset.key = "Z";
  const about = part().querySelector("[data-of-selected]");
  if (about) about.value = row.dataset.item;
}

function step(by) {
  const all = items();
  choose(all[Math.max(0, Math.min(all.length - 1, all.indexOf(chosen()) + by))]);
}

async function send(form, submitter) {
  const body = new FormData(form, submitter);
  let answer = null;
  try {
    answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" }, credentials: "same-origin" });
  } catch { /* below */ }
  if (answer && !answer.redirected && (answer.ok || answer.status === 409 || answer.status === 422)) return draw(await answer.text());
  if (answer) return location.reload();
  delete form.dataset.going;
  if (submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
  form.submit();
}

function draw(html) {
  const scrolled = part().querySelector(".pane-body")?.scrollTop ?? 0;
  part().innerHTML = html;
  part().querySelector(".pane-body").scrollTop = scrolled;
  document.dispatchEvent(new CustomEvent("pharos:drawn"));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches?.("form[data-review]")) return;
  event.preventDefault();
  if (form.dataset.going) return;
  form.dataset.going = "yes";
  last = form.elements.place?.value ?? last;
  send(form, event.submitter);
});

document.addEventListener("click", (event) => {
  const by = event.target.closest?.("[data-step]");
  if (by) return step(Number(by.dataset.step));
  const row = event.target.closest?.("[data-item]");
  if (row && part()?.contains(row) && !event.target.closest("button, a")) choose(row);
});

const settle = () => choose(items().find((row) => row.dataset.item === part().querySelector("[data-at]")?.dataset.at) ?? items()[0]);
document.addEventListener("pharos:drawn", settle);
settle();
