"""The queue and the case in a real browser: by keyboard, and with a colleague at work on the same case."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from playwright.sync_api import expect

from pharos.cases import api as cases
from tests.browser.conftest import Enter
from tests.cast import ANNA, OLEG, actor
from tests.rooms.cases.stage import register, registered_to, row


def named(name: str, minutes: int) -> UUID:
    now = timezone.now()
    insured = cases.PartyFacts(role=cases.PartyRole.INSURED, name=name)
    return register(insured=insured, now=now, call_back_by=now + timedelta(minutes=minutes))


def test_an_operator_walks_the_queue_takes_a_case_and_gives_it_back_without_a_mouse(enter: Enter) -> None:
    named("Первый Иван", 5)
    second = named("Вторая Анна", 10)
    page = enter(ANNA)
    page.goto("/cases/")
    beside = page.locator("#preview h2")
    expect(beside).to_contain_text("Первый Иван")
    page.keyboard.press("KeyJ")
    expect(beside).to_contain_text("Вторая Анна")
    page.keyboard.press("KeyA")
    expect(page.locator(".case-head h2")).to_contain_text("Вторая Анна")
    assert row(second).owner is not None
    assert row(second).status == "in_work"
    page.keyboard.press("KeyZ")
    expect(page.locator(".top")).to_contain_text("никто не ведёт")
    assert row(second).owner is None


def test_enter_opens_the_case_under_the_light(enter: Enter) -> None:
    case_id = named("Первый Иван", 5)
    page = enter(ANNA)
    page.goto("/cases/")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{case_id}/")


def test_a_colleagues_work_on_the_case_never_touches_what_is_being_typed(enter: Enter) -> None:
    case_id = registered_to(ANNA)
    page = enter(ANNA)
    page.goto(f"/cases/{case_id}/?tab=case")
    field = page.locator("textarea[name=circumstances]")
    field.fill("Нырял утром, потом")
    cases.add_note(actor=actor(OLEG), now=timezone.now(), case_id=case_id, text="Звонила жена, перезвонит")
    seen = {"phone": row(case_id).phone}
    cases.change_details(
        actor=actor(OLEG), now=timezone.now(), case_id=case_id, seen=seen, wanted={"phone": "+7 900 000-00-01"}
    )
    expect(page.locator("#thread")).to_contain_text("Звонила жена, перезвонит")
    expect(field).to_have_value("Нырял утром, потом")
    expect(field).to_be_focused()
    page.get_by_role("button", name="Сохранить").first.click()
    expect(page.locator("textarea[name=circumstances]")).to_have_value("Нырял утром, потом")
    assert (row(case_id).circumstances, row(case_id).phone) == ("Нырял утром, потом", "+79000000001")


def test_what_speaks_against_closing_is_said_inside_the_dialog_and_the_card_stays(
    enter: Enter, forgive: Callable[..., None]
) -> None:
    case_id = registered_to(ANNA)
    page = enter(ANNA)
    forgive("422")
    page.goto(f"/cases/{case_id}/")
    expect(page.locator("[data-live-state]")).to_be_visible()  # the scripts have loaded
    page.locator("[data-opens^=cancel]").first.click()
    dialog = page.locator("dialog[open]")
    dialog.locator("form").evaluate("form => { form.noValidate = true; }")
    dialog.locator("button.go").click()
    expect(dialog.locator(".note.bad, .panel[role=alert]").first).to_be_visible()
    assert page.url.endswith(f"/cases/{case_id}/")
    dialog.locator(".seg label").first.click()
    dialog.locator("button.go").click()
    expect(page.locator(".case-head")).to_contain_text("отменено")
    assert row(case_id).status == "cancelled"
