"""Drafts of dialogs, answers and acts on many cases, and throwing a draft away."""

import re
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from pharos.cases import api as cases
from tests.browser.conftest import Enter
from tests.browser.drafts.writing import WORDS, box, kept, notes, saved, until
from tests.cast import ANNA, actor, hire
from tests.rooms.contact.letters import contact_of, deliver, letter


def test_a_draft_is_thrown_away_only_when_asked_twice(enter: Enter, case: UUID):
    page = enter(ANNA, language="en")
    notes(page, case)
    box(page).fill(WORDS)
    saved(page)
    page.reload()
    page.get_by_text("Throw away").click()
    page.get_by_role("button", name="Yes, throw the draft away").click()
    expect(page.get_by_text("The draft is thrown away")).to_be_visible()
    assert kept(ANNA) == []


def test_a_note_of_a_dialog_survives_its_closing(enter: Enter, case: UUID):
    page = enter(ANNA, language="en")
    cases.take(actor=actor(ANNA), now=timezone.now(), case_id=case, staff_id=hire(ANNA).pk)
    page.goto(f"/cases/{case}/")
    page.get_by_role("button", name=re.compile("Hand over")).click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("What to know").fill(WORDS)
    until(lambda: kept(ANNA) == [WORDS])
    page.reload()
    page.get_by_role("button", name=re.compile("Hand over")).click()
    assert page.locator("dialog[open]").get_by_label("What to know").input_value() == WORDS


def test_an_answer_survives_and_a_wording_does_not_eat_it(enter: Enter, world: None):
    letters = contact_of(deliver(letter("Болит ухо, что делать?", subject="Ухо"))).conversation
    page = enter(ANNA, language="en")
    page.goto(f"/conversations/{letters.id}/reply")
    page.get_by_label("Text").fill(WORDS)
    saved(page)
    page.reload()
    assert page.get_by_label("Text").input_value() == WORDS
    page.get_by_role("complementary").locator("ul a").first.click()
    expect(page.get_by_text("You have begun an answer and not sent it")).to_be_visible()
    assert page.get_by_label("Text").input_value() != WORDS
    page.get_by_role("link", name="Back to what I wrote").click()
    expect(page.get_by_label("Text")).to_have_value(WORDS)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="So it will arrive")).to_be_visible()
    assert page.get_by_label("Text").input_value() == WORDS
    saved(page)
    page.goto(f"/conversations/{letters.id}/reply")
    assert page.get_by_label("Text").input_value() == WORDS


def test_throwing_away_in_a_dialog_does_not_carry_out_its_act(enter: Enter, case: UUID):
    page = enter(ANNA, language="en")
    page.goto(f"/cases/{case}/?tab=case")
    page.get_by_role("button", name="Add a person").click()
    page.locator("dialog[open]").get_by_label("Name").fill("Серова Ольга")
    until(lambda: kept(ANNA) == ["Серова Ольга"])
    page.reload()
    page.get_by_role("button", name="Add a person").click()
    dialog = page.locator("dialog[open]")
    assert dialog.get_by_label("Name").input_value() == "Серова Ольга"
    dialog.get_by_text("Throw away").click()
    dialog.get_by_role("button", name="Yes, throw the draft away").click()
    expect(page.get_by_text("The draft is thrown away")).to_be_visible()
    assert [one.name for one in cases.case(case, medical=True).parties] == ["Ковалёв Артём"]
    assert kept(ANNA) == []


def test_a_note_for_many_cases_and_their_ticks_are_one_draft(enter: Enter, case: UUID):
    cases.take(actor=actor(ANNA), now=timezone.now(), case_id=case, staff_id=hire(ANNA).pk)
    page = enter(ANNA, language="en")
    page.goto(reverse("cases:hand-over-many"))
    page.get_by_role("checkbox").uncheck()
    page.get_by_label("What to know").fill(WORDS)
    saved(page)
    page.reload()
    assert page.get_by_label("What to know").input_value() == WORDS
    assert not page.get_by_role("checkbox").is_checked()
