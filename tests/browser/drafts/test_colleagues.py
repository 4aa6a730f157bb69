"""What is typed and what colleagues or another window do meanwhile: both sides are shown, nothing is overwritten."""

import re
from uuid import UUID

from django.utils import timezone
from playwright.sync_api import Page, expect

from pharos.cases import api as cases
from pharos.contact.api import Intake, register
from tests.browser.conftest import Enter
from tests.browser.drafts.writing import WORDS, box, kept, note, notes, saved, until
from tests.browser.test_keyboard import press_russian
from tests.browser.watching import barriers
from tests.cast import ANNA, OLEG, actor, hire
from tests.rooms.contact.letters import contact_of, deliver, letter


def test_a_second_window_left_empty_begins_a_new_draft_after_the_first_was_sent(enter: Enter, case: UUID, forgive):
    first = enter(ANNA, language="en")
    second = first.context.new_page()
    notes(first, case)
    notes(second, case)
    box(first).fill("первая")
    saved(first)
    first.get_by_role("button", name="Write", exact=True).click()
    expect(first.get_by_text("первая").first).to_be_visible()
    box(second).press_sequentially("вторая")
    until(lambda: kept(ANNA) == ["вторая"])


def test_a_colleagues_act_leaves_what_is_typed(enter: Enter, case: UUID):
    """A colleague took the case, and the unsaved note was gone (zammad 5953)."""
    anna, oleg = enter(ANNA, language="en"), enter(OLEG, language="en")
    notes(anna, case)
    expect(anna.locator("[data-live-state][data-state=live]")).to_be_visible()
    field = box(anna)
    field.press_sequentially("Мама просит ")
    oleg.goto(f"/cases/{case}/")
    oleg.get_by_role("button", name=re.compile("Take the case")).first.click()
    expect(anna.locator(".case").get_by_text("Олег Панин").first).to_be_visible()
    field.press_sequentially("врача")
    expect(field).to_be_focused()
    assert note(anna) == "Мама просит врача"
    until(lambda: kept(ANNA) == ["Мама просит врача"])


def details(page: Page, case: UUID) -> None:
    page.goto(f"/cases/{case}/?tab=overview")
    expect(page.locator("[data-live-state][data-state=live]")).to_be_visible()


def test_a_colleagues_change_of_a_field_is_shown_beside_it_and_chosen(enter: Enter, case: UUID):
    page = enter(ANNA, language="en")
    details(page, case)
    form = page.locator("form:has(#detailsform-person_name)")
    form.get_by_label("Name").fill("Ковалёв Артём Олегович")
    form.get_by_label("Complaint").fill("Температура 39,5")
    seen = {"person_name": "Ковалёв Артём", "phone": "+79165554218"}
    wanted = {"person_name": "Ковалёв А. С.", "phone": "+79160000000"}
    cases.change_details(actor=actor(OLEG), now=timezone.now(), case_id=case, seen=seen, wanted=wanted)
    name, phone = form.locator(".row:has(#detailsform-person_name)"), form.locator(".row:has(#detailsform-phone)")
    expect(name.locator(".clash")).to_contain_text("Олег Панин changed this")
    expect(name.locator(".clash")).to_contain_text("Ковалёв А. С.")
    expect(name.locator(".clash")).to_contain_text("Ковалёв Артём Олегович")
    assert form.get_by_label("Name").input_value() == "Ковалёв Артём Олегович", "the form itself is not touched"
    assert barriers(page) == []
    expect(phone.locator(".clash")).to_contain_text("+79160000000")
    assert phone.locator(".clash button").count() == 1, "a field I left alone cannot overwrite"
    until(lambda: "Температура 39,5" in kept(ANNA))
    saved(page)
    page.reload()
    expect(name.locator(".clash")).to_contain_text("Ковалёв А. С.")
    expect(form.get_by_label("Name")).to_have_value("Ковалёв Артём Олегович")
    press_russian(page, "KeyS", "ы")
    expect(name.locator(".clash")).to_have_count(0)
    page.keyboard.press("Escape")
    press_russian(page, "KeyX", "ч")
    expect(form.get_by_label("Call back on")).to_have_value("+79160000000")
    form.get_by_role("button", name="Save").click()
    page.wait_for_load_state()
    now = cases.case(case, medical=True)
    assert now.line.person_name == "Ковалёв Артём Олегович"
    assert now.line.phone == "+79160000000"
    assert now.details.complaint == "Температура 39,5"


