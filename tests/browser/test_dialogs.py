"""Dialogs of acts: the page asks for one when a hand comes near it, and says so when it cannot be had."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Enter
from tests.browser.test_keyboard import press_russian
from tests.browser.watching import barriers
from tests.cast import ANNA
from tests.rooms.cases.stage import registered_to, row


def card(enter: Enter) -> Page:
    page = enter(ANNA)
    page.goto(f"/cases/{registered_to(ANNA)}/")
    expect(page.locator("[data-live-state]")).to_be_visible()  # the scripts have loaded
    return page


def test_a_dialog_stands_before_it_is_called_and_the_page_holds_none_of_them(enter: Enter) -> None:
    page = enter(ANNA)
    with page.expect_response(re.compile(r"/hand-over\?dialog=")):  # it has a key, so it comes once the page is at rest
        page.goto(f"/cases/{registered_to(ANNA)}/")
        expect(page.locator("main dialog")).to_have_count(0)
    opener = page.locator("[data-opens^=urgency]")
    with page.expect_response(re.compile(r"/urgency\?dialog=")):
        opener.focus()
    page.route("**/*dialog=*", lambda route: route.abort())  # from here on none could be had
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    expect(dialog.locator("form.act")).to_be_visible()
    expect(dialog.locator("[name=urgency]:checked")).to_be_focused()
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    press_russian(page, "KeyA", "ф")
    expect(dialog.locator("[name=staff]")).to_be_focused()


def test_a_slow_line_and_a_dead_one_are_said_in_the_dialog_and_it_can_be_tried_again(
    enter: Enter, forgive: Callable[..., None]
) -> None:
    page = card(enter)
    held: list[Route] = []
    forgive("ERR_FAILED")
    page.route("**/cancel?dialog=*", lambda route: held.append(route))
    page.locator("[data-opens^=cancel]").press("Enter")
    dialog = page.locator("dialog[open]")
    expect(dialog.get_by_role("status")).to_have_text("Связь медленная, загружаем")
    expect(dialog.get_by_role("heading")).to_have_text("Отменить обращение")
    held[0].abort()
    expect(dialog.get_by_role("alert")).to_contain_text("Ничего не изменилось")
    expect(dialog.get_by_role("status")).to_be_hidden()
    assert barriers(page) == []
    page.unroute("**/cancel?dialog=*")
    expect(dialog.get_by_role("button", name="Попробовать ещё раз")).to_be_focused()
    page.keyboard.press("Enter")
    dialog.locator(".seg label").first.click()
    dialog.locator("button.go").click()
    expect(page.locator(".case-head")).to_contain_text("отменено")
    assert row(page.url.rstrip("/").rsplit("/", 1)[1]).status == "cancelled"  # type: ignore[arg-type]
