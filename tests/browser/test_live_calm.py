"""What comes live touches no field, no caret, no scroll, no selection and no focus; and it moves nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from pharos.cases import api as cases
from tests.browser.conftest import Enter, session
from tests.browser.serving import Served
from tests.browser.test_live import register
from tests.browser.test_presence import opened, taken
from tests.cast import ANNA, OLEG, actor, hire

SHIFTS = """() => {
  window.shifted = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shifted += one.value; })
    .observe({ type: "layout-shift", buffered: false });
}"""


def note(case: cases.RegisteredCase, text: str) -> None:
    cases.add_note(actor=actor(ANNA), now=timezone.now(), case_id=case.id, text=text)


def full(count: int = 40) -> cases.RegisteredCase:
    case = taken()
    for number in range(count):
        note(case, f"Заметка {number}")
    return case


def arrived(page: Page, text: str) -> None:
    expect(page.locator("#thread").get_by_text(text).first).to_be_attached()


def test_a_field_and_its_caret_stay_as_they_are(enter: Enter):
    case = taken()
    page = opened(enter, OLEG, case)
    name = page.get_by_label("Name", exact=True).first
    name.fill("Ковалёв Артём Иванович")
    name.evaluate("(field) => field.setSelectionRange(3, 8)")
    note(case, "Пришло новое")
    arrived(page, "Пришло новое")
    expect(name).to_be_focused()
    expect(name).to_have_value("Ковалёв Артём Иванович")
    assert name.evaluate("(field) => [field.selectionStart, field.selectionEnd]") == [3, 8]


def test_a_field_that_is_being_typed_in_takes_every_letter(enter: Enter):
    case = taken()
    page = opened(enter, OLEG, case)
    name = page.get_by_label("Name", exact=True).first
    name.fill("")
    for number, letter in enumerate("Ковалёв"):
        name.press_sequentially(letter)
        note(case, f"Заметка {number}")
    arrived(page, "Заметка 6")
    expect(name).to_have_value("Ковалёв")


def test_what_one_reads_in_a_scrolled_thread_stays_under_the_eyes(enter: Enter):
    case = full()
    page = opened(enter, OLEG, case)
    place = "(entry) => entry.getBoundingClientRect().top"
    read = page.locator("#thread .ev").nth(20)
    read.scroll_into_view_if_needed()
    ident, before = read.get_attribute("id"), read.evaluate(place)
    note(case, "Пришло сверху")
    arrived(page, "Пришло сверху")
    assert abs(page.locator(f"#{ident}").evaluate(place) - before) <= 1


def test_a_scrolled_queue_stays_where_it_is(enter: Enter):
    for number in range(28):
        register(f"Иванова {number}")
    page = enter(OLEG, language="en", size=(1280, 700))
    page.goto("/cases/")
    expect(page.locator("[data-live-state][data-state=live]")).to_be_visible()
    row = page.locator("tr[data-href]").nth(20)
    row.scroll_into_view_if_needed()
    href, place = row.get_attribute("data-href"), "(row) => row.getBoundingClientRect().top"
    before = row.evaluate(place)
    due = cases.Registration(insured=cases.PartyFacts(role="insured", name="Срочная Вера"), call_back=True)
    cases.register_case(actor=actor(ANNA), now=timezone.now() - timedelta(hours=1), registration=due)
    expect(page.get_by_text("Срочная Вера").first).to_be_attached()
    assert abs(page.locator(f"tr[data-href='{href}']").evaluate(place) - before) <= 1


def test_a_selection_stays_and_the_news_come_when_it_is_let_go(enter: Enter):
    case = full(6)
    page = opened(enter, OLEG, case)
    page.evaluate("""() => {
      const text = document.querySelectorAll("#thread .ev p")[2].firstChild;
      getSelection().setBaseAndExtent(text, 0, text, 5);
    }""")
    chosen = page.evaluate("getSelection().toString()")
    note(case, "Пришло новое")
    page.wait_for_timeout(1200)
    assert page.evaluate("getSelection().toString()") == chosen != ""
    expect(page.locator("#thread").get_by_text("Пришло новое")).to_have_count(0)
    page.evaluate("getSelection().removeAllRanges()")
    arrived(page, "Пришло новое")


def test_the_focus_stays_on_the_row_it_is_on(enter: Enter):
    case = taken()
    page = opened(enter, OLEG, case)
    button = page.locator("#side button:visible").first
    button.focus()
    label = button.inner_text()
    note(case, "Пришло новое")
    arrived(page, "Пришло новое")
    expect(page.locator("#side button:focus")).to_have_text(label)


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_nothing_shifts_when_colleagues_come_and_news_arrive(enter: Enter, size: tuple[int, int]):
    case = full(12)
    page = enter(OLEG, language="ru", size=size)
    page.goto(f"/cases/{case.id}/")
    expect(page.locator("[data-live-state]")).to_be_visible()
    page.evaluate(SHIFTS)
    annas = opened(enter, ANNA, case)
    expect(page.locator("[data-others] .chip")).to_be_visible()
    annas.get_by_role("button", name="Change the urgency").click()
    expect(page.locator(".where [data-held=urgency]")).not_to_be_empty()
    for number in range(5):
        note(case, f"Новость {number}")
    arrived(page, "Новость 4")
    annas.goto("/cases/")
    expect(page.locator("[data-others] .chip")).to_be_hidden()
    assert page.evaluate("window.shifted") < 0.01


def test_a_hundred_cases_at_once_leave_the_queue_usable(enter: Enter):
    register("Первая Анна")
    page = enter(OLEG, language="ru")
    page.goto("/cases/")
    expect(page.locator("[data-live-state]")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/rows" in request.url else None)
    page.evaluate(SHIFTS)
    for number in range(100):
        register(f"Сразу {number:03}")
    expect(page.locator(".tabs [aria-current=page] .n")).to_have_text("101", timeout=15_000)
    assert len(asked) < 50, "what comes together is fetched together"
    assert page.evaluate("window.shifted") < 0.05
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("KeyJ")
    expect(page.locator("tr[aria-selected=true]")).to_have_count(1)


def test_a_laptop_that_slept_says_how_old_its_picture_is_and_catches_up(enter: Enter, forgive):
    case = taken()
    page = enter(OLEG, language="en")
    page.clock.install()
    page.goto("/cases/")
    expect(page.locator("[data-live-state][data-state=live]")).to_be_visible()
    forgive("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    page.clock.fast_forward(60 * 60 * 1000)
    expect(page.locator("[data-live-state]")).to_contain_text("as of")
    register("Пока спал")
    page.context.set_offline(False)
    page.clock.run_for(6000)
    expect(page.get_by_text("Пока спал").first).to_be_visible(timeout=15_000)
    expect(page.locator("[data-live-state][data-state=live]")).to_be_visible()
    assert case


def test_the_age_of_the_picture_is_said_by_the_desks_clock_wherever_the_browser_is(
    browser: Browser, server: Served, db: None
):
    context = browser.new_context(base_url=server.url, timezone_id="Asia/Tokyo")
    context.add_cookies([{"name": "sessionid", "value": session(OLEG, "en"), "url": server.url}])
    page = context.new_page()
    page.goto("/cases/")
    expect(page.locator("[data-live-state][data-state=live]")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('offline'))")
    shown = page.locator("[data-live-state]").inner_text()
    context.close()
    minutes = [timezone.localtime(timezone.now() - timedelta(minutes=ago)) for ago in (0, 1)]
    assert any(one.strftime("%H:%M") in shown for one in minutes), shown


def test_a_line_that_died_without_a_word_is_opened_anew(enter: Enter):
    page = enter(OLEG, language="en")
    page.clock.install()
    page.goto("/cases/")
    expect(page.locator("[data-live-state][data-state=live]")).to_be_visible()
    streams: list[str] = []
    page.on("request", lambda request: streams.append(request.url) if "/live?" in request.url else None)
    page.clock.fast_forward(61_000)
    expect(page.locator("[data-live-state][data-state=live]")).to_be_visible()
    assert streams


@pytest.mark.parametrize("hours", [3, -3])
def test_a_browser_whose_clock_is_wrong_shows_the_servers_time(enter: Enter, hours: int):
    due = timezone.now() + timedelta(minutes=50)
    case = taken()
    cases.make_promise(
        actor=actor(ANNA), now=timezone.now(), case_id=case.id, kind=cases.PromiseKind.CALL_BACK, agreed=due
    )
    page = enter(OLEG, language="en")
    page.clock.install(time=timezone.now() + timedelta(hours=hours))
    page.goto(f"/cases/{case.id}/")
    page.clock.run_for(2000)
    expect(page.locator(".clock .t", has_text="in 49 min").first).to_be_visible()
    assert hire(OLEG)
