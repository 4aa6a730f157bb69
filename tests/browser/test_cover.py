"""The diver's tale at the desk, first half, in Russian and by keyboard: asked, answered, refused as a proposal."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from pharos.events.policies import PoliciesImported
from pharos.insurers import api as insurers
from pharos.journal.models import Entry
from pharos.policies import api as policies
from pharos.policies.models import CoverDecision, Policy
from tests.browser.conftest import Enter
from tests.browser.watching import barriers
from tests.cast import ANNA, OLEG
from tests.rooms.contact.test_cover_screens import diver
from tests.rooms.policies.asking import star
from tests.rooms.policies.making import as_csv, take
from tests.stacks import until

HEADER = (
    "Номер полиса", "ФИО", "Дата рождения", "Дата оформления", "Начало действия", "Окончание действия", "Программа",
    "Страховая сумма", "Валюта", "Территория", "Дайвинг",
)  # fmt: skip
KOVALYOV = (
    "SZ-2026-004512", "Ковалёв Артём Сергеевич", "01.03.1986", "01.06.2026", "10.07.2026", "30.07.2026", "Б", "30000",
    "EUR", "Египет",
)  # fmt: skip
TOLD = {"supervised": "1", "diving_certificate": "1", "option_diving": "3", "flight_in_24h": "2"}
SEEN = """() => { window.seen = []; new MutationObserver(() => window.seen.push(
    document.querySelector("#cover [data-ask]")?.dataset.ask)
).observe(document.body, {childList: true, subtree: true}); }"""
FIGURES = {"depth_m": "25", "certified_to_m": "30"}


def register(option: str) -> None:
    """The insurer's file, with what it says of the diving option; and what follows from it."""
    take(as_csv((*KOVALYOV, option), header=HEADER))
    for entry in Entry.objects.filter(type="policies.PoliciesImported").order_by("-position")[:1]:
        assert isinstance(entry.event, PoliciesImported)
        policies.follow_register(entry.event, entry)


@pytest.fixture
def case() -> UUID:
    insurer = star()
    assert insurers.insurer(insurer).code == "SZ"
    register("")
    return diver(Policy.objects.get())


def asked(page: Page) -> str:
    return page.locator("#cover [data-ask]").get_attribute("data-ask") or ""


def press(page: Page, key: str) -> None:
    """One key, and the panel is drawn anew."""
    drawn = page.locator("#cover").get_attribute("data-drawn") or "0"
    page.keyboard.press(key)
    expect(page.locator("#cover")).not_to_have_attribute("data-drawn", drawn)
    expect(page.locator(f"#cover[data-drawn='{int(drawn) + 1}']")).to_be_attached()


def answer(page: Page) -> str:
    """What the diver says to the question under the light; which question it was."""
    fact = asked(page)
    if fact not in FIGURES:
        press(page, TOLD[fact])
        return fact
    drawn = page.locator("#cover").get_attribute("data-drawn") or "0"
    page.keyboard.press("1")
    expect(page.locator("#cover .typed input[name=value]")).to_be_focused()
    page.keyboard.type(FIGURES[fact])
    page.keyboard.press("Enter")
    expect(page.locator(f"#cover[data-drawn='{int(drawn) + 1}']")).to_be_attached()
    return fact


def test_news_asked_for_before_an_answer_are_not_drawn_over_it(enter: Enter, case: UUID) -> None:
    page, late = enter(ANNA), []
    page.goto(f"/cases/{case}/?tab=cover")
    expect(page.locator("[data-live-state]")).to_have_attribute("data-state", "live")
    news = re.compile(f"/cover/case/{case}/(\\?.*)?$")
    page.route(news, lambda route: late.append((route, route.fetch())), times=1)
    press(page, "3")
    until(lambda: page.wait_for_timeout(50) or late, "the page has asked for its own news")
    press(page, "4")  # diving
    third = asked(page)
    page.evaluate(SEEN)
    with page.expect_request(news):  # the page asks anew once it has done with the late answer
        for route, answered in late:
            route.fulfill(response=answered)
    assert set(page.evaluate("window.seen")) <= {third}
    assert answer(page) == third


def test_a_diver_hurt_at_25_metres_is_asked_what_matters_and_refused_as_a_proposal(enter: Enter, case: UUID) -> None:
    page, other = enter(ANNA), enter(OLEG)
    for one in (page, other):
        one.goto(f"/cases/{case}/?tab=cover")
        expect(one.locator("[data-live-state]")).to_have_attribute("data-state", "live")
    expect(page.locator("#cover")).to_contain_text("Есть угроза жизни, конечности или острая боль?")
    press(page, "4")  # not what he said: one key takes it back
    assert asked(page) == "activity"
    press(page, "z")
    assert asked(page) == "danger"
    assert barriers(page) == []
    press(page, "3")
    expect(page.locator("#cover .help")).to_contain_text("Острая боль снимается сразу.")
    expect(other.locator("#cover .help")).to_contain_text("Острая боль снимается сразу.")
    assert asked(page) == "activity"
    press(page, "4")
    seen = []
    while asked(page) in TOLD | FIGURES:
        seen.append(answer(page))
    assert {"supervised", "depth_m", "option_diving"} <= set(seen[:5])
    inpatient, evacuation = (page.locator(f"tr[data-item={item}]") for item in ("inpatient", "evacuation"))
    expect(inpatient).to_contain_text("Нужен факт")
    page.locator("summary", has_text="Скажет не собеседник").click()
    expect(page.locator("#cover")).to_contain_text("Опция «дайвинг»")

    register("нет")
    expect(inpatient).to_contain_text("Отказ предложен")
    expect(inpatient).to_contain_text("п. 4.1.10. Дайвинг не застрахован.")
    expect(evacuation).to_contain_text("Отказ предложен")
    expect(page.locator("#cover .help")).to_contain_text("Острая боль снимается сразу.")
    expect(page.locator("#cover [data-ask]")).to_have_count(0)
    expect(page.locator("#thread")).to_contain_text("Покрытие решено заново")
    assert barriers(page) == []
    page.keyboard.press("s")
    expect(page.locator("#cover-sheet #text-traveller-ru")).to_contain_text("Мы проверяем, оплачивает ли")
    expect(page.locator("#cover-sheet #text-insurer-en")).to_contain_text("Diving is not insured.")
    page.keyboard.press("Escape")
    assert CoverDecision.objects.filter(case_id=case, replaced_by=None).count() == 1
