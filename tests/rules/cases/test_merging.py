"""When two cases may become one, and what the one says then."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.cases.rules.lifecycle import OPEN, Status
from pharos.cases.rules.merging import (
    COLUMNS,
    UNDO_WITHIN,
    Keep,
    Side,
    Since,
    Topic,
    changes,
    conflicts,
    objections_to,
    objections_to_undo,
    unchosen,
)
from pharos.cases.rules.merging_rows import Around, Owed, Placed, holds_of_both, parties_of_both, promises_of_both
from pharos.cases.rules.promises import OWED_ONCE, PromiseKind
from pharos.cases.rules.registration import PartyRole, PolicyState
from pharos.core.objections import Objection

NOW = datetime(2026, 7, 18, 0, 12, tzinfo=UTC)
words = st.sampled_from(["", "Дахаб", "Кемер"])


def side(number: int = 1, **said: Any) -> Side:
    own = {name: said.pop(name) for name in ("status", "urgency", "owned_by", "merged") if name in said}
    own = {"status": Status.IN_WORK, "urgency": 2} | own
    return Side(id=UUID(int=number), number=f"26-{number:06d}", columns=said, **own)


def codes(found: tuple[Objection, ...]) -> list[str]:
    return [str(one.code) for one in found]


@st.composite
def anything(draw: st.DrawFn, number: int) -> Side:
    state = draw(st.sampled_from(PolicyState))
    said = {
        "person_name": draw(words), "person_key": draw(words), "phone": draw(words), "phone_tail": draw(words),
        "birth_date": draw(st.sampled_from([None, date(1990, 1, 2), date(1991, 1, 2)])),
        "policy_state": state, "policy_id": UUID(int=9) if state == PolicyState.CONFIRMED else None,
        "policy_key": draw(words), "policy_number": draw(words),
        "insurer_id": draw(st.sampled_from([UUID(int=5), UUID(int=6)])),
        "place_heard": draw(words), "hotel": draw(words), "complaint": draw(words), "circumstances": draw(words),
    }  # fmt: skip
    return side(number, status=draw(st.sampled_from(Status)), urgency=draw(st.integers(1, 5)), **said)


choices = st.dictionaries(st.sampled_from(Topic), st.sampled_from([Keep.OURS, Keep.THEIRS]))


@given(anything(1), anything(2), choices)
def test_urgency_is_never_lowered_and_nothing_known_becomes_unknown(
    one: Side, other: Side, chosen: dict[Topic, Keep]
) -> None:
    found = changes(one, other, chosen)
    assert found.get("urgency", one.urgency) >= one.urgency
    if other.is_open:
        assert found.get("urgency", one.urgency) >= other.urgency
    said = {**one.columns, **found}
    for topic in Topic:
        if one.says(topic) or other.says(topic):
            assert any(said.get(column) for column in COLUMNS[topic]), topic


@given(anything(1), anything(2))
def test_conflicts_are_the_same_whichever_survives(one: Side, other: Side) -> None:
    assert conflicts(one, other) == conflicts(other, one)


@given(anything(1), anything(2))
def test_only_what_differs_is_asked_and_whatever_is_kept_was_said_by_one_of_them(one: Side, other: Side) -> None:
    chosen = {conflict.topic: conflict.preset or Keep.THEIRS for conflict in conflicts(one, other)}
    assert unchosen(one, other, chosen) == ()
    for column, value in changes(one, other, chosen).items():
        if column == "urgency":
            continue
        assert value in (one.columns.get(column), other.columns.get(column)) or str(value).startswith(
            str(one.columns.get(column))
        )


@given(anything(1), anything(2))
def test_of_two_confirmed_policies_of_two_insurers_nothing_is_merged(one: Side, other: Side) -> None:
    both = all(s.columns["policy_state"] == PolicyState.CONFIRMED for s in (one, other))
    apart = one.columns["insurer_id"] != other.columns["insurer_id"]
    assert ("two_insurers" in codes(objections_to(one, other))) == (both and apart)


@given(anything(1), anything(2))
def test_an_open_case_never_becomes_part_of_a_finished_one(one: Side, other: Side) -> None:
    refused = "survivor_finished" in codes(objections_to(one, other))
    assert refused == (one.status not in OPEN and other.status in OPEN)


def test_a_merged_case_neither_takes_nor_goes() -> None:
    assert codes(objections_to(side(1, merged=True), side(2))) == ["merged_away"]
    assert codes(objections_to(side(1), side(2, merged=True))) == ["merged_away"]
    assert codes(objections_to(side(1), side(1))) == ["same_case"]


def test_two_names_are_asked_about_and_two_spellings_of_one_are_not() -> None:
    one = side(1, person_name="Ковалёв Артём", person_key="kovalev artem")
    spelled = side(2, person_name="Kovalev Artem", person_key="kovalev artem")
    other = side(2, person_name="Гусева Тамара", person_key="guseva tamara")
    fuller = side(2, person_name="Ковалёв Артём Сергеевич", person_key="kovalev artem sergeevich")
    assert conflicts(one, spelled) == conflicts(one, fuller) == ()
    assert changes(one, fuller, {})["person_name"] == "Ковалёв Артём Сергеевич"
    assert changes(fuller, one, {}) == {}
    assert [(c.topic, c.preset) for c in conflicts(one, other)] == [(Topic.NAME, None)]
    assert unchosen(one, other, {}) == (Objection("choice_needed", {"topics": (Topic.NAME,)}),)


def test_the_register_knows_better_than_the_caller() -> None:
    told = side(1, policy_state=PolicyState.AS_TOLD, policy_key="AB1", policy_number="AB 1", insurer_id=UUID(int=5))
    found = side(
        2, policy_state=PolicyState.CONFIRMED, policy_key="AB1", policy_number="AB-1", policy_id=UUID(int=9),
        insurer_id=UUID(int=5),
    )  # fmt: skip
    assert changes(told, found, {})["policy_state"] == PolicyState.CONFIRMED
    assert changes(found, told, {}) == {}


def test_both_complaints_stay_one_after_the_other() -> None:
    merged = changes(side(1, complaint="Боль"), side(2, complaint="Шум"), {})
    assert merged == {"complaint": "Боль\n\n26-000002: Шум"}


@pytest.mark.parametrize(
    ("since", "minutes", "expected"),
    [
        ({}, 5, []),
        ({}, UNDO_WITHIN.total_seconds() / 60, []),
        ({}, UNDO_WITHIN.total_seconds() / 60 + 1, ["undo_too_late"]),
        ({"undone": True}, 5, ["merge_undone"]),
        ({"forgotten": True}, 5, ["merge_forgotten"]),
        ({"survivor_merged": True, "survivor_finished": True}, 5, ["survivor_merged_on"]),
        ({"survivor_finished": True}, 5, ["survivor_ended"]),
        ({"changed": ("phone",), "acted_on": ("holds",)}, 5, ["changed_since_merge", "acted_on_since_merge"]),
    ],
)
def test_a_merge_is_taken_back_while_nothing_stands_on_it(
    since: dict[str, Any], minutes: float, expected: list[str]
) -> None:
    found = objections_to_undo(Since(merged_at=NOW, **since), NOW + timedelta(minutes=minutes))
    assert codes(found) == expected


owed = st.lists(
    st.builds(
        Owed, id=st.builds(uuid4), kind=st.sampled_from(PromiseKind), paused=st.booleans(),
        due_at=st.integers(0, 300).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    ),
    max_size=6,
)  # fmt: skip


def once(promises: list[Owed]) -> list[Owed]:
    """What a case may owe: of the kinds owed once, one."""
    seen: set[str] = set()
    found = []
    for one in promises:
        if one.kind in OWED_ONCE and one.kind in seen:
            continue
        seen.add(one.kind)
        found.append(one)
    return found


@given(owed.map(once), owed.map(once), st.booleans())
def test_nothing_promised_is_dropped_but_what_is_owed_once_and_runs_twice(
    ours: list[Owed],
    theirs: list[Owed],
    confirmed: bool,  # noqa: FBT001  hypothesis gives it so
) -> None:
    both = promises_of_both(ours, theirs, confirmed=confirmed)
    left = [one for one in ours if one.id not in {*both.folds, *both.kept}]
    left += [one for one in theirs if one.id in both.moves]
    assert {*both.moves, *both.folds, *both.kept} >= {one.id for one in theirs}
    for kind in PromiseKind:
        before = [one for one in (*ours, *theirs) if one.kind == kind]
        after = [one for one in left if one.kind == kind]
        if confirmed and kind is PromiseKind.CONFIRM_POLICY:
            assert after == []
        elif kind in OWED_ONCE:
            assert len(after) == min(1, len(before))
            running = [one.due_at for one in before if not one.paused]
            assert not running or after[0].due_at == min(running)
        else:
            assert len(after) == len(before)


def test_a_hold_that_is_there_already_is_not_placed_twice_and_a_bill_of_its_own_comes_over() -> None:
    review = [Placed(id=UUID(int=n), kind="medical_review") for n in (1, 2)]
    bill = Placed(id=UUID(int=3), kind="bill_unsettled", subject=UUID(int=30))
    both = holds_of_both([review[0]], [review[1], bill])
    assert (both.moves, both.folds) == ((bill.id,), (review[1].id,))
    assert holds_of_both([], [review[1]]).moves == (review[1].id,)


def test_the_insured_person_stays_one_and_is_known_by_both_telephones() -> None:
    own = Around(id=UUID(int=1), role=PartyRole.INSURED, name="kovalev", phone="+79000000001")
    same = Around(id=UUID(int=2), role=PartyRole.INSURED, name="kovalev", phone="+79000000001")
    otherwise = Around(id=UUID(int=3), role=PartyRole.INSURED, name="kovalev", phone="+79000000002")
    clinic = Around(id=UUID(int=4), role=PartyRole.CLINIC, name="red coral", mail="desk@red.eg")
    twin = Around(id=UUID(int=5), role=PartyRole.CLINIC, name="red coral", mail="desk@red.eg")
    assert parties_of_both([own], [same]).as_callers == ()
    both = parties_of_both([own, clinic], [otherwise, twin])
    assert (both.moves, both.as_callers) == ((), (otherwise.id,))
    assert parties_of_both([own], [clinic]).moves == (clinic.id,)
