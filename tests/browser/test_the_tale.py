"""The main tale by keyboard, every key beside typed words counted: call, person and policy, complaint, case with its
promise, answer to the letter that had come before."""

import re
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.contact.models import Contact
from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from tests.browser.conftest import Enter
from tests.browser.test_calls import call
from tests.cast import ANNA, NOW
from tests.rooms.contact.letters import contact_of, deliver, letter

MOST_KEYS = 35


class Hands:
    """An operator's hands: words are typed, keys are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys: list[str] = []

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys.append(key)

    def say(self, words: str) -> None:
        self.page.keyboard.type(words)

    def to(self, field: str) -> None:
        """By Tab to a field of the page."""
        for _ in range(20):
            if self.page.evaluate("(id) => document.activeElement?.id === id", field):
                return
            self.press("Tab")
        raise AssertionError(f"{field} is too far")


@pytest.fixture
def earlier_letter() -> Contact:
    """The traveller wrote before he rang."""
    insurers.load_demo_insurers(actor=Actor.system("test"), now=NOW)
    text = "Сильная боль в ухе после погружения. Полис SZ-2018-004512."
    return contact_of(deliver(letter(text, to="help@assist-sz.example")))


def test_the_main_tale_takes_few_keys(enter: Enter, earlier_letter: Contact):
    page = enter(ANNA)
    hands = Hands(page)
    page.goto("/cases/")
    expect(page.locator("[data-live-state]")).to_be_visible()
    call(contact.Signal.RINGING)
    expect(page.locator(".strip")).to_be_visible()
    call(contact.Signal.ANSWERED, seconds=2)
    expect(page.locator(".strip[data-s=talking]")).to_be_visible()
    hands.press("F3")
    expect(page.locator(".dq[data-light]")).to_be_visible()
    hands.press(*"1122222")
    hands.to("id_name")
    hands.say("Серов Кирилл")
    hands.press("Tab")
    hands.say("12.03.1990")
    hands.press("Tab")
    hands.say("SZ-2018-004512")
    hands.to("id_complaint")
    hands.say("боль в ухе после погружения")
    hands.press("Escape")
    with page.expect_navigation(url=re.compile("/cases/[0-9a-f-]{36}/")):
        hands.press("Enter")
    hands.press("Control+k")
    page.get_by_role("dialog").wait_for()
    hands.say("kirill@serov.example")
    expect(page.get_by_role("dialog").get_by_role("option").first).to_contain_text("Нужна помощь")
    hands.press("Tab")
    with page.expect_navigation(url=re.compile("/reply")):
        hands.press("Enter")
    expect(page.locator("#id_text")).to_be_focused()
    hands.press("Escape")
    with page.expect_navigation(url=re.compile("/conversations/")):
        hands.press("Enter")
    all_is_kept()
    print(f"keys beside words: {len(hands.keys)}: {' '.join(hands.keys)}")
    assert len(hands.keys) <= MOST_KEYS


def all_is_kept() -> None:
    """What was told is in the case, something is promised, and one letter went out."""
    case = cases.case(cases.search("Серов", year=timezone.localdate().year)[0].id, medical=True)
    assert case is not None
    assert case.line.birth_date == date(1990, 3, 12)
    assert case.line.complaint == "боль в ухе после погружения"
    assert [promise.kind for promise in case.open_promises]
    assert Contact.objects.filter(kind="letter_out").count() == 1
