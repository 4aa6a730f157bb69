"""The intake in a real browser: from a letter to a case by keyboard, and no barrier on any screen of letters."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from pharos.cases import api as cases
from pharos.contact.models import Conversation
from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from pharos.places import emergencies, loading
from pharos.places.models import Place
from tests.browser.conftest import Enter
from tests.browser.watching import barriers
from tests.cast import ANNA, NOW
from tests.rooms.contact.letters import contact_of, deliver, letter, registered


@pytest.fixture
def world() -> None:
    insurers.load_demo_insurers(actor=Actor.system("test"), now=NOW)
    emergencies.load(force=True)
    if not Place.objects.exists():
        loading.load(force=True)


@pytest.fixture
def fever(world: None) -> Conversation:
    text = "Второй день температура 39. Отель Sunrise, Хургада.\n\n> Напишите номер полиса"
    return contact_of(deliver(letter(text, subject="Полис SZ-2018-004512"))).conversation


@pytest.mark.parametrize(("language", "theme"), [("ru", "light"), ("en", "dark")])
def test_screens_of_letters_have_no_barriers(enter: Enter, fever: Conversation, language: str, theme: str):
    case = registered()
    held = contact_of(deliver(letter(subject=f"Дело {case.number}", sender="who@else.example"))).conversation
    page = enter(ANNA, language=language, theme=theme)
    for path in (
        "/letters/",
        "/letters/?list=ended",
        f"/conversations/{fever.id}/",
        f"/conversations/{held.id}/",
        f"/conversations/{fever.id}/reply",
        f"/intake/?conversation={fever.id}",
        "/intake/",
        "/calls/",
    ):
        page.goto(path)
        assert barriers(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


def test_an_answer_that_comes_late_takes_no_place_away(enter: Enter, fever: Conversation):
    page = enter(ANNA)
    page.goto(f"/intake/?conversation={fever.id}")
    expect(page.locator(".dq[data-light]")).to_be_visible()
    late: list[Route] = []
    page.route("**/intake/beside", lambda route: route.continue_() if late else late.append(route))
    page.keyboard.press("1")
    page.fill("#id_place", "Хургада")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    picked = page.locator("#id_place_id").input_value()
    assert picked
    late[0].continue_()  # it was asked before anybody had said where
    expect(page.locator("#beside .sosnum")).to_contain_text("123")
    assert page.locator("#id_place_id").input_value() == picked


def test_a_letter_becomes_a_case_by_keyboard(enter: Enter, fever: Conversation):
    page = enter(ANNA)
    page.goto("/letters/")
    page.get_by_text("Полис SZ-2018-004512").first.click()
    expect(page.locator("#preview").get_by_text("Второй день температура 39")).to_be_visible()
    expect(page.locator("[data-live-state]")).to_be_visible()  # the scripts have loaded
    page.keyboard.press("n")
    expect(page.locator(".dq[data-light]")).to_be_visible()
    for answer in "1122222":
        page.keyboard.press(answer)
    page.fill("#id_place", "Хургада")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("#beside .sosnum")).to_contain_text("123")
    page.fill("#id_name", "Серов Кирилл")
    page.keyboard.press("Escape")
    with page.expect_navigation(url="**/cases/**"):
        page.keyboard.press("Enter")
    fever.refresh_from_db()
    case = cases.case(fever.case_id, medical=True)
    assert case.line.person_name == "Серов Кирилл"
    assert case.line.country == "EG"


def test_an_answer_of_danger_shows_the_number_and_the_first_words(enter: Enter, world: None):
    page = enter(ANNA)
    page.goto("/intake/")
    page.fill("#id_reception_phone", "+30 2351 061234")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    alarm = page.locator(".sos[data-s=alarm]")
    expect(alarm).to_contain_text("166")
    expect(page.locator("#beside .say").first).to_be_visible()


def _typed(page: Page) -> Callable[[], str]:
    return lambda: page.input_value("#id_complaint")


def test_hints_never_touch_what_is_being_typed(enter: Enter, fever: Conversation):
    page = enter(ANNA)
    page.goto(f"/intake/?conversation={fever.id}")
    page.fill("#id_phone", "8 916 555-42-18")
    page.focus("#id_complaint")
    page.keyboard.press("End")
    with page.expect_response("**/intake/beside"):
        page.keyboard.type(" И болит голова", delay=15)
        page.locator("#id_urgency_1, #id_take").first.focus()
    assert "И болит голова" in _typed(page)()


def test_what_a_letter_gives_is_offered_and_taken_by_single_keys(enter: Enter, world: None):
    """Nothing is filled in by itself: the number and the place of the letter stand beside until a key takes them."""
    text = "Температура 39. Мы отдыхаем в Хургаде, отель Palmorin. Мой телефон +7 907 010-26-71. Ольга Ведерникова"
    conversation = contact_of(deliver(letter(text, subject="Нужен врач"))).conversation
    page = enter(ANNA)
    page.goto(f"/intake/?conversation={conversation.id}")
    expect(page.locator("#beside .sosnum")).to_contain_text("123")
    expect(page.locator("#beside")).to_contain_text("Страна угадана по письму")
    assert page.input_value("#id_phone") == ""
    assert page.locator("#id_place_id").input_value() == ""
    for key in ("c", "p"):
        with page.expect_response("**/intake/beside"):
            page.keyboard.press(key)
    expect(page.locator("#place-choices")).to_contain_text("Хургада, Египет")
    expect(page.locator("#beside")).not_to_contain_text("угадана")
    with page.expect_navigation(url="**/cases/**"):
        page.keyboard.press("Enter")
    conversation.refresh_from_db()
    case = cases.case(conversation.case_id, medical=True)
    assert case.line.phone == "+79070102671"
    assert case.line.country == "EG"
