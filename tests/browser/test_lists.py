"""A list of clinics goes in by the keyboard, with the real worker: its columns, the rehearsal, the act."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pharos.network.models import Facility, ListRun
from tests.browser.conftest import Enter
from tests.browser.test_every_screen import sideways
from tests.browser.watching import barriers

NINA = {"username": "nina", "display_name": "Нина Сетевая", "roles": ["network_developer"]}
LATER = 30_000
ROWS = (
    "Clinic;Breite der Stelle;Lon;Telefon;Anschrift\n"
    "Moonlit Bay Clinic;36.60;30.55;+90 242 000 01 01;Lunar Street 7\n;36.7;30.6;;\nQuiet Pier Clinic;36.61;30.56;;\n"
)


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[None]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "pharos.site.settings"}
    command = [sys.executable, "-W", "ignore", "-m", "django", "worker"]
    with (tmp_path / "said").open("wb") as said:
        process = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
        yield
        process.terminate()
        process.wait(20)


def look(page: Page, name: str) -> None:
    """No barrier, nothing off the side; pictures where somebody wants to see them."""
    assert barriers(page) == [], name
    for theme, width in (("light", 1280), ("dark", 1920)):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        assert sideways(page) <= 0, f"{name} at {width}"
        if folder := os.environ.get("PHAROS_PICTURES"):
            page.screenshot(path=Path(folder) / f"lists-{name}-{theme}-{width}.png")
    assert barriers(page) == [], f"{name} in the dark"


def tabbed_to(page: Page, wanted: str) -> None:
    """The keyboard reaches it, whatever stands before."""
    for _ in range(80):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reaches {wanted}")


def test_a_list_is_rehearsed_and_taken_in_by_the_keyboard(enter: Enter, worker: None, tmp_path: Path) -> None:
    file = tmp_path / "clinics.csv"
    file.write_text(ROWS, encoding="utf-8")
    page = enter(NINA)
    page.goto("/providers/")
    tabbed_to(page, "a[href='/facilities/lists/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/facilities/lists/")
    look(page, "ru-empty")
    page.set_input_files("input[type=file]", file)
    tabbed_to(page, "main form .btn.go")
    page.keyboard.press("Enter")
    page.wait_for_url("**/facilities/lists/*-*/")
    run = ListRun.objects.get()
    look(page, "ru-columns")
    for name, value in (("source", "Partner"), ("licence", "own")):
        tabbed_to(page, f"#id_{name}")
        page.keyboard.type(value)
    page.select_option("#id_country", "TR")
    page.select_option("#id_column_1", "latitude")
    tabbed_to(page, "main form .btn.go")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("нет названия", timeout=LATER)
    assert not Facility.objects.exists()
    look(page, "ru-rehearsed")
    tabbed_to(page, "form[action$='/take/'] button")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Вот что произошло", timeout=LATER)
    assert set(Facility.objects.values_list("name", flat=True)) == {"Moonlit Bay Clinic", "Quiet Pier Clinic"}
    english = enter({**NINA, "username": "nora"}, language="en")
    english.goto(f"/facilities/lists/{run.id}/")
    look(english, "en-in")
    english.goto("/facilities/lists/")
    look(english, "en-list")
