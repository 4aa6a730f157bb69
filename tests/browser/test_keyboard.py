"""Everything by keyboard, by physical key, on either layout; off in fields, and off where a person turned it off."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.test_live import register
from tests.browser.watching import barriers
from tests.cast import ADA, ANNA, SVETA, hire

PRESS = """([code, key]) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", {code, key, bubbles: true, cancelable: true}))"""


def press_russian(page: Page, code: str, key: str) -> None:
    """A key on a Russian layout: the same place on the board, another letter."""
    page.evaluate(PRESS, [code, key])


def queue(enter: Enter, **changes: object) -> Page:
    register("Ковалёв Артём")
    register("Гусева Тамара")
    for name, value in changes.items():
        staff = hire(ANNA)
        setattr(staff, name, value)
        staff.save()
    page = enter(ANNA)
    page.goto("/cases/")
    return page


def selected(page: Page) -> str:
    return page.locator("tr[aria-selected=true]").inner_text()


def test_j_and_k_move_by_the_place_of_the_key_and_enter_opens(enter: Enter):
    page = queue(enter)
    first = selected(page)
    press_russian(page, "KeyJ", "о")
    assert selected(page) != first
    press_russian(page, "KeyK", "л")
    assert selected(page) == first
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/cases/[0-9a-f-]{36}/"))


def test_single_keys_are_letters_while_one_types(enter: Enter):
    page = queue(enter)
    first = selected(page)
    page.keyboard.press("/")
    page.keyboard.type("jkj/")
    assert selected(page) == first
    assert page.get_by_role("searchbox").first.input_value() == "jkj/"


def test_single_keys_can_be_turned_off(enter: Enter):
    page = queue(enter, single_keys=False)
    first = selected(page)
    page.keyboard.press("j")
    assert selected(page) == first
    expect(page.locator(".foot .hint kbd").first).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_palette_finds_a_case_by_surname_in_the_wrong_layout(enter: Enter):
    page = queue(enter)
    press = PRESS.replace("bubbles", "ctrlKey: true, bubbles")
    page.evaluate(press, ["KeyK", "л"])
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    dialog.get_by_role("combobox").press_sequentially("rjdfk`d")
    expect(dialog.get_by_role("option").first).to_contain_text("Ковалёв Артём")
    assert asked
    assert not [url for url in asked if "?" in url], "what is typed stands in no address"
    assert barriers(page) == []
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/cases/[0-9a-f-]{36}/"))


def test_the_palette_leads_everywhere_one_may_go_and_nowhere_else(enter: Enter):
    page = enter(ADA, language="en")
    page.goto("/profile/")
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("option", name="Journal")).to_be_visible()
    expect(dialog.get_by_role("option", name="Queue")).to_have_count(0)
    dialog.get_by_role("combobox").press_sequentially("new member")
    expect(dialog.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/staff/add/"))


def test_the_palette_does_what_the_page_can_do_and_prints_its_key(enter: Enter):
    page = queue(enter)
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog")
    here = dialog.get_by_role("group", name="На этой странице")
    expect(here.get_by_role("option", name="Взять")).to_contain_text("A")
    assert barriers(page) == []
    dialog.get_by_role("combobox").press_sequentially("взять")
    expect(dialog.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_be_visible()


def test_tab_in_the_palette_goes_to_what_can_be_done_with_the_found_case(enter: Enter):
    page = queue(enter)
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox").press_sequentially("ковал")
    expect(dialog.get_by_role("option").first).to_contain_text("Ковалёв Артём")
    page.keyboard.press("Tab")
    lit = dialog.locator("[role=option][aria-selected=true]")
    expect(lit).to_contain_text("Перезвонить")
    expect(dialog.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/cases/[0-9a-f-]{36}/\?tab=notes"))
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("option").first).to_contain_text("Ковалёв Артём")


def test_a_question_mark_shows_every_key_of_the_page(enter: Enter):
    page = queue(enter)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("ниже, выше")
    expect(dialog).to_contain_text("Найти или сделать")
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_escape_leaves_the_field_and_then_the_screen(enter: Enter):
    case = register("Ковалёв Артём")
    page = enter(SVETA)
    page.goto(f"/case/{case.number}/")
    field = page.locator("main input:not([type=hidden])").first
    field.focus()
    page.keyboard.press("Escape")
    expect(field).not_to_be_focused()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/cases/$"))


def test_the_focus_is_seen_and_never_covered(enter: Enter):
    page = queue(enter)
    seen = 0
    for _ in range(40):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => { const el = document.activeElement; if (el === document.body) return null;
            const r = el.getBoundingClientRect(); if (!r.width) return null;
            const top = document.elementFromPoint(r.x + r.width / 2, Math.min(innerHeight - 1, r.y + r.height / 2));
            return !(el.contains(top) || top?.contains(el) || el.labels?.[0]?.contains(top)); }"""
        )
        assert hidden is not True, page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        seen += hidden is False
    assert seen > 10


def test_leaving_warns_only_when_something_typed_is_unsent(enter: Enter):
    page = enter(ANNA)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/profile/")
    page.goto("/cases/")
    assert asked == []
    page.goto("/profile/")
    page.get_by_label("Внутренний номер").press_sequentially("77")
    page.goto("/cases/")
    assert asked == ["beforeunload"]
