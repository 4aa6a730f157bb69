"""Filters of the queue, views people keep of it, and the shown list as a file."""

import csv
from io import StringIO
from urllib.parse import parse_qsl
from uuid import uuid4

import pytest
from time_machine import TimeMachineFixture

from pharos.cases import api as cases
from pharos.cases.models import Case
from pharos.cases.views import export
from pharos.core.urgency import Urgency
from pharos.journal import api as journal
from pharos.people import api as people
from pharos.people.saved_views import MOST
from tests.cast import ANNA, NOW, OLEG, SVETA, hire
from tests.rooms.cases.stage import register, registered_to
from tests.rooms.cases.test_screens import act, browser, send

pytestmark = pytest.mark.django_db
DINA = {"username": "dina", "display_name": "Дина Седова", "roles": ["director"]}


@pytest.fixture(autouse=True)
def _at_night(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


def named(name: str, **facts: object) -> None:
    register(insured=cases.PartyFacts(role=cases.PartyRole.INSURED, name=name), **facts)


def together(*who: dict[str, object]) -> None:
    for one in who:
        staff = hire(one)
        staff.department = "contact_centre"
        staff.save(update_fields=["department"])


def test_a_filter_by_urgency_state_and_owner_shows_its_part_and_the_numbers_agree() -> None:
    named("Срочный Сергей", urgency=Urgency.EMERGENCY)
    named("Плановый Павел")
    registered_to(OLEG)
    page = browser(ANNA).get(act("queue"), {"urgency": int(Urgency.URGENT)}).content.decode()
    assert "Срочный Сергей" in page
    assert "Плановый Павел" not in page
    assert 'Все открытые <span class="n">1</span>' in page
    olegs = browser(ANNA).get(act("queue"), {"owner": hire(OLEG).pk, "status": "in_work"}).content.decode()
    assert "Ковалёв" in olegs
    assert "Плановый Павел" not in olegs
    odd = browser(ANNA).get(act("queue"), {"urgency": "9", "status": "sleeping", "owner": "x"})
    assert "Плановый Павел" in odd.content.decode()


def test_a_view_is_kept_with_its_filters_and_never_with_typed_words() -> None:
    answer = send(
        ANNA, act("save-view"), name="  Ночь,  Египет ", query="tab=unclaimed&country=EG&typed=1&q=Иванов&case=1"
    )
    assert dict(parse_qsl(answer.headers["Location"].partition("?")[2])) == {"tab": "unclaimed", "country": "EG"}
    (view,) = people.views_of(hire(ANNA), "queue")
    assert (view.name, view.query) == ("Ночь, Египет", "tab=unclaimed&country=EG")
    page = browser(ANNA).get(f"{act('queue')}?{view.query}").content.decode()
    assert 'aria-current="page">Ночь, Египет' in page
    assert people.views_of(hire(OLEG), "queue") == []


def test_a_shared_view_is_seen_by_the_department_and_dropped_by_its_owner_alone() -> None:
    together(ANNA, OLEG)
    send(ANNA, act("save-view"), name="Наши", query="tab=overdue", shared="1")
    (seen,) = people.views_of(hire(OLEG), "queue")
    assert (seen.name, seen.own, seen.owner) == ("Наши", False, "Анна Лебедева")
    assert people.views_of(hire(SVETA), "queue") == []
    send(OLEG, act("drop-view", seen.id))
    assert len(people.views_of(hire(ANNA), "queue")) == 1
    send(ANNA, act("drop-view", seen.id))
    assert people.views_of(hire(ANNA), "queue") == []


def test_views_stand_in_the_order_one_gives_them_and_there_are_not_too_many() -> None:
    for number in range(MOST + 2):
        send(ANNA, act("save-view"), name=f"Вид {number}", query=f"country={'EG' if number % 2 else 'TR'}")
    names = [view.name for view in people.views_of(hire(ANNA), "queue")]
    assert len(names) == MOST
    second = people.views_of(hire(ANNA), "queue")[1]
    send(ANNA, act("forward-view", second.id))
    assert [view.name for view in people.views_of(hire(ANNA), "queue")][:2] == ["Вид 1", "Вид 0"]
    send(ANNA, act("save-view"), name="Вид 0", query="tab=mine")
    assert len(people.views_of(hire(ANNA), "queue")) == MOST
    assert send(ANNA, act("save-view"), name="  ", query="tab=mine").status_code == 302


def rows_of(answer: object) -> list[list[str]]:
    text = answer.content.decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(StringIO(text), delimiter=";"))


def test_a_list_goes_out_as_a_file_with_its_permission_and_that_is_recorded() -> None:
    named("Гусева Тамара", call_back=True)
    named("=cmd|calc")
    assert send(ANNA, act("export")).status_code == 403
    table = rows_of(send(SVETA, act("export")))
    assert len(table) == 3
    assert "Жалоба" in table[0]
    assert any("Боль в ухе" in cell for cell in table[1])
    assert any(cell == "'=cmd|calc" for cell in table[2])
    entry = journal.entries_after(0, limit=100)[-1]
    assert (entry.type, entry.event.rows, entry.event.medical) == ("cases.ListExported", 2, True)  # type: ignore[union-attr]


def test_a_file_that_holds_every_case_never_says_that_it_holds_only_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MOST", 3)
    monkeypatch.setattr(export, "PAGE", 2)
    for count, said in ((3, False), (4, True)):
        while Case.objects.count() < count:
            named("Гусева Тамара")
        table = rows_of(send(SVETA, act("export")))
        assert (table[-1][0].startswith("Здесь только первые 3"), len(table)) == (said, 4 + said)
        assert journal.entries_after(0, limit=200)[-1].event.rows == 3  # type: ignore[attr-defined]


def test_nothing_of_health_goes_out_with_whoever_may_not_read_of_it() -> None:
    named("Гусева Тамара")
    table = rows_of(send(DINA, act("export")))
    text = " ".join(cell for row in table for cell in row)
    assert "Гусева" in text
    assert "ухе" not in text
    assert "Срочность" not in text


def test_the_file_holds_what_was_searched_for() -> None:
    named("Гусева Тамара")
    named("Серов Кирилл")
    client = browser(SVETA)
    client.post(act("queue"), {"request_key": str(uuid4()), "q": "гусева"})
    table = rows_of(client.post(f"{act('export')}?typed=1", {"request_key": str(uuid4())}))
    assert [row[3] for row in table[1:]] == ["Гусева Тамара"]
