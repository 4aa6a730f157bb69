// The map of coverage: nearer, further, moved by dragging; what is under the pointer is said beside it.
// Without this script the map is whole: the server has drawn it, and its table says the same.
const LEAST = 1 / 16;

for (const map of document.querySelectorAll("[data-map]")) dress(map);

function dress(map) {
  const svg = map.querySelector("svg.world");
  const said = map.querySelector("[data-map-said]");
  const whole = svg.viewBox.baseVal;
  const home = { x: whole.x, y: whole.y, w: whole.width, h: whole.height };
  let view = { ...home };
  let grip = null;

  map.dataset.liveMap = "";
  map.querySelector("[data-map-tools]").hidden = false;

  function show(next) {
    const w = Math.min(home.w, Math.max(home.w * LEAST, next.w));
    const h = w * home.h / home.w;
    const x = Math.min(home.x + home.w - w, Math.max(home.x, next.x));
    const y = Math.min(home.y + home.h - h, Math.max(home.y, next.y));
    view = { x, y, w, h };
    svg.setAttribute("viewBox", `${x} ${y} ${w} ${h}`);
    const scale = w / home.w;   // dots and names keep their size on the screen
    for (const dot of svg.querySelectorAll("circle, .ours, .spot-name")) resize(dot, scale);
  }

  function at(event) {
    const box = svg.getBoundingClientRect();
    return { x: view.x + view.w * (event.clientX - box.left) / box.width, y: view.y + view.h * (event.clientY - box.top) / box.height };
  }

  function zoom(by, about) {
    show({ x: about.x - (about.x - view.x) * by, y: about.y - (about.y - view.y) * by, w: view.w * by });
  }

  const middle = () => ({ x: view.x + view.w / 2, y: view.y + view.h / 2 });

  map.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom]");
    if (!button) return;
    if (button.dataset.zoom === "all") show(home);
    else zoom(button.dataset.zoom === "in" ? 0.6 : 1 / 0.6, middle());
  });

  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;   // a bare wheel scrolls the page
    event.preventDefault();
    zoom(event.deltaY < 0 ? 0.8 : 1.25, at(event));
  }, { passive: false });

  svg.addEventListener("dblclick", (event) => { event.preventDefault(); zoom(0.5, at(event)); });

  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || view.w >= home.w) return;
    grip = { from: at(event), x: event.clientX, y: event.clientY, moved: false };
  });

  svg.addEventListener("pointermove", (event) => {
    tell(event.target);
    if (!grip) return;
    if (!grip.moved && Math.hypot(event.clientX - grip.x, event.clientY - grip.y) < 4) return;
    if (!grip.moved) svg.setPointerCapture(event.pointerId);
    grip.moved = true;
    const here = at(event);
    show({ x: view.x + grip.from.x - here.x, y: view.y + grip.from.y - here.y, w: view.w });
  });

  // a drag is no click on what lies under it
  svg.addEventListener("click", (event) => { if (grip?.moved) event.preventDefault(); grip = null; }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerleave", () => { said.textContent = ""; });

  function tell(target) {
    said.textContent = target.closest?.("[data-said]")?.dataset.said ?? "";
  }
}

function resize(one, scale) {
  if (one.tagName === "circle") {
    one.dataset.r ??= one.getAttribute("r");
    one.setAttribute("r", one.dataset.r * Math.sqrt(scale));
  } else if (one.tagName === "text") {
    one.style.setProperty("font-size", `${13 * Math.max(0.2, scale)}px`);
    one.style.setProperty("stroke-width", `${3 * Math.max(0.2, scale)}px`);
  }
}
