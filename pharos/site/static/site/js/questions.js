// A series of one-key questions: digits answer the one under the light, then the light moves to the next open one.
import { $, $$, visible } from "./dom.js";
import { onKey } from "./keys.js";

const series = () => $("[data-questions]");
const questions = (root) => $$(".dq", root).filter((one) => $("input[type=radio]", one));
const open = (root) => questions(root).find((one) => !$(":checked", one));
const lit = (root) => $(".dq[data-light]", root);

function light(root, question) {
  lit(root)?.removeAttribute("data-light");
  question?.setAttribute("data-light", "");
  const count = $("[data-answered]", root);
  if (count) count.textContent = questions(root).filter((one) => $(":checked", one)).length;
}

/* the last question answered by key: the hand goes on to what is asked next */
function onwards(root) {
  const next = root.nextElementSibling;
  if (next) $$("input:not([type=hidden]), textarea, select", next).find(visible)?.focus();
}

for (const digit of [1, 2, 3, 4]) {
  onKey(String(digit), () => {
    const root = series();
    const answer = root && lit(root) && $$("input[type=radio]", lit(root))[digit - 1];
    if (!answer) return false;
    answer.click();
    if (!open(root)) onwards(root);
  });
}

onKey("Backspace", () => {
  const root = series();
  const all = root ? questions(root) : [];
  const at = root && lit(root) ? all.indexOf(lit(root)) : all.length;
  if (at < 1) return false;
  light(root, all[at - 1]);
});

document.addEventListener("change", (event) => {
  const root = event.target.closest?.("[data-questions]");
  if (root && event.target.type === "radio") light(root, open(root));
});

if (series()) light(series(), open(series()));
