"""The second half of the diver's tale, in Russian: a refusal proposed, signed by a second person, and reversed with a
reason once the register says that the option was bought after all."""

import os
import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from pharos.cases import api as cases
from pharos.cases.models import Promise
from pharos.contact.queries.cover import cover_of_case
from pharos.journal import api as journal
from pharos.policies import api as policies
from pharos.policies.models import Policy, Refusal
from tests.browser.conftest import Enter
from tests.browser.test_every_screen import sideways
from tests.browser.watching import barriers
from tests.cast import ANNA, BORIS, SVETA, VERA, actor, hire
from tests.rooms.policies.asking import star
from tests.rooms.policies.making import as_csv, take

HEADER = ("Номер полиса", "ФИО", "Дата рождения", "Дата выдачи", "Начало действия", "Окончание действия", "Программа",
          "Страховая сумма", "Валюта", "Дайвинг")  # fmt: skip
POLICY = ("SZ-2026-004512", "Ковалёв Артём Сергеевич", "01.03.1986", "01.06.2026", "10.07.2026", "30.07.2026", "B",
          "30000", "EUR")  # fmt: skip
TOLD = {
    "activity": "diving", "depth_m": "25", "loss_date": "2026-07-17", "supervised": "yes", "diving_certificate": "yes",
    "certified_to_m": "30", "danger": "pain", "alcohol": "no",
}  # fmt: skip
REASON = "Дайвинг не застрахован. (пункт 4.1.10)"
WHY = "Опция куплена 1 июня, в файле от июля была ошибка."


def register_says(option: str) -> UUID:
    """The insurer's file as it comes; the policy in it."""
    take(as_csv((*POLICY, option), header=HEADER))
    return Policy.objects.get(number=POLICY[0]).id


def tell(case: UUID, **facts: str) -> None:
    asked = cover_of_case(case)
    assert asked
    told = [policies.Told(name, value, policies.Source.TRAVELLER) for name, value in facts.items()]
    seen = policies.standing_of(asked.about).version
    policies.tell_facts(actor=actor(ANNA), now=timezone.now(), about=asked.about, told=told, seen=seen)


@pytest.fixture
def case() -> UUID:
    """Kovalyov was hurt at 25 m; the register says that the option was not bought."""
    insurer = star()
    policy = register_says("нет")
    registration = cases.Registration(
        insured=cases.PartyFacts(role=cases.PartyRole.INSURED, name="Ковалёв Артём Сергеевич", phone="+79165554218"),
        birth_date=date(1986, 3, 1),
        insurer=insurer,
        policy=policy,
        place=cases.PlaceFacts(heard="Дахаб", country="EG"),
        complaint="Боль в ухе после погружения",
        owner=hire(ANNA).pk,
    )
    made = cases.register_case(actor=actor(ANNA), now=timezone.now(), registration=registration).id
    tell(made, **TOLD)
    return made


def look(page: Page, name: str) -> None:
    """No barrier, nothing off the side; a picture where somebody wants to see it."""
    assert barriers(page) == [], name
    assert sideways(page) <= 0, name
    folder = os.environ.get("PHAROS_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"refusals-{name}.png")


def heard(*names: str) -> None:
    """The journal is delivered to them."""
    for name in names:
        journal.deliver(name, now=timezone.now())


def test_a_refusal_takes_two_and_its_reversal_a_reason(enter: Enter, case: UUID):
    card = f"{reverse('case', args=[case])}?tab=cover"
    anna = enter(ANNA)
    anna.goto(card)
    propose(anna)
    heard("cases.refusals", "policies.cases")
    assert Promise.objects.filter(case=case, kind="call_back", stopped_at=None).count() == 1
    sign(enter(SVETA))
    refusal = Refusal.objects.get()
    assert refusal.signed_by_id == hire(SVETA).pk != refusal.proposed_by_id
    register_says("да")
    heard("policies.register", "policies.reversals")
    confirm_the_reversal(enter(BORIS))
    anna.goto(card)
    thread = anna.locator(".tl")
    for words in ("Предложен отказ, подписывает второй сотрудник", "Отказ подписан", "теперь решено иначе", WHY):
        expect(thread).to_contain_text(words)
    look(anna, "thread")
    vera = enter(VERA)
    vera.goto("/journal/")
    expect(vera.locator("main")).to_contain_text("RefusalReversed")


def propose(anna: Page) -> None:
    """From the cover of the case, with the words that will be told."""
    expect(anna.locator(".refusals")).to_contain_text("не оплачива")
    look(anna, "cover")
    anna.keyboard.press("R")
    expect(anna).to_have_url(re.compile("/policies/refusals/of/"))
    expect(anna.locator(".paper").first).to_contain_text(REASON)
    look(anna, "propose")
    for item in ("амбулаторная помощь", "лечение в стационаре", "барокамера"):
        anna.get_by_label(item).check()
    anna.get_by_label("Тому, кто подписывает").fill("Об опции спрошено дважды, в полисе её нет.")
    anna.get_by_role("button", name="Отдать на подпись").click()
    expect(anna.locator("main")).to_contain_text("Мы проверяем, оплачивает ли это ваша страховка")
    expect(anna.locator("[data-key=S]")).to_have_count(0)
    look(anna, "proposed")


def sign(sveta: Page) -> None:
    """By two keys, the second of which confirms; traveller and insurer are given the same reason."""
    sveta.goto("/policies/refusals/")
    expect(sveta.locator("#preview")).to_contain_text("Об опции спрошено дважды")
    expect(sveta.locator("#preview")).to_contain_text("реестр полисов")
    look(sveta, "list")
    sveta.set_viewport_size({"width": 390, "height": 844})
    look(sveta, "list-390")
    sveta.set_viewport_size({"width": 1280, "height": 800})
    sveta.keyboard.press("S")
    expect(sveta.get_by_role("button", name="Да, прочитано, подписываю")).to_be_visible()
    sveta.keyboard.press("Y")
    expect(sveta.locator("main")).to_contain_text("отказ подписан")
    papers = sveta.locator("section .paper:visible")
    expect(papers).to_have_count(2)
    for paper in papers.all():
        expect(paper).to_contain_text(REASON)
    look(sveta, "signed")


def confirm_the_reversal(boris: Page) -> None:
    """The system has found it; a person says why."""
    boris.goto("/policies/refusals/")
    expect(boris.locator("#refusal-rows")).to_contain_text("подтвердите отмену отказа")
    boris.keyboard.press("J")
    boris.keyboard.press("Enter")
    expect(boris.locator(".panel.is-ask").first).to_contain_text("Теперь решено иначе")
    expect(boris.locator("main")).to_contain_text("было: нет")
    look(boris, "doubted")
    boris.keyboard.press("V")
    boris.get_by_label("Почему отказ неверен").fill(WHY)
    boris.locator("form[action$='/reverse/'] button.go").click()
    expect(boris.locator("main")).to_contain_text("отказ отменён")
    look(boris, "reversed")
