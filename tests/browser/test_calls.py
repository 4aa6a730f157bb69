"""A ringing call appears for the one it rings for, takes nothing from the hand, and goes by itself."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from pharos.contact import api as contact
from pharos.core.actor import Actor
from tests.browser.conftest import Enter
from tests.browser.watching import barriers
from tests.cast import ANNA, OLEG

PBX = Actor.system("telephone")


def call(kind: contact.Signal, *, number: str = "+79165554218", call_id: str = "117", seconds: int = 0) -> None:
    now = timezone.now() + timedelta(seconds=seconds)
    event = contact.CallEvent(
        at=now,
        kind=kind,
        direction=contact.Direction.INCOMING,
        from_number=number,
        to_number="+74951234567",
        extension="101",
    )
    contact.take_call_event(actor=PBX, now=now, pbx_id=call_id, event=event)


def desk(enter: Enter, person: dict[str, object], path: str = "/cases/") -> Page:
    page = enter(person, language="en")
    page.goto(path)
    expect(page.locator("[data-live-state]")).to_have_text("live")
    return page


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


def test_the_strip_goes_when_the_call_was_answered(enter: Enter):
    page = desk(enter, ANNA)
    call(contact.Signal.RINGING)
    expect(page.locator(".strip")).to_be_visible()
    call(contact.Signal.ANSWERED, seconds=3)
    expect(page.locator(".strip")).to_have_count(0)


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
