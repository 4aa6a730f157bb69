"""Real threads on real connections: nobody wins twice, nothing deadlocks, numbers have no gaps."""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

import pytest

from pharos.cases import api as cases
from pharos.cases.models import Case
from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal import api as journal
from tests.cast import ANNA, BORIS, NOW, actor, hire
from tests.racing import in_threads
from tests.rooms.cases.stage import later, promise, register, registered_to, row

pytestmark = pytest.mark.django_db(transaction=True)


def operators(count: int) -> list[int]:
    return [
        hire({"username": f"op{n}", "display_name": f"Оператор {n}", "roles": ["operator"]}).pk for n in range(count)
    ]


def test_eight_operators_who_race_for_every_case_never_share_one() -> None:
    ids = [register() for _ in range(25)]
    staff = operators(8)
    won: dict[int, list[UUID]] = {pk: [] for pk in staff}
    lost: Counter[object] = Counter()

    def racer(pk: int) -> Callable[[], None]:
        def run() -> None:
            for case_id in random.Random(pk).sample(ids, len(ids)):
                try:
                    cases.claim(actor=Actor.staff(pk), now=NOW, case_id=case_id, staff_id=pk)
                    won[pk].append(case_id)
                except Objected as objected:
                    (objection,) = objected.objections
                    assert objection.code == "already_claimed"
                    lost[objection.facts["staff"]] += 1

        return run

    assert in_threads(*(racer(pk) for pk in staff)) == []
    assert sorted(case_id for mine in won.values() for case_id in mine) == sorted(ids)
    assert all(row(case_id).owner_id == pk for pk, mine in won.items() for case_id in mine)
    assert sum(lost.values()) == 25 * 7
    assert None not in lost


def test_eight_operators_who_ask_for_the_next_case_get_different_ones() -> None:
    ids = {register() for _ in range(30)}
    staff = operators(8)
    got: list[UUID] = []

    def asker(pk: int) -> Callable[[], None]:
        def run() -> None:
            while (case_id := cases.claim_next(actor=Actor.staff(pk), now=NOW, staff_id=pk)) is not None:
                got.append(case_id)

        return run

    assert in_threads(*(asker(pk) for pk in staff)) == []
    assert len(got) == len(set(got))
    assert Case.objects.filter(owner=None).count() == len(ids) - len(got)


def test_cases_registered_at_once_have_consecutive_numbers() -> None:
    me = actor(ANNA)
    registration = cases.Registration(call_back=True)

    def run() -> None:
        for _ in range(5):
            cases.register_case(actor=me, now=NOW, registration=registration)

    assert in_threads(*[run] * 6) == []
    assert sorted(Case.objects.values_list("number", flat=True)) == [f"26-{n:06d}" for n in range(1, 31)]
    assert list(journal.verify()) == []


def everything_to(case_id: UUID) -> list[Callable[[], object]]:
    """What Anna and the doctor may do to a case of hers at once."""
    call, hold = promise(case_id, "call_back").id, row(case_id).holds.get().id
    me, doctor, anna = actor(ANNA), actor(BORIS), hire(ANNA).pk
    return [
        lambda: cases.pause_promise(actor=me, now=NOW, promise_id=call, reason="clinic"),
        lambda: cases.resume_promise(actor=me, now=NOW, promise_id=call),
        lambda: cases.release_hold(actor=doctor, now=NOW, hold_id=hold, permissions={"release_medical_hold"}),
        lambda: cases.wait_for(
            actor=me, now=NOW, case_id=case_id, waits_for="clinic", until=later(hours=1), pausing=[call]
        ),
        lambda: cases.resume(actor=me, now=NOW, case_id=case_id),
        lambda: cases.add_note(actor=me, now=NOW, case_id=case_id, text="x"),
        lambda: cases.release(actor=me, now=NOW, case_id=case_id),
        lambda: cases.claim(actor=me, now=NOW, case_id=case_id, staff_id=anna),
        lambda: cases.place_hold(actor=me, now=NOW, case_id=case_id, kind=cases.HoldKind.QUALITY),
    ]


def test_commands_that_cross_on_the_same_cases_wait_but_never_deadlock() -> None:
    ids = [registered_to(ANNA, call_back=True) for _ in range(4)]
    works = [work for case_id in ids for work in everything_to(case_id)]

    def crossing(seed: int) -> Callable[[], None]:
        def run() -> None:
            for work in random.Random(seed).sample(works, len(works)):
                with suppress(Objected):
                    work()

        return run

    assert in_threads(*(crossing(seed) for seed in range(6))) == []
    assert list(journal.verify()) == []
    for case_id in ids:
        case = row(case_id)
        running = case.promises.filter(stopped_at=None, paused_at=None).order_by("due_at").first()
        due = [at for at in (running and running.due_at, case.waiting_until) if at]
        assert case.next_due_at == min(due, default=None)


def test_two_corrections_of_one_field_at_once_never_lose_one_silently() -> None:
    case_id = register()
    seen = {"complaint": row(case_id).complaint}
    me = actor(ANNA)
    texts = [f"жалоба {n}" for n in range(6)]
    outcomes: list[str] = []

    def writer(text: str) -> Callable[[], None]:
        def run() -> None:
            with suppress(Objected):
                cases.change_details(actor=me, now=NOW, case_id=case_id, seen=seen, wanted={"complaint": text})
                outcomes.append(text)

        return run

    assert in_threads(*(writer(text) for text in texts)) == []
    assert outcomes == [row(case_id).complaint]


def test_two_people_who_merge_opposite_ways_at_once_leave_one_survivor() -> None:
    for _round in range(6):
        one, other = register(), register()
        raised = in_threads(
            lambda one=one, other=other: cases.merge_cases(actor=actor(ANNA), now=NOW, pair=(one, other), choices={}),
            lambda one=one, other=other: cases.merge_cases(actor=actor(ANNA), now=NOW, pair=(other, one), choices={}),
        )
        (refused,) = raised
        assert isinstance(refused, Objected)
        assert [str(objection.code) for objection in refused.objections] == ["merged_away"]
        assert sorted([row(one).merged_into_id is None, row(other).merged_into_id is None]) == [False, True]


def test_work_on_a_case_that_is_being_merged_lands_on_one_of_the_two_and_nobody_waits_for_ever() -> None:
    for _round in range(4):
        survivor, gone = registered_to(ANNA), registered_to(ANNA, call_back=True)
        owed = promise(gone, "call_back")
        raised = in_threads(
            lambda s=survivor, g=gone: cases.merge_cases(
                actor=actor(ANNA), now=later(minutes=1), pair=(s, g), choices={}
            ),
            lambda o=owed: cases.keep_promise(actor=actor(ANNA), now=later(minutes=1), promise_id=o.id),
            lambda g=gone: cases.add_note(actor=actor(ANNA), now=NOW, case_id=g, text="Заметка"),
            lambda s=survivor: cases.add_note(actor=actor(ANNA), now=NOW, case_id=s, text="Заметка"),
        )
        codes = {str(one.code) for error in raised if isinstance(error, Objected) for one in error.objections}
        assert all(isinstance(error, Objected) for error in raised), raised
        assert codes <= {"merged_away", "moved_meanwhile"}
        assert row(gone).merged_into_id == survivor