def test_a_form_of_yesterday_meets_what_changed_when_it_is_sent(enter: Enter, case: UUID, forgive):
    page = enter(ANNA, language="en")
    page.route("**/live?**", lambda route: route.abort())
    page.route("**/since/**", lambda route: route.abort())
    forgive("ERR_FAILED", "http 422", "status of 422")
    writers: set[str] = set()
    page.on("request", lambda sent: "/drafts/" in sent.url and writers.add(sent.post_data_json["writer"]))
    page.goto(f"/cases/{case}/details")
    page.get_by_label("Complaint").fill("Сыпь")
    cases.change_details(
        actor=actor(OLEG), now=timezone.now(), case_id=case,
        seen={"complaint": "Температура"}, wanted={"complaint": "Температура и кашель"},
    )  # fmt: skip
    page.get_by_role("button", name="Save").click()
    table = page.locator("table")
    for words in ("Температура", "Температура и кашель", "Сыпь"):
        expect(table).to_contain_text(words)
    assert page.get_by_label("Complaint").input_value() == "Сыпь"
    saved(page)
    assert len(writers) == 1, (
        "what comes back from being sent is no other window: its last save may still be on its way"
    )
    page.keyboard.press("x")
    expect(page.get_by_label("Complaint")).to_have_value("Температура и кашель")


def test_two_windows_on_one_form_show_both_sides(enter: Enter, case: UUID, forgive):
    first = enter(ANNA, language="en")
    second = first.context.new_page()
    forgive("http 409", "status of 409")
    second.on("dialog", lambda dialog: dialog.accept())
    notes(first, case)
    notes(second, case)
    box(first).fill("из первого окна")
    until(lambda: kept(ANNA) == ["из первого окна"])
    box(second).fill("из второго окна")
    clash = second.locator(".clash")
    expect(clash).to_contain_text("из первого окна")
    expect(clash).to_contain_text("из второго окна")
    assert kept(ANNA) == ["из первого окна"], "nothing is overwritten before it is chosen"
    clash.get_by_role("button", name="Keep mine").click()
    until(lambda: kept(ANNA) == ["из второго окна"])


def test_a_case_closed_meanwhile_says_so_and_takes_the_words_as_a_note(enter: Enter, case: UUID, forgive):
    page = enter(ANNA, language="en")
    cases.take(actor=actor(ANNA), now=timezone.now(), case_id=case, staff_id=hire(ANNA).pk)
    page.goto(f"/cases/{case}/hand-over")
    page.get_by_label("What to know").fill(WORDS)
    page.get_by_label("Colleague").select_option(index=1)
    cases.cancel(actor=actor(OLEG), now=timezone.now(), case_id=case, reason="mistake")
    forgive("http 422", "status of 422")
    page.get_by_role("button", name="Hand over").click()
    expect(page.get_by_role("alert")).to_contain_text("cancelled")
    assert page.locator("#rescue-text").input_value() == WORDS
    assert barriers(page) == []
    page.get_by_role("button", name="Write it there").click()
    page.wait_for_url(f"**/cases/{case}/**")
    assert [one.text for one in cases.case(case, medical=True).notes] == [WORDS]
    assert kept(ANNA) == []


def test_a_case_merged_meanwhile_takes_no_words_but_its_survivor_does(enter: Enter, case: UUID, forgive):
    insured = cases.PartyFacts(role="insured", name="Ковалёв Артём", phone="+79165554218")
    registration = cases.Registration(insured=insured, complaint="Кашель")
    survivor = cases.register_case(actor=actor(ANNA), now=timezone.now(), registration=registration).id
    page = enter(ANNA, language="en")
    forgive("http 422", "status of 422")
    page.goto(f"/cases/{case}/note")
    box(page).press_sequentially(WORDS)
    choices = {topic: cases.Keep.OURS for topic in cases.Topic}
    cases.merge_cases(actor=actor(OLEG), now=timezone.now(), pair=(survivor, case), choices=choices)
    page.get_by_role("button", name="Write a note").click()
    expect(page.get_by_role("alert")).to_contain_text("was merged into")
    page.goto("/drafts/")
    page.get_by_role("link", name=re.compile("^Note, .*Ковалёв")).click()
    expect(page.locator("#rescue-text")).to_have_value(WORDS)
    page.get_by_role("button", name="Write it there").click()
    page.wait_for_url(f"**/cases/{survivor}/**")
    assert WORDS in [one.text for one in cases.case(survivor, medical=True).notes]
    assert kept(ANNA) == []


def test_an_intake_a_colleague_was_quicker_with_becomes_a_note(enter: Enter, world: None, forgive):
    line = contact_of(deliver(letter("Болит ухо, что делать?", subject="Ухо"))).conversation
    page = enter(ANNA, language="en")
    forgive("http 409", "status of 409")
    page.goto(f"/intake/?conversation={line.id}")
    page.fill("#id_hotel", "Sunrise, 214")
    registration = cases.Registration(insured=cases.PartyFacts(role="insured", name="Серов"))
    made = register(actor=actor(OLEG), now=timezone.now(), intake=Intake(
        registration=registration, answers={}, conversation=line.id, staff=hire(OLEG).pk,
    ))  # fmt: skip
    page.get_by_role("button", name="Register the case").click()
    expect(page.locator("#spare-text")).to_have_value(re.compile("Hotel: Sunrise, 214"))
    assert barriers(page) == []
    page.get_by_role("button", name="Write it there").click()
    page.wait_for_url(f"**/cases/{made.id}/**")
    assert "Hotel: Sunrise, 214" in cases.case(made.id, medical=True).notes[0].text
    assert kept(ANNA) == []
