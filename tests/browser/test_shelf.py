"""The living page of components: every one of them in every state, photographed, and checked by geometry and contrast
instead of by pixels."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Enter
from tests.browser.serving import Served, served
from tests.browser.watching import barriers
from tests.cast import ANNA

LOOKS = [("ru", "light"), ("ru", "dark"), ("en", "light"), ("en", "dark")]
SIZES = [(1280, 800), (1920, 1080), (390, 844)]
TEXT, EDGE = 4.5, 3.0

OVERFLOWS = """() => [...document.querySelectorAll(".shelf > section")].flatMap((section) => {
  const edge = section.getBoundingClientRect().right + 1;
  return [...section.querySelectorAll("*")].filter((el) => !el.closest(".toast, .sr, dialog, svg") &&
    !el.closest(".cut, .rows, .pane-body .verdict") && el.getBoundingClientRect().right > edge)
    .map((el) => `${section.querySelector("h2").textContent}: ${el.tagName}.${el.className}`);
})"""

SMALL = """() => [...document.querySelectorAll("main .btn, main .seg label, main summary, .strip .btn, .tabs a")]
  .filter((el) => el.checkVisibility())
  .filter((el) => Math.min(el.getBoundingClientRect().height, el.getBoundingClientRect().width) < 24)
  .map((el) => el.textContent.trim())"""

CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const probe = document.body.appendChild(document.createElement("span"));
  const rgb = (token) => {
    probe.style.color = `var(--${token})`;
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const linear = (v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = (token) => rgb(token).map((v) => linear(v / 255))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => [light(a), light(b)].sort((p, q) => q - p).map((v) => v + 0.05).reduce((x, y) => x / y);
  const surfaces = ["sea", "sunken", "surface", "raised", "hover"];
  const states = ["danger", "late", "waiting", "covered", "refused", "ask", "insurer", "idle"];
  const text = [
    ...["ink", "ink-2", "ink-3", "beam"].flatMap((ink) => [...surfaces, "beam-soft"].map((ground) => [ink, ground])),
    ...states.flatMap((state) => [...surfaces, `${state}-soft`].map((ground) => [state, ground])),
    ["on-fill", "beam-fill"], ["on-fill", "danger-fill"], ["on-fill", "beam-deep"],
  ].map(([a, b]) => [`${a} on ${b}`, ratio(a, b)]);
  const edges = ["control", "focus"].flatMap((edge) => ["sunken", "surface", "raised"].map((ground) => [edge, ground]))
    .map(([a, b]) => [`${a} on ${b}`, ratio(a, b)]);
  probe.remove();
  return {text, edges};
}"""


@pytest.fixture(scope="module")
def workshop(server: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same house with the page of components open."""
    running = served(tmp_path_factory.mktemp("workshop"), PHAROS_DEBUG="yes")
    running.start()
    yield running.url
    running.stop()


def shelf(enter: Enter, workshop: str, language: str, theme: str, size: tuple[int, int]) -> Page:
    page = enter(ANNA, language=language, theme=theme, size=size)
    page.goto(f"{workshop}/ui/")
    page.evaluate("document.fonts.ready")
    return page


@pytest.mark.parametrize(("language", "theme"), LOOKS)
def test_every_component_holds_in_every_look(enter: Enter, workshop: str, language: str, theme: str, tmp_path: Path):
    for size in SIZES:
        page = shelf(enter, workshop, language, theme, size)
        picture = page.screenshot(path=tmp_path / f"ui-{size[0]}.png", full_page=True)
        assert len(picture) > 20_000
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), size
        assert page.evaluate(OVERFLOWS) == [], size
        assert page.evaluate(SMALL) == [], size
        assert barriers(page) == [], size


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_tokens_are_read_on_every_ground(enter: Enter, workshop: str, theme: str):
    measured = shelf(enter, workshop, "en", theme, (1280, 800)).evaluate(CONTRAST)
    assert [(what, round(value, 2)) for what, value in measured["text"] if value < TEXT] == []
    assert [(what, round(value, 2)) for what, value in measured["edges"] if value < EDGE] == []


def test_the_page_of_components_is_closed_in_a_house_at_work(enter: Enter, forgive):
    page = enter(ANNA)
    forgive("404")
    answer = page.goto("/ui/")
    assert answer is not None
    assert answer.status == 404
