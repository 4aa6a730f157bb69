"""The first five minutes as docs/five-minutes.md tells them: every process is real, and so is the browser."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from pharos.cases import api as cases
from pharos.contact.models import Conversation
from pharos.twin.demo.building import Ground, build
from pharos.twin.demo.marking import mark_as_demo
from tests.browser.conftest import Enter
from tests.browser.serving import Served
from tests.browser.test_review import judge
from tests.ports import free_port

HERO = "Ольга Ведерникова"
SOON, LATER = 20_000, 60_000
ANNA, PAVEL = {"username": "anna"}, {"username": "pavel"}


@pytest.fixture
def world(tmp_path: Path) -> None:
    """The demonstration's world without its past: the tale needs a register and staff."""
    now = timezone.now()
    mark = mark_as_demo(now=now, today=timezone.localdate(now), seed=2, policies=300, allowed=True)
    build(Ground(mark, now, tmp_path, processes=1, crowd=0.0), lambda _line: None)


@pytest.fixture
def night(world: None, server: Served, tmp_path: Path) -> Iterator[None]:
    """Worker, mail intake and player as processes of their own."""
    smtp, sink = free_port(), free_port()
    settings = {
        "DJANGO_SETTINGS_MODULE": "pharos.site.settings",
        "PHAROS_SMTP_URL": f"smtp://127.0.0.1:{sink}",
        "PHAROS_SMTP": f"127.0.0.1:{smtp}",
        "PHAROS_SINK": f"127.0.0.1:{sink}",
        "PHAROS_ADDRESS": server.url,
    }
    commands = (
        ["worker"], ["mail_intake", "--smtp-port", str(smtp), "--no-imap"], ["demo_play", "--speed", "40"],
    )  # fmt: skip
    with (tmp_path / "said").open("wb") as said:
        running = [
            subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", "django", *command],
                env={**os.environ, **settings}, stdout=said, stderr=said,
            )
            for command in commands
        ]  # fmt: skip
        yield
        for process in running:
            process.terminate()
        for process in running:
            process.wait(20)


def test_the_first_five_minutes(enter: Enter, night: None):
    anna, pavel = enter(ANNA, size=(1440, 900)), enter(PAVEL)
    letter(anna)
    register(anna)
    case = re.sub(r"#.*", "", anna.url)
    answered(anna)
    called(anna)
    work(anna, case)
    reviewed(pavel, case)
    closed(anna, case)
    late(anna)
    conversation = Conversation.objects.get(address="o.vedernikova@pochta.example")
    found = cases.case(conversation.case_id, medical=False)
    assert found is not None
    assert (found.line.status, found.line.policy_number) == ("closed", "SZ-2018-004512")
    assert not conversation.unread


def letter(anna: Page) -> None:
    """A letter in koi8-r arrives by itself; its policy stands found beside it."""
    anna.goto("/letters/")
    line = anna.get_by_text(HERO).first
    line.wait_for(timeout=LATER)
    line.click()
    expect(anna.get_by_text("температура 39,2")).to_be_visible()
    expect(anna.locator("aside")).to_contain_text("SZ-2018-004512")
    expect(anna.locator("[data-live-state]")).to_be_visible()


def register(anna: Page) -> None:
    anna.keyboard.press("n")
    expect(anna.locator(".dq[data-light]")).to_be_visible()
    for answer in "1122222":
        anna.keyboard.press(answer)
    anna.fill("#id_phone", "+79070102671")
    anna.fill("#id_place", "Хургада")
    anna.locator("[role=option]").first.wait_for()
    anna.keyboard.press("Enter")
    expect(anna.locator("#beside .sosnum")).to_contain_text("123")
    anna.fill("#id_hotel", "Palmorin Beach Hotel")
    anna.fill("#id_room", "214")
    anna.fill("#id_birth_date", "14.03.1990")
    anna.keyboard.press("Escape")
    anna.keyboard.press("y")
    expect(anna.locator("input[name=policy]").first).to_be_checked()
    with anna.expect_navigation(url="**/cases/**"):
        anna.keyboard.press("Enter")
    expect(anna.locator("main")).to_contain_text("в реестре")


def answered(anna: Page) -> None:
    conversation = Conversation.objects.get(address="o.vedernikova@pochta.example")
    anna.goto(f"/conversations/{conversation.id}/")
    expect(anna.locator("[data-live-state]")).to_be_visible()
    with anna.expect_navigation(url="**/reply"):
        anna.keyboard.press("l")
    with anna.expect_navigation():
        anna.get_by_role("button", name="Отправить").click()


def called(anna: Page) -> None:
    """The strip rings; the call is opened and put into the case."""
    conversation = Conversation.objects.filter(phone="+79070102671", address="")
    anna.goto("/cases/")
    expect(anna.locator("#strip")).to_contain_text(re.compile("Ведерникова"), timeout=LATER)
    assert conversation.exists()
    anna.goto(f"/conversations/{conversation.get().id}/")
    expect(anna.locator("[data-live-state]")).to_be_visible()
    with anna.expect_navigation():
        anna.keyboard.press("y")
    assert conversation.get().case_id


def work(anna: Page, case: str) -> None:
    anna.goto(case)
    act(anna, "Начать работу")
    act(anna, "Перезвонили")


def reviewed(pavel: Page, case: str) -> None:
    """The doctor opens the review from the case, judges each item by a key, and signs."""
    pavel.goto(case)
    with pavel.expect_navigation(url="**/medical/reviews/**"):
        pavel.keyboard.press("r")
    while pavel.locator("tr[data-left]").count():
        judge(pavel, "1", because="2")
    with pavel.expect_navigation():
        pavel.keyboard.press("Enter")


def closed(anna: Page, case: str) -> None:
    anna.goto(case)
    anna.locator("aside").get_by_role("button", name="Закрыть обращение").first.click()
    dialog = anna.get_by_role("dialog")
    dialog.get_by_text("помощь оказана").click()
    with anna.expect_navigation():
        dialog.get_by_role("button", name="Закрыть обращение").click()
    expect(anna.locator("aside")).to_contain_text("Открыть обращение снова")


def late(anna: Page) -> None:
    """A late reply lands in the closed case's thread."""
    conversation = Conversation.objects.get(address="o.vedernikova@pochta.example")
    anna.goto(f"/conversations/{conversation.id}/")
    button = anna.get_by_role("button", name="Ничего делать не нужно")
    for _ in range(40):
        if button.is_visible():
            break
        anna.wait_for_timeout(1_000)
        anna.reload()
    expect(button).to_be_visible()
    with anna.expect_navigation():
        button.click()


def act(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.locator("aside").get_by_role("button", name=name).first.click()
