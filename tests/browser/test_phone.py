"""The queue on a phone: read, call, take, note. And a list that changes under the eye without moving the page."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.test_live import register
from tests.browser.watching import barriers
from tests.cast import ANNA

PHONE = (390, 844)
SHIFTS = """window.shift = 0;
const added = (one) => { if (!one.hadRecentInput) window.shift += one.value; };
new PerformanceObserver((list) => list.getEntries().forEach(added)).observe({type: "layout-shift", buffered: true});"""


def test_a_case_is_read_called_taken_and_noted_on_a_phone(enter: Enter):
    case = register("Ковалёв Артём")
    page = enter(ANNA, size=PHONE)
    page.goto("/cases/")
    expect(page.locator("tr[data-href]")).to_contain_text("Ковалёв Артём")
    assert barriers(page) == []
    page.locator("tr[data-href]").click()
    expect(page).to_have_url(re.compile(str(case.id)))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert barriers(page) == []
    page.get_by_role("button", name="Взять").first.click()
    expect(page.locator(".toast")).to_be_visible()
    call = page.locator("a[href='tel:+79165554218']").first
    expect(call).to_be_visible()
    box = call.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    page.locator(".tabs").get_by_role("link", name="Заметки").click()
    page.locator("textarea[name=text]").fill("Жена едет в больницу")
    page.get_by_role("button", name="Записать").click()
    expect(page.locator("#pinned").get_by_text("Жена едет в больницу")).to_be_visible()


def test_every_command_of_the_case_comes_before_its_history_on_a_phone(enter: Enter):
    case = register("Ковалёв Артём")
    page = enter(ANNA, size=PHONE)
    page.goto(f"/cases/{case.id}/")
    tops = page.evaluate(
        "['#side', '#work', '#thread'].map((one) => document.querySelector(one).getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)


def test_a_list_that_changes_moves_nothing_else(enter: Enter):
    register("Ковалёв Артём")
    page = enter(ANNA)
    page.add_init_script(SHIFTS)
    page.goto("/cases/")
    expect(page.locator("[data-live-state][data-state=live]")).to_be_visible()
    before = page.evaluate("shift")
    for name in ("Гусева Тамара", "Яхин Рустам", "Тен Алина"):
        register(name)
        expect(page.locator("tr[data-href]", has_text=name)).to_be_visible()
    assert page.evaluate("shift") - before < 0.1
    assert before < 0.1
