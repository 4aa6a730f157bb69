"""Nothing typed is lost: through reloads, crashes, sign-outs, dead lines and colleagues, in a real browser."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from pharos.cases import api as cases
from pharos.contact.api import Intake, register
from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from pharos.people import api as people
from pharos.people.models import Draft
from tests.browser.conftest import Enter, session
from tests.browser.serving import Served
from tests.browser.test_keyboard import press_russian
from tests.browser.test_sign_in import sign_in, with_password
from tests.browser.watching import barriers
from tests.cast import ANNA, NOW, OLEG, PASSWORD, actor, hire
from tests.rooms.contact.letters import contact_of, deliver, letter

WORDS = "Мама просит врача сегодня; ребёнок не пьёт"
LOST = "Not saved: the server does not answer"


@pytest.fixture
def world() -> None:
    insurers.load_demo_insurers(actor=Actor.system("test"), now=NOW)


@pytest.fixture
def case() -> UUID:
    insured = cases.PartyFacts(role="insured", name="Ковалёв Артём", phone="+79165554218")
    registration = cases.Registration(insured=insured, complaint="Температура")
    return cases.register_case(actor=actor(ANNA), now=timezone.now(), registration=registration).id


def notes(page: Page, case: UUID) -> None:
    page.goto(f"/cases/{case}/?tab=notes")


def box(page: Page) -> Locator:
    return page.locator("#noteform-text")


def note(page: Page) -> str:
    return box(page).input_value()


LEAVING = """() => {
  const leaving = new Event("beforeunload", { cancelable: true });
  dispatchEvent(leaving);
  return leaving.defaultPrevented;
}"""


def warned(page: Page) -> bool:
    """Whether the browser would warn before leaving now."""
    return bool(page.evaluate(LEAVING))


def saved(page: Page) -> None:
    """The form says so, and only after the server did."""
    expect(page.locator("[data-said]", has_text="Saved on the server").first).to_be_visible()


def kept(person: dict[str, object]) -> list[str]:
    """The text of every draft of this person, from the database."""
    staff = hire(person).pk
    found = [people.draft_for(staff=staff, form=one.form, ident=one.id) for one in people.unfinished(staff)]
    return [values[0] for draft in found for name, values in draft.fields.items() if name in draft.changed]


def until(true: Callable[[], object], *, seconds: float = 8) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it never came"
        time.sleep(0.05)


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
    page.locator("#id_urgency_2").check()
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


def test_the_server_dies_while_somebody_types(enter: Enter, case: UUID, server: Served, forgive):
    page = enter(ANNA, language="en")
    forgive("net::ERR", "ERR_")
    notes(page, case)
    field = box(page)
    field.press_sequentially("до падения")
    saved(page)
    server.stop(hard=True)
    field.press_sequentially(" и во время него")
    expect(page.locator("[data-said].bad")).to_contain_text(LOST)
    assert warned(page)
    server.start()
    field.press_sequentially(" и после")
    until(lambda: kept(ANNA) == ["до падения и во время него и после"], seconds=20)
    saved(page)
    assert not warned(page)


def test_sending_over_a_dead_line_stays_on_the_page_and_goes_when_the_line_is_back(enter: Enter, case: UUID, forgive):
    page = enter(ANNA, language="en")
    forgive("net::ERR", "ERR_")
    notes(page, case)
    box(page).press_sequentially("до обрыва")
    saved(page)
    page.context.set_offline(True)
    box(page).press_sequentially(" и после")
    page.get_by_role("button", name="Write", exact=True).click()
    expect(page.locator("[data-said].bad")).to_contain_text(LOST)
    assert note(page) == "до обрыва и после"
    page.context.set_offline(False)
    page.get_by_role("button", name="Write", exact=True).click()
    expect(page.locator("#thread")).to_contain_text("до обрыва и после")
    assert kept(ANNA) == []


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


def test_a_sign_out_in_another_tab_is_said_and_mended_by_signing_in(enter: Enter, case: UUID, forgive):
    page = enter(ANNA, language="en")
    forgive("http 401", "status of 401", "status of 403", "http 403")
    notes(page, case)
    box(page).press_sequentially("до выхода")
    saved(page)
    with_password(ANNA)
    Session.objects.all().delete()
    box(page).press_sequentially(" и после")
    expect(page.locator("[data-said].bad")).to_contain_text("you are signed out")
    with page.context.expect_page() as opened:
        page.locator("[data-said]").get_by_role("link", name="Sign in").click()
    door = opened.value
    door.fill("[name=login]", "anna")
    door.fill("[name=password]", PASSWORD)
    door.keyboard.press("Enter")
    door.wait_for_url(lambda url: "login" not in url)
    door.close()
    page.bring_to_front()
    until(lambda: kept(ANNA) == ["до выхода и после"], seconds=20)
    page.get_by_role("button", name="Write", exact=True).click()
    expect(page.get_by_text("до выхода и после").first).to_be_visible()


def test_a_note_sent_while_signed_out_waits_behind_the_door(enter: Enter, case: UUID, forgive):
    with_password(ANNA)
    page = enter(ANNA, language="en")
    forgive("http 401", "status of 401")
    page.goto(f"/cases/{case}/note")
    box(page).fill(WORDS)
    saved(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Write a note").click()
    sign_in(page, ANNA)
    page.wait_for_url(f"**/cases/{case}/note")
    assert note(page) == WORDS
    assert cases.case(case, medical=True).notes == ()


def test_words_typed_after_the_sign_out_are_not_sent_into_the_door(enter: Enter, case: UUID, forgive):
    page = enter(ANNA, language="en")
    forgive("http 401", "status of 401")
    notes(page, case)
    box(page).press_sequentially("до выхода")
    saved(page)
    Session.objects.all().delete()
    box(page).press_sequentially(" и после")
    expect(page.locator("[data-said].bad")).to_contain_text("you are signed out")
    page.get_by_role("button", name="Write", exact=True).click()
    time.sleep(0.5)
    assert note(page) == "до выхода и после"
    assert f"/cases/{case}/" in page.url


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


def test_somebody_else_at_the_same_browser_gets_no_words_of_mine(enter: Enter, case: UUID, server: Served, forgive):
    page = enter(ANNA, language="en")
    forgive("http 403", "status of 403")
    notes(page, case)
    box(page).press_sequentially("моё")
    saved(page)
    page.context.add_cookies([{"name": "sessionid", "value": session(OLEG, "en"), "url": server.url}])
    box(page).press_sequentially(" и дальше моё")
    expect(page.locator("[data-said].bad")).to_contain_text("somebody else has signed in")
    assert kept(OLEG) == []
    assert kept(ANNA) == ["моё"]


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


def test_a_slow_line_saves_in_order_and_shows_what_is_under_way(enter: Enter, case: UUID):
    page = enter(ANNA, language="en")
    notes(page, case)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": 700, "downloadThroughput": 20_000, "uploadThroughput": 20_000}
    line.send("Network.emulateNetworkConditions", slow)
    box(page).press_sequentially(WORDS, delay=20)
    assert not page.locator("[data-said]", has_text="Saved on the server").is_visible()
    saved(page)
    until(lambda: kept(ANNA) == [WORDS])


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
