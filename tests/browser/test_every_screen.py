"""What holds on every screen: no complaint of the browser, no barrier, no sideways scroll."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Enter
from tests.browser.watching import barriers
from tests.cast import ADA, ANNA

VISITORS = ("/accounts/login/",)
SCREENS = (
    "/letters/wordings/",
    "/letters/wordings/one/?like=clinic",
    "/profile/",
    "/staff/",
    "/staff/add/",
    "/search/?q=anna",
    "/journal/",
    "/failures/",
    "/cases/",
    "/drafts/",
    "/interview/draft/00000000-0000-7000-8000-000000000001/",
)


def sideways(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return width


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", VISITORS)
def test_the_door_stands_open_to_everybody(enter: Enter, path, theme, language):
    page = enter(None, language=language, theme=theme)
    page.goto(path)
    assert barriers(page) == []
    assert page.get_attribute("html", "lang") == language


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_has_no_barriers_in_either_theme_and_language(enter: Enter, path):
    everybody = {**ADA, "username": "all", "roles": [*ADA["roles"], *ANNA["roles"]]}
    for language, theme in (("ru", "light"), ("en", "dark")):
        page = enter(everybody, language=language, theme=theme)
        page.goto(path)
        assert barriers(page) == [], f"{path} {language} {theme}"
        assert page.title().endswith("Pharos")


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_never_scrolls_sideways(enter: Enter, path):
    everybody = {**ADA, "username": "all", "roles": [*ADA["roles"], *ANNA["roles"]]}
    page = enter(everybody)
    for width, height in ((1280, 800), (640, 400), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(path)
        assert sideways(page) <= 0, f"{path} at {width}"
