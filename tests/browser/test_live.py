"""Open pages follow what happens, and never touch what a person is doing."""

import re

from django.utils import timezone
from playwright.sync_api import Page, expect

from pharos.cases import api as cases
from pharos.journal import api as journal
from pharos.people import actions as people
from tests.browser.conftest import Enter
from tests.browser.serving import Served
from tests.cast import ADA, ANNA, OLEG, SVETA, actor, hire


def register(name: str) -> cases.RegisteredCase:
    insured = cases.PartyFacts(role="insured", name=name, phone="+79165554218")
    return cases.register_case(actor=actor(ANNA), now=timezone.now(), registration=cases.Registration(insured=insured))


def opened_queue(enter: Enter, person: dict[str, object]) -> Page:
    page = enter(person, language="en")
    page.goto("/cases/")
    expect(page.locator("[data-live-state][data-state=live]")).to_be_visible()
    return page


def test_a_case_registered_elsewhere_appears_on_an_open_queue(enter: Enter):
    page = opened_queue(enter, ANNA)
    register("Ковалёв Артём")
    expect(page.get_by_text("Ковалёв Артём").first).to_be_visible()


def test_a_claim_by_a_colleague_shows_without_reload(enter: Enter):
    case = register("Ковалёв Артём")
    page = opened_queue(enter, OLEG)
    cases.claim(actor=actor(ANNA), now=timezone.now(), case_id=case.id, staff_id=hire(ANNA).pk)
    row = page.locator("tr[data-href]", has_text="Ковалёв Артём")
    expect(row.get_by_title("Анна Лебедева")).to_be_visible()


def test_typing_is_not_disturbed_by_what_colleagues_do(enter: Enter):
    register("Ковалёв Артём")
    page = opened_queue(enter, OLEG)
    search = page.get_by_role("searchbox").first
    search.press_sequentially("Гусе")
    register("Гусева Тамара")
    expect(page.get_by_text("Гусева Тамара").first).to_be_visible()
    search.press_sequentially("ва")
    expect(search).to_have_value("Гусева")
    expect(search).to_be_focused()


def test_the_stream_goes_on_after_the_server_was_killed(enter: Enter, server: Served, forgive):
    page = opened_queue(enter, ANNA)
    forgive("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED", "ERR_NETWORK", "net::ERR")
    server.stop(hard=True)
    register("Серов Кирилл")
    server.start()
    expect(page.get_by_text("Серов Кирилл").first).to_be_visible(timeout=15_000)


def test_two_tabs_share_one_stream_and_both_follow(enter: Enter):
    first = opened_queue(enter, ANNA)
    streams: list[str] = []
    second = first.context.new_page()
    second.on("request", lambda request: streams.append(request.url) if "/live?" in request.url else None)
    second.goto("/cases/")
    expect(second.locator("[data-live-state][data-state=live]")).to_be_visible()
    register("Минаева Юлия")
    expect(first.get_by_text("Минаева Юлия").first).to_be_visible()
    expect(second.get_by_text("Минаева Юлия").first).to_be_visible()
    assert streams == []


def test_the_second_tab_takes_over_when_the_first_is_closed(enter: Enter):
    first = opened_queue(enter, ANNA)
    second = first.context.new_page()
    second.goto("/cases/")
    expect(second.locator("[data-live-state][data-state=live]")).to_be_visible()
    first.close()
    register("Орлов Пётр")
    expect(second.get_by_text("Орлов Пётр").first).to_be_visible(timeout=10_000)


def test_the_server_stops_at_once_with_streams_open(enter: Enter, server: Served, forgive):
    for person in (ANNA, OLEG, SVETA):
        opened_queue(enter, person)
    forgive("net::ERR", "ERR_")
    assert server.stop() < 4
    server.start()


def test_a_person_who_is_deactivated_is_out_at_once(enter: Enter, forgive):
    page = opened_queue(enter, OLEG)
    hire(ADA)
    forgive("http 401", "status of 401")  # whatever the open page asks for next
    people.deactivate(actor=actor(ADA), now=timezone.now(), staff_id=hire(OLEG).pk)
    page.goto("/cases/")
    expect(page).to_have_url(re.compile("/accounts/login/"))


def test_a_stream_tells_only_what_its_listener_may_know(enter: Enter):
    page = enter(SVETA, language="en")
    page.goto("/profile/")
    before = journal.position()
    script = """([after]) => new Promise((done) => {
      const stream = new EventSource(`/live?after=${after}`);
      let heard = "";
      stream.addEventListener("journal", (event) => {
        heard += event.data;
        if (heard.includes("CaseRegistered")) { stream.close(); done(heard); }
      });
    })"""
    hire(ADA)
    people.change_staff(
        actor=actor(ADA), now=timezone.now(), staff_id=hire(ANNA).pk, details={"display_name": "Анна Новая"}
    )
    register("Ковалёв Артём")
    heard = page.evaluate(script, [before])
    assert "cases.CaseRegistered" in heard
    assert "Ковалёв" not in heard
    assert "people.StaffChanged" in heard, "a supervisor may see the staff list"
