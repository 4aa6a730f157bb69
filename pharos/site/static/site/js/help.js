// "?" shows every key of the page: those of the foot and those printed on controls.
import { $, $$, say, visible } from "./dom.js";
import { onKey } from "./keys.js";

onKey("?", () => {
  const dialog = document.createElement("dialog");
  const head = Object.assign(document.createElement("div"), { className: "head" });
  const title = Object.assign(document.createElement("h2"), { textContent: say("keys"), id: "keys-title" });
  const list = Object.assign(document.createElement("ul"), { className: "keylist" });
  dialog.setAttribute("aria-labelledby", "keys-title");
  for (const [caps, text] of entries()) list.append(line(caps, text));
  head.append(title);
  dialog.append(head, list);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
});

function entries() {
  const found = new Map();
  const put = (el) => {
    const caps = $$("kbd", el).map((kbd) => kbd.textContent);
    const copy = el.cloneNode(true);
    $$("kbd, .sr", copy).forEach((one) => one.remove());
    const text = (copy.textContent.trim() || el.getAttribute("aria-label") || "").replace(/\s+/g, " ");
    if (caps.length && text && !found.has(caps.join())) found.set(caps.join(), [caps, text]);
  };
  $$("footer.foot .hint").forEach(put);
  $$(".top [aria-keyshortcuts], [data-key]").filter(visible).forEach(put);
  return found.values();
}

function line(caps, text) {
  const item = document.createElement("li");
  const keys = document.createElement("span");
  for (const name of caps) keys.append(Object.assign(document.createElement("kbd"), { textContent: name }));
  item.append(text, keys);
  return item;
}
