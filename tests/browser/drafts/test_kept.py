"""What is typed is kept: through reloads, tabs closed, another layout and another clock."""

import re
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from playwright.sync_api import expect

from pharos.people.models import Draft
from tests.browser.conftest import Enter, session
from tests.browser.drafts.writing import WORDS, box, kept, note, notes, saved, until
from tests.browser.serving import Served
from tests.cast import ANNA


def test_the_first_keystroke_is_a_row(enter: Enter, case: UUID):
    page = enter(ANNA, language="en")
    notes(page, case)
    with page.expect_response(re.compile("/drafts/")) as answer:
        box(page).press("KeyV")
    assert answer.value.ok
    assert len(kept(ANNA)) == 1


def test_a_reload_another_computer_and_a_sign_out_find_it_as_it_was(enter: Enter, case: UUID, server: Served):
    page = enter(ANNA, language="en")
    notes(page, case)
    box(page).press_sequentially(WORDS)
    saved(page)
    page.reload()
    assert note(page) == WORDS
    expect(page.locator("[data-said]", has_text="Your draft")).to_be_visible()
    other = enter(ANNA, language="en")
    notes(other, case)
    assert note(other) == WORDS
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "sessionid", "value": session(ANNA, "en"), "url": server.url}])
    notes(page, case)
    assert note(page) == WORDS


def test_sending_drops_the_draft_and_a_refusal_keeps_it(enter: Enter, case: UUID, forgive):
    page = enter(ANNA, language="en")
    notes(page, case)
    box(page).press_sequentially(WORDS, delay=5)
    saved(page)
    page.get_by_role("button", name="Write", exact=True).click()
    expect(page.get_by_text(WORDS).first).to_be_visible()
    assert kept(ANNA) == []
    notes(page, case)
    assert note(page) == ""
    box(page).press_sequentially("вторая")
    until(lambda: kept(ANNA) == ["вторая"])
    page.reload()
    assert note(page) == "вторая"


def test_several_intakes_each_keep_their_own(enter: Enter, world: None):
    """Only the first of several survived a reload (zammad 2786)."""
    page = enter(ANNA, language="en")
    tabs = [page, page.context.new_page(), page.context.new_page()]
    for tab, name in zip(tabs, ("Серова", "Минаева", "Орлов"), strict=True):
        tab.goto("/intake/")
        tab.fill("#id_name", name)
        until(lambda name=name: name in kept(ANNA))
    assert len({tab.url for tab in tabs}) == 3
    for tab, name in zip(tabs, ("Серова", "Минаева", "Орлов"), strict=True):
        tab.reload()
        assert tab.input_value("#id_name") == name
    page.goto("/intake/")
    assert page.input_value("#id_name") == ""
    for name in ("Серова", "Минаева", "Орлов"):
        expect(page.locator(".steps").get_by_role("link", name=name)).to_be_visible()


def test_an_intake_comes_back_with_its_answers_and_is_registered_once(enter: Enter, world: None):
    page = enter(ANNA, language="en")
    page.goto("/intake/")
    page.locator(".dq[data-light]").wait_for()
    page.keyboard.press("1")
    page.fill("#id_name", "Серов Кирилл")
    page.fill("#id_birth_date", "12.0")
    urgency = page.locator("#id_urgency_2")
    urgency.check()
    until(lambda: {"12.0", urgency.get_attribute("value")} <= set(kept(ANNA)))
    saved(page)
    page.reload()
    assert page.input_value("#id_birth_date") == "12.0", "half a date is no reason to forget it"
    assert page.locator("#id_urgency_2").is_checked()
    assert page.locator(".dq input:checked").count() == 1
    expect(page.locator(".row:has(#id_name) [data-state]")).to_have_text("saved")
    expect(page.locator(".row:has(#id_phone) [data-state]")).to_have_text("not asked yet")
    page.fill("#id_birth_date", "12.07.2020")
    page.get_by_role("button", name="Register the case").click()
    page.wait_for_url("**/cases/**")
    assert kept(ANNA) == []


def test_a_tab_closed_right_after_typing_loses_nothing(enter: Enter, case: UUID):
    """What stood there for a second is saved; what was typed a moment ago goes out with the tab (zammad 1643)."""
    page = enter(ANNA, language="en")
    keeper = page.context.new_page()
    keeper.goto("about:blank")
    notes(page, case)
    box(page).press_sequentially(WORDS)
    page.close(run_before_unload=True)
    until(lambda: kept(ANNA) == [WORDS])


def test_leaving_by_a_link_right_after_typing_finds_it_on_return(enter: Enter, case: UUID):
    page = enter(ANNA, language="en")
    notes(page, case)
    box(page).press_sequentially(WORDS)
    page.get_by_role("navigation", name="Parts of the case").get_by_role("link").first.click()
    notes(page, case)
    expect(box(page)).to_have_value(WORDS)


def test_more_than_a_field_takes_is_refused_in_words_and_never_cut_off(enter: Enter, case: UUID, forgive):
    page = enter(ANNA, language="en")
    forgive("422")
    page.goto(f"/cases/{case}/")
    name = page.locator("input[name=person_name]")
    name.focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("Я" * 4000)
    assert name.input_value() == "Я" * 4000
    name.press("Enter")
    expect(page.locator(".note.bad").first).to_contain_text("200")
    assert page.locator("input[name=person_name]").input_value() == "Я" * 4000


def test_the_russian_layout_a_long_name_and_arabic_are_kept_as_they_were_typed(enter: Enter, world: None):
    page = enter(ANNA, size=(1280, 800))
    page.goto("/intake/")
    page.fill("#id_complaint", "Шесть" * 800)
    page.fill("#id_hotel", "فندق النخيل")
    page.locator("#id_name").focus()
    for sign in ("о", "л", "ё"):
        page.keyboard.insert_text(sign)
    until(lambda: "олё" in kept(ANNA) and "Шесть" * 800 in kept(ANNA))
    page.reload()
    assert page.input_value("#id_complaint") == "Шесть" * 800
    assert page.input_value("#id_hotel") == "فندق النخيل"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.goto("/intake/")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_browser_clock_three_hours_off_changes_nothing(enter: Enter, case: UUID):
    page = enter(ANNA, language="en")
    page.clock.install(time=timezone.now() - timedelta(hours=3))
    notes(page, case)
    box(page).press_sequentially(WORDS)
    page.clock.run_for(2000)
    until(lambda: kept(ANNA) == [WORDS])
    saved_at = Draft.objects.get().saved_at
    assert timezone.now() - saved_at < timedelta(minutes=2)
