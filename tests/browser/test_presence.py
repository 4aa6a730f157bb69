"""Two people on one case: each sees the other, whoever is about to decide is named, and nobody is held up."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from pharos.cases import api as cases
from pharos.people.models import Presence
from tests.browser.conftest import Enter
from tests.browser.test_live import register
from tests.cast import ANNA, OLEG, actor, hire


def opened(enter: Enter, who: dict[str, object], case: cases.RegisteredCase, language: str = "en") -> Page:
    page = enter(who, language=language)
    page.goto(f"/cases/{case.id}/")
    expect(page.locator("[data-live-state]")).to_be_visible()
    return page


def taken() -> cases.RegisteredCase:
    case = register("Ковалёв Артём")
    cases.take(actor=actor(ANNA), now=timezone.now(), case_id=case.id, staff_id=hire(ANNA).pk)
    return case


def test_two_people_on_one_case_see_each_other_and_who_leaves_is_gone(enter: Enter):
    case = taken()
    annas = opened(enter, ANNA, case)
    olegs = opened(enter, OLEG, case, "ru")
    expect(annas.locator("[data-others]")).to_contain_text("Олег Панин is here too")
    expect(olegs.locator("[data-others]")).to_contain_text("Здесь также Анна Лебедева")
    olegs.goto("/cases/")
    expect(annas.locator("[data-others] .chip")).to_be_hidden()


def test_who_types_is_said_to_be_writing(enter: Enter):
    case = taken()
    annas, olegs = opened(enter, ANNA, case), opened(enter, OLEG, case)
    olegs.get_by_label("Name", exact=True).first.press_sequentially("К")
    expect(annas.locator("[data-others]")).to_contain_text("Олег Панин is writing")
    expect(annas.locator("[data-held=details]")).to_have_text("Олег Панин is correcting the details")
    expect(annas.locator("[data-others]")).to_contain_text("Олег Панин is here too", timeout=10_000)


def test_a_decision_somebody_is_about_to_make_is_named_and_asked_about_once(enter: Enter, forgive):
    case = taken()
    annas, olegs = opened(enter, ANNA, case), opened(enter, OLEG, case)
    forgive("status of 422", r"http 422")
    annas.get_by_role("button", name="Change the urgency").click()
    expect(olegs.locator(".where [data-held=urgency]")).to_have_text("Анна Лебедева is changing the urgency")
    olegs.get_by_role("button", name="Change the urgency").click()
    dialog = olegs.get_by_role("dialog")
    expect(dialog.locator("[data-held=urgency]")).to_have_text("Анна Лебедева is changing the urgency")
    dialog.get_by_text("emergency", exact=True).click()
    dialog.get_by_role("button", name="Change the urgency").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Анна Лебедева is changing this now")
    dialog.get_by_role("button", name="Change the urgency").click()
    expect(olegs.get_by_text("The urgency is changed")).to_be_visible()


def test_a_dialog_left_as_it_was_frees_the_decision(enter: Enter):
    case = taken()
    annas, olegs = opened(enter, ANNA, case), opened(enter, OLEG, case)
    annas.get_by_role("button", name="Change the urgency").click()
    held = olegs.locator(".where [data-held=urgency]")
    expect(held).not_to_be_empty()
    annas.keyboard.press("Escape")
    expect(held).to_be_empty()


def test_two_tabs_of_one_person_know_of_each_other_and_are_one_person_to_others(enter: Enter):
    case = taken()
    first, olegs = opened(enter, ANNA, case), opened(enter, OLEG, case)
    second = first.context.new_page()
    second.goto(f"/cases/{case.id}/")
    expect(olegs.locator("[data-others]")).to_contain_text("Анна Лебедева is here too")
    first.bring_to_front()
    first.get_by_role("button", name="Change the urgency").click()
    expect(second.locator(".where [data-held=urgency]")).to_have_text("You are changing this in another tab")
    first.close()
    expect(second.locator(".where [data-held=urgency]")).to_be_empty()
    expect(olegs.locator("[data-others]")).to_contain_text("Анна Лебедева is here too")


def test_the_queue_shows_which_case_somebody_has_open(enter: Enter):
    case = taken()
    register("Гусева Тамара")
    olegs = enter(OLEG, language="en")
    olegs.goto("/cases/")
    opened(enter, ANNA, case)
    row = olegs.locator("tr[data-href]", has_text="Ковалёв")
    expect(row.locator(".eyes")).to_be_visible()
    expect(row.locator(".eyes")).to_have_attribute("title", "Анна Лебедева is here too")
    expect(olegs.locator("tr[data-href]", has_text="Гусева").locator(".eyes")).to_be_hidden()
    register("Серов Кирилл")
    expect(olegs.get_by_text("Серов Кирилл").first).to_be_visible()
    expect(row.locator(".eyes")).to_be_visible()


def test_a_browser_that_crashed_is_gone_without_saying_so(enter: Enter):
    case = taken()
    annas = opened(enter, ANNA, case)
    olegs = opened(enter, OLEG, case)
    expect(annas.locator("[data-others]")).to_contain_text("Олег Панин is here too")
    olegs.context.set_offline(True)
    olegs.close()
    Presence.objects.filter(staff=hire(OLEG)).update(seen_at=timezone.now() - timedelta(seconds=60))
    expect(annas.locator("[data-others] .chip")).to_be_hidden()
