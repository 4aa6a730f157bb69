"""The pages of the room: whole without scripts, one filled button, nothing typed lost, nobody let in who may not."""

from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from time_machine import TimeMachineFixture

from pharos.cases import api as cases
from pharos.cases import urls
from pharos.cases.models import Case, Note, Party
from pharos.core.ids import new_id
from pharos.people.api import Permission
from tests.cast import ANNA, BORIS, EGOR, NOW, OLEG, SVETA, VERA, actor, hire
from tests.rooms.cases.stage import doctor_releases, promise, register, registered_to, row

pytestmark = pytest.mark.django_db
# Addresses that name no case, or are only posted to.
OF_NO_CASE = (
    "queue", "rows", "about_policy", "unmerge", "hand-over-many", "take-back-many", "hand-over-read", "take-next",
    "export", "save-view", "drop-view", "forward-view",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _at_night(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)


def browser(who: dict[str, object]) -> Client:
    client = Client(headers={"accept-language": "ru"})
    client.force_login(hire(who))
    return client


def send(who: dict[str, object], url: str, **fields: object):
    return browser(who).post(url, {"request_key": str(uuid4()), **fields})


def act(name: str, *args: object) -> str:
    return reverse(f"cases:{name}", args=args)


def test_the_queue_shows_cases_under_their_headings_with_the_first_one_beside() -> None:
    register(call_back=True)
    page = browser(ANNA).get(act("queue")).content.decode()
    for text in ("Ковалёв Артём Сергеевич", "В ближайшие 15 минут", "Боль в ухе после погружения", "26-000001"):
        assert text in page, text
    assert page.count('aria-selected="true"') == 1
    assert "data-preview-url" in page


def test_an_empty_queue_says_so_and_what_to_do() -> None:
    page = browser(ANNA).get(act("queue")).content.decode()
    assert "Здесь нет обращений" in page


def test_who_may_not_read_of_health_sees_the_queue_without_complaints() -> None:
    register(call_back=True)
    director = {"username": "dina", "display_name": "Дина Седова", "roles": ["director"]}
    page = browser(director).get(act("queue")).content.decode()
    assert "Ковалёв" in page
    assert "ухе" not in page


def test_the_tabs_filters_and_pages_answer_to_any_address() -> None:
    register()
    strange = "?tab=nonsense&insurer=x&country=TUR&owner=99999999999&q=%00ковал&after=rubbish&case=1"
    assert browser(ANNA).get(act("queue") + strange).status_code == 200
    assert browser(ANNA).get(act("rows") + "?tab=mine&after=2026-01-01~x").status_code == 200


def test_taking_a_case_from_the_queue_starts_work_and_offers_undo() -> None:
    case_id = register()
    answer = send(ANNA, act("take", case_id), next=act("queue"))
    assert (answer.status_code, answer["Location"]) == (302, act("queue"))
    assert (row(case_id).owner, row(case_id).status) == (hire(ANNA), "in_work")
    page = browser(ANNA).get(act("preview", case_id)).content.decode()
    assert "Вернуть в очередь" in page


def test_the_loser_of_a_race_reads_who_has_the_case() -> None:
    case_id = registered_to(OLEG)
    answer = send(ANNA, act("take", case_id))
    assert answer.status_code == 422
    assert "Олег Панин уже ведёт это обращение" in answer.content.decode()


def test_a_next_address_outside_the_house_is_ignored() -> None:
    case_id = register()
    answer = send(ANNA, act("take", case_id), next="https://evil.example/")
    assert answer["Location"] == cases.card_url(case_id)


def test_closing_names_all_that_is_open_and_keeps_the_chosen_outcome() -> None:
    case_id = registered_to(ANNA, call_back=True)
    answer = send(ANNA, act("close", case_id), outcome="help_given")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "медицинская проверка" in page
    assert "перезвон" in page
    assert " checked" in page


def test_the_whole_way_through_the_pages_to_a_closed_case() -> None:
    case_id = register()
    send(ANNA, act("take", case_id))
    send(ANNA, act("keep", case_id, promise(case_id, "confirm_policy").id))
    hold = row(case_id).holds.get()
    for nobody_by_hand in (ANNA, BORIS):
        assert send(nobody_by_hand, act("release-hold", case_id, hold.id)).status_code == 422
    doctor_releases(case_id, actor(BORIS))
    assert send(ANNA, act("close", case_id), outcome="help_given").status_code == 302
    assert row(case_id).status == "closed"
    assert send(ANNA, act("reopen", case_id), reason="new_contact").status_code == 302
    assert row(case_id).status == "reopened"


def test_a_note_is_written_once_however_often_its_form_arrives() -> None:
    case_id = register()
    client = browser(ANNA)
    form = {"request_key": "the-same-key", "text": "Перезвонить дочери"}
    answers = [client.post(act("note", case_id), form) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert len({answer["Location"] for answer in answers}) == 1
    assert Note.objects.count() == 1
    assert client.post(act("note", case_id), form | {"text": "Другое"}).status_code == 409
    assert client.post(act("note", case_id), {"text": "Без ключа"}).status_code == 400


def details(case_id: UUID, **changes: str) -> dict[str, str]:
    """The details form as the browser sends it: what it was opened with, and what it says now."""
    case = row(case_id)
    now = {
        "person_name": case.person_name, "birth_date": "", "phone": case.phone, "language": "ru",
        "complaint": case.complaint or "", "circumstances": "",
    }  # fmt: skip
    return {f"initial-{name}": value for name, value in now.items()} | now | changes


def test_a_stale_form_shows_both_values_and_overwrites_nothing() -> None:
    case_id = register()
    stale = details(case_id, complaint="Боль в ухе и температура", phone="+7 900 000-00-01")
    send(OLEG, act("details", case_id), **details(case_id, complaint="Боль в обоих ушах"))
    answer = send(ANNA, act("details", case_id), **stale)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Боль в обоих ушах" in page
    assert "Боль в ухе и температура" in page
    assert (row(case_id).complaint, row(case_id).phone) == ("Боль в обоих ушах", "+79165554218")


def test_after_seeing_both_values_one_may_decide_for_ones_own() -> None:
    case_id = register()
    stale = details(case_id, complaint="Мой текст")
    send(OLEG, act("details", case_id), **details(case_id, complaint="Чужой текст"))
    assert send(ANNA, act("details", case_id), **stale).status_code == 422
    decided = stale | {"initial-complaint": "Чужой текст"}
    assert send(ANNA, act("details", case_id), **decided).status_code == 302
    assert row(case_id).complaint == "Мой текст"


def test_two_who_correct_different_fields_do_not_disturb_each_other() -> None:
    case_id = register()
    annas = details(case_id, phone="+7 900 000-00-01")
    send(OLEG, act("details", case_id), **details(case_id, circumstances="Нырял вчера"))
    assert send(ANNA, act("details", case_id), **annas).status_code == 302
    assert (row(case_id).phone, row(case_id).circumstances) == ("+79000000001", "Нырял вчера")


def test_a_form_sent_as_it_was_opened_changes_nothing_and_tells_the_journal_nothing() -> None:
    case_id = register(complaint="Строка\r\nи ещё")
    before = row(case_id)
    send(ANNA, act("details", case_id), **details(case_id))
    after = row(case_id)
    assert (after.complaint, after.phone, after.person_name) == (before.complaint, before.phone, before.person_name)


def test_hostile_text_is_shown_as_text() -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    insured = cases.PartyFacts(role="insured", name=evil[:200])
    case_id = register(insured=insured, complaint=evil)
    send(ANNA, act("note", case_id), text=evil)
    for url in (act("queue"), act("preview", case_id), act("close", case_id), act("details", case_id)):
        page = browser(ANNA).get(url).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_a_very_long_name_is_refused_in_words_and_kept_in_the_field() -> None:
    case_id = register()
    answer = send(ANNA, act("details", case_id), **details(case_id, person_name="Я" * 4000))
    assert answer.status_code == 422
    assert "Я" * 4000 in answer.content.decode()


def test_a_party_is_added_corrected_and_found_by_the_new_name() -> None:
    case_id = register()
    send(ANNA, act("party", case_id), role="relative", name="Петрова Анна", phone="8 921 111-22-33", relation="мать")
    party = Party.objects.get(role="relative")
    send(ANNA, act("change-party", case_id, party.id), role="relative", name="Сидорова Анна", phone=party.phone)
    assert [line.id for line in cases.search("сидоров", year=2026)] == [case_id]
    assert cases.search("петров", year=2026) == []


def test_rows_of_another_case_are_not_reached_through_this_one() -> None:
    one, other = registered_to(ANNA), registered_to(ANNA)
    hold = row(other).holds.get()
    assert send(VERA, act("release-hold", one, hold.id)).status_code == 404
    assert row(other).holds.get().released_at is None


def addresses() -> list[tuple[str, list[UUID]]]:
    found = []
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern)
        found.append((str(pattern.name), [new_id() for _ in pattern.pattern.converters]))
    return found


@pytest.mark.parametrize(("name", "args"), addresses(), ids=[name for name, _ in addresses()])
def test_nobody_without_the_right_gets_past_any_address(name: str, args: list[UUID]) -> None:
    url = act(name, *args)
    assert Client().get(url).status_code == 302
    assert browser(EGOR).get(url).status_code == 403
    assert send(EGOR, url).status_code in (403, 405)


@pytest.mark.parametrize("name", ["take", "wait", "close", "details", "place", "told", "party", "promise", "policy"])
def test_those_who_only_read_cases_change_none(name: str) -> None:
    case_id = register()
    assert send(VERA, act(name, case_id)).status_code == 403
    assert send(BORIS, act(name, case_id)).status_code == 403


@pytest.mark.parametrize(
    "name",
    [name for name, args in addresses() if len(args) == 1 and name not in OF_NO_CASE],
)
def test_a_case_that_does_not_exist_is_a_plain_not_found(name: str) -> None:
    answer = browser(ANNA).get(act(name, new_id()))
    assert answer.status_code == 404


def test_a_supervisor_moves_a_colleagues_case_and_an_operator_cannot() -> None:
    case_id = registered_to(OLEG)
    refused = send(ANNA, act("hand-over", case_id), staff=hire(ANNA).pk, note="")
    assert "Олег Панин" in refused.content.decode()
    assert row(case_id).owner == hire(OLEG)
    moved = send(SVETA, act("hand-over", case_id), staff=hire(ANNA).pk, note="Олег ушёл домой")
    assert moved.status_code == 302
    assert row(case_id).owner == hire(ANNA)
    assert Note.objects.get().passes_on


def test_the_page_of_every_act_stands_by_itself_for_those_without_scripts() -> None:
    case_id = registered_to(ANNA, call_back=True)
    of_promise, of_hold = promise(case_id, "call_back").id, row(case_id).holds.get().id
    of_party, other = row(case_id).parties.get().id, register()
    for name, args in addresses():
        if name in OF_NO_CASE:
            continue
        rows = {"promises": of_promise, "holds": of_hold, "parties": of_party}
        rows["others"] = other
        kind = {"release-hold": "holds", "change-party": "parties", "merge-look": "others"}.get(name, "promises")
        url = act(name, case_id, *([rows[kind]] if len(args) == 2 else []))
        page = browser(ANNA).get(url)
        assert page.status_code == 200, name
        assert "style=" not in page.content.decode(), name


def test_the_card_shows_the_room_s_panels_side_and_timeline() -> None:
    case_id = registered_to(ANNA, call_back=True)
    cases.add_note(actor=actor(ANNA), now=NOW, case_id=case_id, text="Голос спокойный")
    for tab in ("case", "promises", "notes"):
        page = browser(ANNA).get(cases.card_url(case_id) + f"?tab={tab}").content.decode()
        assert "Обращение зарегистрировано" in page
        assert "Голос спокойный" in page
    assert Case.objects.count() == 1
    assert Permission.SEE_MEDICAL in hire(ANNA).permissions
