"""A ringing call appears for the one it rings for, takes nothing from the hand, and goes by itself."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from pharos.contact import api as contact
from pharos.core.actor import Actor
from tests.browser.conftest import Enter
from tests.browser.test_live import register
from tests.browser.watching import barriers
from tests.cast import ANNA, OLEG, hire

PBX = Actor.system("telephone")


def call(
    kind: contact.Signal,
    *,
    number: str = "+79165554218",
    call_id: str = "117",
    extension: str = "101",
    seconds: int = 0,
) -> None:
    now = timezone.now() + timedelta(seconds=seconds)
    event = contact.CallEvent(
        at=now,
        kind=kind,
        direction=contact.Direction.INCOMING,
        from_number=number,
        to_number="+74951234567",
        extension=extension,
    )
    contact.take_call_event(actor=PBX, now=now, pbx_id=call_id, event=event)


def desk(enter: Enter, person: dict[str, object], path: str = "/cases/") -> Page:
    page = enter(person, language="en")
    page.goto(path)
    expect(page.locator("[data-live-state][data-state=live]")).to_be_visible()
    return page


def gone(page: Page) -> None:
    """No strip, and not because the page has not asked for it yet."""
    expect(page.locator("#strip:not([data-first])")).to_be_attached()
    expect(page.locator(".strip")).to_have_count(0)


def test_only_the_one_it_rings_for_sees_the_strip(enter: Enter):
    anna, oleg = desk(enter, ANNA), desk(enter, OLEG)
    call(contact.Signal.RINGING)
    expect(anna.locator(".strip")).to_be_visible()
    expect(anna.locator(".strip")).to_contain_text("916")
    expect(oleg.locator(".strip")).to_have_count(0)
    assert barriers(anna) == []


def test_a_ringing_call_takes_neither_focus_nor_words(enter: Enter):
    page = desk(enter, ANNA)
    field = page.get_by_role("searchbox").first
    field.press_sequentially("Гус")
    call(contact.Signal.RINGING)
    expect(page.locator(".strip")).to_be_visible()
    field.press_sequentially("ева")
    expect(field).to_be_focused()
    expect(field).to_have_value("Гусева")


def test_the_strip_goes_by_itself_when_the_call_was_answered_elsewhere(enter: Enter):
    anna, oleg = desk(enter, ANNA), desk(enter, OLEG)
    call(contact.Signal.RINGING)
    expect(anna.locator(".strip")).to_be_visible()  # only then does the group's next telephone ring
    call(contact.Signal.RINGING, extension="102", seconds=1)
    expect(oleg.locator(".strip")).to_be_visible()
    call(contact.Signal.ANSWERED, extension="102", seconds=3)
    expect(anna.locator(".strip")).to_have_count(0)
    expect(oleg.locator(".strip")).to_contain_text("you are talking")


def test_the_strip_stays_with_whoever_took_the_call_until_it_is_put_away(enter: Enter):
    page = desk(enter, ANNA)
    call(contact.Signal.RINGING)
    call(contact.Signal.ANSWERED, seconds=3)
    expect(page.locator(".strip[data-s=talking]")).to_be_visible()
    page.reload()
    expect(page.locator(".strip[data-s=talking]")).to_be_visible()
    page.get_by_role("button", name="Put the strip away").click()
    expect(page.locator(".strip")).to_have_count(0)
    page.reload()
    gone(page)


def test_every_match_and_open_case_is_listed_and_one_key_attaches(enter: Enter):
    cases_of_number = [register("Ковалёв Артём"), register("Ковалёва Инна")]
    page = desk(enter, ANNA)
    call(contact.Signal.RINGING)
    strip = page.locator(".strip")
    for case in cases_of_number:
        expect(strip).to_contain_text(case.number)
    expect(strip).to_contain_text("maybe")
    assert barriers(page) == []
    page.get_by_role("searchbox").first.focus()
    page.keyboard.press("F4")
    expect(page).to_have_url(re.compile("/cases/[0-9a-f-]{36}/"))
    expect(page.locator(".toast")).to_contain_text("Attached to the case")
    gone(page)


def test_a_call_that_fits_nobody_is_put_on_the_list_with_its_reason(enter: Enter):
    page = desk(enter, ANNA)
    call(contact.Signal.RINGING)
    expect(page.locator(".strip")).to_be_visible()
    page.keyboard.press("F8")
    expect(page.get_by_role("dialog", name="Why does the call fit nobody?")).to_be_visible()
    assert barriers(page) == []
    call(contact.Signal.ANSWERED, seconds=2)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("3")
    expect(page).to_have_url(re.compile("/conversations/"))
    page.goto("/letters/?list=unmatched")
    expect(page.locator("tbody tr")).to_contain_text("Could not be understood")


def test_a_call_that_rang_before_the_page_was_opened_is_there(enter: Enter):
    call(contact.Signal.RINGING)
    page = desk(enter, ANNA, "/profile/")
    expect(page.locator(".strip")).to_be_visible()


def test_two_calls_are_one_strip(enter: Enter):
    page = desk(enter, ANNA)
    call(contact.Signal.RINGING)
    call(contact.Signal.RINGING, number="+905551234567", call_id="118")
    expect(page.locator(".strip")).to_have_count(1)
    expect(page.locator(".strip")).to_contain_text("1 more")


WATCHED = """window.told = [];
window.Notification = class { constructor(title, {body}) { window.told.push(body); } close() {} };
window.Notification.permission = "granted";
document.hasFocus = () => false;"""


def test_a_notice_says_that_it_rings_and_nothing_of_whom_and_only_to_those_who_asked(enter: Enter):
    register("Ковалёв Артём")
    anna, oleg = hire(ANNA), hire(OLEG)
    anna.notify_calls = True
    anna.save()
    pages = []
    for person in (ANNA, OLEG):
        page = enter(person, language="en")
        page.add_init_script(WATCHED)
        page.goto("/cases/")
        expect(page.locator("[data-live-state][data-state=live]")).to_be_visible()
        pages.append(page)
    call(contact.Signal.RINGING)
    call(contact.Signal.RINGING, extension=oleg.extension, seconds=1)
    for page in pages:
        expect(page.locator(".strip")).to_be_visible()
    assert pages[0].evaluate("told") == ["Your telephone rings"]
    assert pages[1].evaluate("told") == []


def test_ten_calls_at_once_are_one_strip_with_a_count_and_the_page_stays_whole(enter: Enter):
    page = desk(enter, ANNA)
    for number in range(10):
        call(contact.Signal.RINGING, number=f"+3712612345{number}", call_id=f"n{number}", seconds=number)
    strip = page.locator(".strip")
    expect(strip).to_have_count(1)
    expect(strip).to_contain_text("9 more ring")
    box = strip.bounding_box()
    assert box is not None
    assert box["height"] < 220
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
