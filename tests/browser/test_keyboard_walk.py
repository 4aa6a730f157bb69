"""Every main screen is reached, walked and left by keyboard alone, with the focus in sight, on a Russian layout too."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from pharos.people.api import Role
from tests.browser.conftest import Enter
from tests.browser.test_keyboard import PRESS, press_russian
from tests.cast import ANNA
from tests.rooms.cases.stage import registered_to
from tests.rooms.medical.stage import child, report

EVERYBODY = {**ANNA, "username": "everybody", "roles": list(Role)}
SCREENS = (
    "/desk/", "/cases/", "/letters/", "/calls/", "/intake/", "/interview/draft/00000000-0000-7000-8000-000000000001/",
    "/medical/", "/medical/duty/", "/policies/", "/policies/rules/", "/policies/refusals/", "/destinations/",
    "/providers/", "/staff/", "/journal/", "/profile/",
)  # fmt: skip
TABS = ("case", "promises", "notes", "conversation", "interview", "cover", "medical", "policy", "providers")
WALKED = ("case", "promises", "notes", "cover", "medical")

WATCH = """() => {
  const ringed = ({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
  const shown = (el) => ringed(getComputedStyle(el)) || getComputedStyle(el).boxShadow !== "none";
  window.walk = { stops: 0, unseen: [], away: [], first: null, round: false };
  document.addEventListener("focusin", ({ target }) => {
    const walk = window.walk;
    if (target === walk.first) walk.round = true;
    walk.first ??= target;
    walk.stops += 1;
    const around = [...(target.labels ?? []), target.parentElement, target.closest("tr, .find, .row")];
    const box = target.getBoundingClientRect();
    const name = target.outerHTML.slice(0, 140);
    if (![target, ...around].filter(Boolean).some(shown)) walk.unseen.push(name);
    if (box.width && (box.bottom <= 0 || box.top >= innerHeight)) walk.away.push(name);
  });
}"""
TOLD = "({ unseen: walk.unseen, away: walk.away, few: walk.stops < 8 ? [`${walk.stops}`] : [] })"
DOUBLED = """() => {
  const all = [...document.querySelectorAll("[data-key]")].filter((el) => !el.closest("dialog"));
  const keys = all.filter((el) => el.checkVisibility()).map((el) => el.dataset.key);
  return keys.filter((key, at) => keys.indexOf(key) !== at);
}"""


def walked(page: Page) -> dict[str, list[str]]:
    """Tab through the page and out of it: what it stopped at without a ring, or out of sight."""
    page.evaluate(WATCH)
    for _ in range(40):
        for _ in range(10):
            page.keyboard.press("Tab")
        if page.evaluate("window.walk.round || document.activeElement === document.body"):
            break
    else:
        pytest.fail(f"nobody gets out of {page.url} by Tab")
    told: dict[str, list[str]] = page.evaluate(
        "({ unseen: walk.unseen, away: walk.away, few: walk.stops < 8 ? [`${walk.stops}`] : [] })"
    )
    return told | {"doubled": page.evaluate(DOUBLED)}


def whole(page: Page) -> None:
    expect(page.locator("[data-live-state]")).to_be_visible()  # the scripts have loaded


NOTHING: dict[str, list[str]] = {"unseen": [], "away": [], "few": [], "doubled": []}


def test_tab_walks_through_every_screen_with_the_focus_in_sight_and_out_of_it(enter: Enter) -> None:
    page = enter(EVERYBODY)
    case = registered_to(EVERYBODY)
    report(child())  # something to review
    found = {}
    for path in (*SCREENS, *(f"/cases/{case}/?tab={tab}" for tab in WALKED)):
        page.goto(path)
        whole(page)
        found[path] = walked(page)
    assert {path: told for path, told in found.items() if told != NOTHING} == {}


def test_the_keys_of_a_russian_layout_lead_through_the_house(enter: Enter) -> None:
    page = enter(EVERYBODY)
    case = registered_to(EVERYBODY)
    for path in SCREENS:
        page.goto(path)
        whole(page)
        page.evaluate("document.activeElement.blur()")
        page.evaluate(PRESS.replace("bubbles", "ctrlKey: true, bubbles"), ["KeyK", "л"])
        expect(page.locator("#palette")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#palette")).to_be_hidden()
    walk_the_tabs(page, case)


def walk_the_tabs(page: Page, case: UUID) -> None:
    """The tabs of a card one after the other and back, then the queue, by the keys where ъ, х and Esc stand."""
    page.goto(f"/cases/{case}/")
    for tab in TABS[1:]:
        whole(page)
        press_russian(page, "BracketRight", "ъ")
        expect(page).to_have_url(re.compile(rf"tab={tab}$"))
    whole(page)
    press_russian(page, "BracketLeft", "х")
    expect(page).to_have_url(re.compile(rf"tab={TABS[-2]}$"))
    whole(page)
    press_russian(page, "Escape", "Escape")
    expect(page).to_have_url(re.compile(r"/cases/$"))
    whole(page)
    press_russian(page, "Slash", ".")
    expect(page.get_by_role("searchbox").first).to_be_focused()
