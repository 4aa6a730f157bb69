"""People working together in a real browser: two cases made one, a shift handed over, one's own desk and views."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from playwright.sync_api import expect

from pharos.cases import api as cases
from pharos.people import api as people
from tests.browser.conftest import Enter
from tests.browser.watching import barriers
from tests.cast import ANNA, OLEG, SVETA, actor, hire
from tests.rooms.cases.stage import register, row


def case_of(who: dict[str, object], name: str = "Серов Кирилл", **facts: object) -> UUID:
    now = timezone.now()
    insured = cases.PartyFacts(role=cases.PartyRole.INSURED, name=name, phone="+7 900 000-00-01")
    return register(who, insured=insured, now=now, owner=hire(who).pk, **facts)


def test_two_cases_of_one_trouble_become_one_by_keyboard_and_apart_again_with_z(enter: Enter) -> None:
    survivor = case_of(ANNA, place=cases.PlaceFacts(heard="Дахаб", country="EG"))
    gone = case_of(
        ANNA, place=cases.PlaceFacts(heard="Кемер", country="TR"), complaint="Шум в ушах",
        call_back_by=timezone.now() + timedelta(minutes=20),
    )  # fmt: skip
    page = enter(ANNA)
    page.goto(f"/cases/{survivor}/")
    expect(page.locator("[data-live-state]")).to_be_visible()
    page.keyboard.press("KeyD")
    page.wait_for_url(f"**/cases/{survivor}/merge/{gone}")
    expect(page.locator(".sides .dq[data-light]")).to_have_count(1)
    page.keyboard.press("Digit2")
    expect(page.locator("input[name=keep-place][value=theirs]")).to_be_checked()
    page.locator("button.go").press("Enter")
    page.wait_for_url(f"**/cases/{survivor}/")
    expect(page.locator(".case-head")).to_contain_text("Кемер")
    expect(page.locator("#thread")).to_contain_text(row(gone).number)
    assert row(gone).merged_into_id == survivor
    page.keyboard.press("KeyZ")
    expect(page.locator(".case-head")).to_contain_text("Дахаб")
    assert row(gone).merged_into_id is None


def test_a_tab_left_open_on_a_merged_case_keeps_what_is_typed_and_says_where_to_go_on(
    enter: Enter, forgive: Callable[..., None]
) -> None:
    survivor, gone = case_of(ANNA), case_of(ANNA)
    page = enter(ANNA)
    forgive("422")
    page.goto(f"/cases/{gone}/?tab=notes")
    expect(page.locator("[data-live-state]")).to_be_visible()
    note = page.locator("textarea[name=text]")
    note.fill("Жена просит звонить ей")
    cases.merge_cases(actor=actor(ANNA), now=timezone.now(), pair=(survivor, gone), choices={})
    expect(page.locator("#case-head")).to_contain_text(row(survivor).number)
    expect(note).to_have_value("Жена просит звонить ей")
    page.get_by_role("button", name="Записать").first.click()
    expect(page.locator("main")).to_contain_text(row(survivor).number)
    expect(page.locator("textarea[name=text]").first).to_have_value("Жена просит звонить ей")
    page.goto(f"/case/{row(gone).number}/")
    page.wait_for_url(f"**/cases/{survivor}/")


def test_a_hand_over_appears_on_the_colleagues_desk_by_itself_until_he_has_read_it(enter: Enter) -> None:
    given = case_of(ANNA)
    desk = enter(OLEG)
    desk.goto("/")
    expect(desk.locator("#desk-work")).to_contain_text("Ваших обращений нет")
    expect(desk.locator("[data-live-state]")).to_be_visible()
    anna = enter(ANNA)
    anna.goto("/desk/")
    expect(anna.locator("[data-live-state]")).to_be_visible()
    anna.keyboard.press("KeyA")
    anna.wait_for_url("**/cases/hand-over")
    anna.locator("select[name=staff]").select_option(str(hire(OLEG).pk))
    anna.locator("textarea[name=note]").fill("Ждёт такси в 04:00")
    anna.locator("button.go").click()
    anna.wait_for_url("**/desk/")
    expect(desk.locator("#desk-work")).to_contain_text("Ждёт такси в 04:00")
    desk.keyboard.press("KeyR")
    expect(desk.locator(".handed-note")).to_have_count(0)
    assert row(given).owner == hire(OLEG)


def test_the_desk_is_worked_without_a_mouse(enter: Enter) -> None:
    first = case_of(ANNA, "Ранняя Рая", call_back_by=timezone.now() + timedelta(minutes=5))
    second = case_of(ANNA, "Поздний Пётр", call_back_by=timezone.now() + timedelta(minutes=50))
    page = enter(ANNA)
    page.goto("/desk/")
    expect(page.locator("[data-live-state]")).to_be_visible()
    page.keyboard.press("Digit3")
    expect(page.locator("[aria-pressed=true]")).to_contain_text("перерыв")
    doing = people.state_of(hire(ANNA).pk)
    assert doing is not None
    assert doing.state == "break"
    expect(page.locator("[data-live-state]")).to_be_visible()
    assert page.locator("[data-key=C]").get_attribute("href") == f"tel:{row(first).phone}"
    page.keyboard.press("KeyJ")
    page.keyboard.press("KeyJ")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{second}/")


def test_a_view_is_saved_from_the_queue_and_stands_as_a_tab(enter: Enter) -> None:
    case_of(OLEG, place=cases.PlaceFacts(heard="Дахаб", country="EG"))
    page = enter(SVETA)
    page.goto("/cases/?tab=overdue&country=EG")
    page.locator("[data-opens=views]").click()
    page.locator("#view-name").fill("Египет, поздно")
    page.locator("#views button.go").click()
    tab = page.locator(".tabs a[aria-current=page]", has_text="Египет, поздно")
    expect(tab).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="В файл").click()
    assert taken.value.suggested_filename.endswith(".csv")


def test_the_screens_of_working_together_have_no_barriers(enter: Enter) -> None:
    one, other = case_of(ANNA), case_of(ANNA, complaint="Шум в ушах")
    for theme in ("light", "dark"):
        page = enter(ANNA, theme=theme)
        for address in ("/desk/", "/cases/hand-over", f"/cases/{one}/merge", f"/cases/{one}/merge/{other}", "/cases/"):
            page.goto(address)
            assert barriers(page) == [], f"{address} {theme}"
