"""Finding and listing: the right cases, in the right order, on indexes, in a fixed number of statements."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pharos.cases import api as cases
from pharos.core.actor import Actor
from pharos.core.card import Viewer
from pharos.journal import api as journal
from pharos.people.api import permissions_of
from tests.cast import ANNA, NOW, OLEG, actor, hire
from tests.rooms.cases.stage import insurer, later, register, registered_to, row

pytestmark = pytest.mark.django_db


def person(name: str, phone: str = "") -> cases.PartyFacts:
    return cases.PartyFacts(role=cases.PartyRole.INSURED, name=name, phone=phone)


def found(text: str) -> list[str]:
    return [line.person_name for line in cases.search(text, year=2026)]


def pages(chosen: cases.QueueFilter, limit: int) -> list[UUID]:
    ids: list[UUID] = []
    after = None
    while True:
        page = cases.queue(chosen, now=NOW, after=after, medical=False, limit=limit)
        ids += [shown.line.id for shown in page.rows]
        if page.next is None:
            return ids
        after = cases.Cursor.parse(str(page.next))


def test_the_queue_is_read_page_by_page_without_gap_or_repeat() -> None:
    mine = [registered_to(ANNA) for _ in range(3)]
    calls = [register(call_back_by=later(minutes=n)) for n in (30, 10, 10, 20)]
    standing = registered_to(ANNA)
    for promise in row(standing).promises.all():
        cases.pause_promise(actor=actor(ANNA), now=NOW, promise_id=promise.id, reason="clinic")
    whole = pages(cases.QueueFilter(), 50)
    assert whole == pages(cases.QueueFilter(), 2) == pages(cases.QueueFilter(), 1)
    assert whole[:4] == [*sorted([calls[1], calls[2]]), calls[3], calls[0]]
    assert whole[-1] == standing
    assert set(whole) == {*mine, *calls, standing}


def test_every_tab_and_filter_shows_its_part() -> None:
    company = insurer("SZ")
    plain, owned = register(), registered_to(ANNA)
    olegs = registered_to(OLEG, insurer=company.id, place=cases.PlaceFacts(country="TR", hotel="Rixos"))
    cases.wait_for(actor=actor(OLEG), now=NOW, case_id=olegs, waits_for="clinic", until=later(hours=1))
    late = register(call_back=True, now=later(hours=-1), insured=person("Гусева Тамара"))
    anna = hire(ANNA).pk

    def ids(**facts: Any) -> set[UUID]:
        return set(pages(cases.QueueFilter(staff_id=anna, **facts), 50))

    assert ids() == {plain, owned, olegs, late}
    assert ids(tab=cases.Tab.MINE) == {owned}
    assert ids(tab=cases.Tab.UNCLAIMED) == {plain, late}
    assert ids(tab=cases.Tab.WAITING) == {olegs}
    assert ids(tab=cases.Tab.OVERDUE) == {late}
    assert ids(insurer=company.id) == ids(country="TR") == ids(owner=hire(OLEG).pk) == {olegs}
    assert ids(text="гусев") == ids(text=row(late).number) == {late}
    assert ids(text="?!") == set()
    assert ids(status="waiting") == {olegs}
    assert ids(urgency=4) == set()
    assert ids(urgency=1) == {plain, owned, olegs, late}
    assert cases.counts(cases.QueueFilter(staff_id=anna, text="гусев"), now=NOW).tabs == {}
    numbers = cases.counts(cases.QueueFilter(staff_id=anna), now=NOW)
    assert numbers.tabs == {"open": 4, "mine": 1, "unclaimed": 2, "waiting": 1, "overdue": 1}
    assert sum(numbers.groups.values()) == 4
    mine = cases.counts(cases.QueueFilter(tab=cases.Tab.MINE, staff_id=anna, owner=anna), now=NOW)
    assert mine.tabs == {"open": 1, "mine": 1, "unclaimed": 0, "waiting": 0, "overdue": 0}
    assert sum(mine.groups.values()) == 1
    assert mine.groups["overdue"] == 0


def test_a_row_of_a_waiting_case_shows_when_the_wait_ends() -> None:
    case_id = registered_to(ANNA)
    cases.wait_for(actor=actor(ANNA), now=NOW, case_id=case_id, waits_for="clinic", until=later(minutes=5))
    (shown,) = cases.queue(cases.QueueFilter(), now=NOW, medical=False).rows
    assert shown.waits
    assert shown.clock is not None
    assert shown.clock.due_at == later(minutes=5)


def test_a_name_is_found_in_any_case_script_order_and_by_whoever_called() -> None:
    caller = cases.PartyFacts(role=cases.PartyRole.CALLER, name="Olga Petrova")
    register(insured=person("Ковалёв Артём"), others=(caller,))
    register(insured=person("Щербакова Юлия"))
    for typed in ("ковал", "КОВАЛЁВ", "Kovalev", "artem kov", "Ковалев Артем", "петров", "PETROVA"):
        assert found(typed) == ["Ковалёв Артём"], typed
    for typed in ("shcherbak", "Щерб", "юлия щерб", "Yuliya"):
        assert found(typed) == ["Щербакова Юлия"], typed
    assert found("") == found("я") == found("Артём Щерб") == []


def test_open_cases_come_first_and_newer_ones_before_older() -> None:
    first, second, third = (register(insured=person("Ким Виктор")) for _ in range(3))
    cases.cancel(actor=actor(ANNA), now=NOW, case_id=third, reason="duplicate")
    assert [line.id for line in cases.search("ким", year=2026)] == [second, first, third]


def test_a_telephone_a_policy_and_a_number_are_found_as_people_type_them() -> None:
    told = cases.PolicyTold(number="СЗ-2018-004512")
    case_id = register(insured=person("Ким", "+79165554218"), told=told, call_back_phone="+20653440000")
    number = row(case_id).number
    for typed in ("89165554218", "916 555-42-18", "55 42 18", "653440000", "C3-2018-0045", "сз 2018", number, "1"):
        assert [line.id for line in cases.search(typed, year=2026)] == [case_id], typed
    assert cases.search("7" * 40, year=2026) == cases.search("9165550000", year=2026) == []


def test_a_director_finds_no_case_by_a_search_he_may_not_make() -> None:
    register()
    nobody = Viewer(staff_id=1, permissions=frozenset(), language="ru")
    assert cases.search_hits("ковал", nobody) == []


def statements(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        work()
    return len(captured)


OPERATOR = Viewer(staff_id=1, permissions=frozenset(p.value for p in permissions_of(["operator"])), language="ru")

READS: dict[str, Callable[[UUID], object]] = {
    "queue": lambda _case: cases.queue(cases.QueueFilter(), now=NOW, medical=True),
    "counts": lambda _case: cases.counts(cases.QueueFilter(), now=NOW),
    "search": lambda _case: cases.search("ковал", year=2026),
    "card": lambda case_id: cases.card(case_id, OPERATOR, now=NOW),
    "timeline": lambda case_id: cases.timeline(journal.entries([case_id], limit=50), OPERATOR),
    "open cases": lambda _case: cases.open_cases_for(phone="+79165554218", person_key="artem"),
}


@pytest.mark.parametrize("name", READS)
def test_ten_times_as_much_is_read_in_as_many_statements(name: str) -> None:
    case_id = registered_to(ANNA, call_back=True)

    def more(number: int) -> None:
        registered_to(OLEG, call_back=True)
        cases.add_note(actor=actor(ANNA), now=NOW, case_id=case_id, text=f"{number}")
        cases.make_promise(actor=actor(ANNA), now=NOW, case_id=case_id, kind=cases.PromiseKind.GUARANTEE)
        facts = cases.PartyFacts(role=cases.PartyRole.RELATIVE, name=f"N{number}")
        cases.add_party(actor=actor(ANNA), now=NOW, case_id=case_id, facts=facts)

    more(0)
    READS[name](case_id)
    few = statements(lambda: READS[name](case_id))
    for number in range(1, 10):
        more(number)
    READS[name](case_id)
    assert statements(lambda: READS[name](case_id)) == few
    assert few <= {"queue": 2, "counts": 1, "search": 3, "card": 6, "timeline": 5, "open cases": 5}[name]


LISTS: dict[str, Callable[[], object]] = {
    "open": lambda: cases.queue(cases.QueueFilter(), now=NOW, medical=False),
    "next page": lambda: cases.queue(cases.QueueFilter(), now=NOW, medical=False, after=cases.Cursor(NOW, UUID(int=1))),
    "mine": lambda: cases.queue(cases.QueueFilter(tab=cases.Tab.MINE, staff_id=1), now=NOW, medical=False),
    "unclaimed": lambda: cases.queue(cases.QueueFilter(tab=cases.Tab.UNCLAIMED), now=NOW, medical=False),
    "waiting": lambda: cases.queue(cases.QueueFilter(tab=cases.Tab.WAITING), now=NOW, medical=False),
    "overdue": lambda: cases.queue(cases.QueueFilter(tab=cases.Tab.OVERDUE), now=NOW, medical=False),
    "insurer": lambda: cases.queue(cases.QueueFilter(insurer=UUID(int=1)), now=NOW, medical=False),
    "country": lambda: cases.queue(cases.QueueFilter(country="TR"), now=NOW, medical=False),
    "counts": lambda: cases.counts(cases.QueueFilter(staff_id=1), now=NOW),
    "by name": lambda: cases.search("ковал", year=2026),
    "by two names": lambda: cases.search("ковал арт", year=2026),
    "by phone": lambda: cases.search("9165554218", year=2026),
    "by policy": lambda: cases.search("SZ-2018-0045", year=2026),
    "by number": lambda: cases.search("26-000001", year=2026),
    "caller": lambda: cases.open_cases_for(phone="+79165554218", person_key="artem kovalev", policy_id=UUID(int=1)),
    "next to claim": lambda: cases.claim_next(actor=Actor.system("test"), now=NOW, staff_id=hire(ANNA).pk),
}


@pytest.mark.parametrize("name", LISTS)
def test_every_list_and_look_up_runs_on_an_index_of_its_own(name: str) -> None:
    register(told=cases.PolicyTold(number="SZ-2018-004512"))
    hire(ANNA)
    with CaptureQueriesContext(connection) as captured:
        LISTS[name]()
    read = [query["sql"] for query in captured if re.match(r"(select|update)\b", query["sql"].strip(), re.IGNORECASE)]
    asked = [sql for sql in read if "cases_" in sql]
    assert asked
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("set local enable_bitmapscan = off")
        cursor.execute("set local enable_sort = off")
        for sql in asked:
            cursor.execute(f"explain {sql}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert not re.search(r"Seq Scan on cases_", plan), plan
            assert "Sort" not in plan or name in ("caller", "by two names") or "cases_promise" in sql, plan


def test_a_group_or_a_tab_is_never_counted_to_the_end() -> None:
    with CaptureQueriesContext(connection) as captured:
        cases.counts(cases.QueueFilter(), now=NOW)
    (query,) = captured
    assert query["sql"].count(f"LIMIT {cases.COUNT_UP_TO}") == query["sql"].lower().count("count(*)")
