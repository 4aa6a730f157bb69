"""The register in a real browser: a file from upload to outcome, search, a policy; no barriers on the way."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pharos.policies.actions import runs
from pharos.policies.models import ImportRun, Policy
from tests.browser.conftest import Enter
from tests.browser.test_every_screen import sideways
from tests.browser.watching import barriers
from tests.cast import ANNA, NOW, SVETA
from tests.rooms.policies.making import HEADER, IVANOV, ROWS, as_csv, as_xlsx, demo_insurers, take


def look(page: Page, name: str) -> None:
    """No barrier, nothing off the side; a picture where somebody wants to see it."""
    assert barriers(page) == [], name
    assert sideways(page) <= 0, name
    folder = os.environ.get("PHAROS_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"policies-{name}.png")


@pytest.mark.parametrize(
    ("language", "theme", "size"),
    [("ru", "light", (1280, 800)), ("en", "dark", (1280, 800)), ("ru", "light", (390, 844))],
)
def test_a_file_goes_in_step_by_step(enter: Enter, tmp_path: Path, language, theme, size):
    demo_insurers()
    bad = ("SZ-2026-004515", "Кто-то", "нечто", *IVANOV[3:], "x")
    file = tmp_path / "июль.xlsx"
    file.write_bytes(as_xlsx(*[(*row, "") for row in ROWS], bad, header=(*HEADER, "Код тура")))
    page = enter(SVETA, language=language, theme=theme, size=size)
    mark = f"{language}-{theme}-{size[0]}"
    page.goto("/policies/")
    look(page, f"empty-{mark}")
    page.goto("/policies/imports/")
    page.set_input_files("input[type=file]", file)
    look(page, f"imports-{mark}")
    page.locator("form[enctype] button.btn.go").click()
    expect(page.get_by_label("Код тура")).to_be_visible()
    look(page, f"columns-{mark}")
    page.locator("form[action$='/columns/'] button.btn.go").click()
    expect(page.locator("#progress")).to_be_visible()
    look(page, f"progress-{mark}")
    run = ImportRun.objects.get()
    runs.check(run.pk, now=NOW)
    expect(page.locator("form[action$='/confirm/']")).to_be_visible()
    look(page, f"checked-{mark}")
    page.locator("form[action$='/confirm/'] button").click()
    expect(page.locator("#progress")).to_be_visible()
    runs.apply(run.pk, now=NOW)
    expect(page.get_by_role("link", name="errors.csv").or_(page.locator("a[href$='errors.csv']"))).to_be_visible()
    look(page, f"imported-{mark}")
    assert Policy.objects.count() == 3
    page.goto("/policies/imports/")
    look(page, f"imports-after-{mark}")


def test_an_operator_finds_a_policy_and_opens_it_by_keyboard(enter: Enter):
    demo_insurers()
    take(as_csv(*ROWS))
    take(as_csv((*IVANOV[:4], "15.01.2027", *IVANOV[5:])))
    page = enter(ANNA)
    page.goto("/policies/")
    look(page, "register")
    page.keyboard.press("/")
    page.keyboard.type("Shcherbakova Julia 05.03.1991")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    look(page, "found")
    page.goto("/policies/?q=4512")
    page.locator("tbody tr a.open").first.click()
    expect(page.locator("h1")).to_contain_text("SZ-2026-004512")
    look(page, "policy")
    page.goto("/policies/?q=никто")
    look(page, "nothing")
