"""A child's otitis in Kemer before the Medical Department, by keys: the tale of the doctor's page."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from pharos.cases import api as cases
from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.insurers import api as insurers
from pharos.mailroom import api as mailroom
from pharos.medical.models import DutyCall, Question
from tests.browser.conftest import Enter
from tests.browser.test_keyboard import press_russian
from tests.browser.watching import barriers
from tests.cast import ANNA, BORIS, NOW, actor, hire
from tests.rooms.contact.letters import deliver, letter
from tests.rooms.medical.stage import child, judge_all, report, review, sign

CLINIC = cases.PartyFacts(
    role=cases.PartyRole.CLINIC, name="Kemer Med", mail="reports@kemer-med.example", language="en"
)
JUDGED_OR_ASKED = "n => document.querySelectorAll('tr[data-left]').length < n || document.querySelector('[data-why]')"


def row(page: Page, name: str) -> Locator:
    return page.locator("tr[data-item]", has_text=name)


def judge(page: Page, key: str, *, because: str = "") -> None:
    """A word on the chosen item, and why where it is against the check's."""
    left = page.locator("tr[data-left]").count()
    press_russian(page, f"Digit{key}", key)
    page.wait_for_function(JUDGED_OR_ASKED, arg=left)
    if page.locator("[data-why]").count():
        press_russian(page, f"Digit{because}", because)
        expect(page.locator("tr[data-left]")).to_have_count(left - 1)


def test_a_childs_otitis_is_reviewed_by_keys(enter: Enter):
    insurers.load_demo_insurers(actor=Actor.system("tests"), now=NOW)
    case_id = child(insurer=insurers.insurer("SZ").id, others=(CLINIC,))
    report(case_id)
    complaint = review(case_id)
    judge_all(complaint)
    sign(complaint)
    page = enter(BORIS, language="ru")
    judged_and_asked(page)
    answered_by_letter(page)
    with pytest.raises(Objected, match="hold"):
        cases.close(actor=actor(ANNA), now=timezone.now(), case_id=case_id, outcome=cases.Outcome.HELP_GIVEN)
    while page.locator("tr[data-left]").count():
        judge(page, "2", because="4")
    press_russian(page, "Enter", "Enter")
    expect(page.get_by_text("Все обращения разобраны")).to_be_visible()


def judged_and_asked(page: Page) -> None:
    """A medicine is judged against the check, and the clinic shall be asked about another."""
    page.goto("/medical/")
    expect(page.get_by_role("heading", name="Миронова Соня, 3")).to_be_visible()
    expect(row(page, "Ceftriaxone")).to_contain_text("не нужно")
    assert barriers(page) == []

    while not row(page, "Ceftriaxone").get_attribute("aria-selected"):
        judge(page, "1", because="2")  # as the check says, or right where it could not say
    judge(page, "2")
    expect(row(page, "Ceftriaxone").locator(".yours")).to_have_text("не нужно")
    press_russian(page, "KeyQ", "й")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Вопрос").fill("Зачем виферон?")
    dialog.get_by_role("button", name="Спросить").click()
    expect(page.locator(".asked")).to_contain_text("ответ ждут")


def answered_by_letter(page: Page) -> None:
    """The question goes out as a letter, and the reply is taken for its answer."""
    press_russian(page, "KeyL", "д")
    page.get_by_role("link", name="Русский").click()
    expect(page.get_by_label("Текст")).to_have_value(re.compile("Зачем виферон"))
    assert barriers(page) == []
    page.get_by_role("button", name="Отправить").click()
    expect(page.locator(".asked")).to_contain_text("письмо ушло")
    sent = mailroom.letter(Question.objects.get().sent_letter)
    said = {"sender": "Kemer Med <reports@kemer-med.example>", "subject": f"Re: {sent.subject}"}
    deliver(letter("Так принято", **said, In_Reply_To=sent.message_id), now=timezone.now())
    expect(page.locator(".asked")).to_contain_text("Это ответ?")
    press_russian(page, "KeyY", "н")
    expect(page.locator(".asked .answer")).to_contain_text("Так принято")


def test_a_call_at_night_becomes_a_signed_order_with_a_clock(enter: Enter):
    case_id = child()
    operator, doctor = enter(ANNA, language="ru"), enter(BORIS, language="ru")
    doctor.goto("/medical/duty/")
    expect(doctor.locator("[data-live-state][data-state=live]")).to_be_visible()
    operator.goto(f"/cases/{case_id}/")
    press_russian(operator, "KeyH", "р")
    expect(operator.locator("#side")).to_contain_text("врач вызван")
    doctor.get_by_role("button", name="Беру").click()
    doctor.get_by_label("Распоряжение").fill("Скорую в отель, ничего не давать")
    doctor.get_by_label("Выполнить за, минут").fill("10")
    assert barriers(doctor) == []
    doctor.get_by_role("button", name="Подписать распоряжение").click()
    expect(operator.locator("#side")).to_contain_text("Скорую в отель")
    operator.get_by_role("button", name="Выполнено").click()
    expect(operator.locator(".toast")).to_contain_text("Выполнено")
    call = DutyCall.objects.get()
    assert call.done_by == hire(ANNA)
    assert call.carry_out_by - call.ordered_at == timedelta(minutes=10)
