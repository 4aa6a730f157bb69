"""Numbers, search keys, three-way forms, urgency, holds, the queue's headings, and what a registration owes."""

from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.cases.rules import holds, registration, urgency
from pharos.cases.rules.codes import Code
from pharos.cases.rules.details import merge
from pharos.cases.rules.numbers import format_number, parse_number
from pharos.cases.rules.queue import Group, group_of
from pharos.cases.rules.search import name_words, phone_tail, typed_phone, typed_policy, typed_words
from pharos.core.urgency import Urgency

NOW = datetime(2026, 7, 18, 0, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("26-114207", "26-114207"),
        ("26-114 207", "26-114207"),
        ("26–114207", "26-114207"),
        ("26114207", "26-114207"),
        ("114207", "26-114207"),
        ("7", "26-000007"),
        (" 25-000007 ", "25-000007"),
        ("26-1234567", "26-1234567"),
        ("Ковалёв", None),
        ("", None),
        ("26-", None),
        ("1234567890123456", None),
    ],
)
def test_a_case_number_is_read_as_people_type_it(typed: str, number: str | None) -> None:
    assert parse_number(typed, 2026) == number


@given(year=st.integers(2020, 2099), count=st.integers(1, 9_999_999))
def test_a_printed_number_is_read_back(year: int, count: int) -> None:
    assert parse_number(format_number(year, count), 2026) == format_number(year, count)


def test_a_surname_in_any_case_script_or_order_meets_its_word() -> None:
    words = name_words(["Ковалёв Артём Сергеевич", "Olga KOVALEVA"])
    for typed in ("ковал", "KOVAL", "Kovalyov", "Артем", "сергеев", "olg"):
        (prefix,) = typed_words(typed)
        assert any(word.startswith(prefix) for word in words), typed


@pytest.mark.parametrize("typed", ["+7 916 555-42-18", "8 (916) 555 42 18", "555-42-18", "54218"])
def test_a_telephone_number_is_found_by_its_far_end(typed: str) -> None:
    tail = typed_phone(typed)
    assert tail
    assert phone_tail("+79165554218").startswith(tail)


@pytest.mark.parametrize("typed", ["Ковалёв", "4218", "СЗ-2018-004512", ""])
def test_what_is_no_telephone_number_is_not_looked_up_as_one(typed: str) -> None:
    assert typed_phone(typed) is None


def test_a_policy_number_with_look_alike_letters_has_one_key() -> None:
    assert typed_policy("сz-2018-004512") == typed_policy("CZ 2018 004512")
    assert typed_policy("Ковалёв") is None


def test_a_field_left_alone_never_overwrites_a_colleagues_change() -> None:
    seen = {"hotel": "Old", "phone": "1"}
    found = merge(seen, {"hotel": "Old", "phone": "2"}, {"hotel": "New", "phone": "1"})
    assert (found.apply, found.conflicts) == (("phone",), ())


def test_a_field_changed_by_two_to_different_values_conflicts() -> None:
    found = merge({"hotel": "Old"}, {"hotel": "Mine"}, {"hotel": "Theirs"})
    assert (found.apply, found.conflicts) == ((), ("hotel",))


def test_two_who_write_the_same_agree() -> None:
    assert merge({"hotel": "Old"}, {"hotel": "New"}, {"hotel": "New"}).conflicts == ()


@given(values=st.dictionaries(st.sampled_from("abcd"), st.tuples(*[st.sampled_from(["", "x", "y"])] * 3), min_size=1))
def test_nothing_is_ever_written_over_a_value_the_form_had_not_seen(values: dict[str, tuple[str, str, str]]) -> None:
    seen, wanted, current = ({name: triple[i] for name, triple in values.items()} for i in range(3))
    found = merge(seen, wanted, current)
    assert all(current[field] == seen[field] for field in found.apply)
    assert all(wanted[field] not in (seen[field], current[field]) for field in found.conflicts)


@pytest.mark.parametrize(("before", "after", "person"), list(product(Urgency, Urgency, [True, False])))
def test_software_raises_urgency_and_only_a_person_lowers_it_with_a_reason(
    before: Urgency,
    after: Urgency,
    person: bool,  # noqa: FBT001  given by the table
) -> None:
    silent = {o.code for o in urgency.objections_to_change(before, after, by_person=person, reason="")}
    with_reason = urgency.objections_to_change(before, after, by_person=person, reason=urgency.LowerReason.MISTAKE)
    if after >= before:
        assert not silent
    else:
        assert silent == {Code.REASON_NEEDED if person else Code.URGENCY_LOWERED_BY_MACHINE}
        assert bool(with_reason) is not person


@pytest.mark.parametrize("kind", holds.HoldKind)
def test_a_hold_is_released_by_its_own_permission_alone(kind: holds.HoldKind) -> None:
    every = {rule.released_by for rule in holds.RULES.values()}
    own = holds.RULES[kind].released_by
    assert holds.objections_to_release(kind, {own}, released=False) == ()
    assert [o.code for o in holds.objections_to_release(kind, every - {own}, released=False)] == [Code.HOLD_NOT_YOURS]
    assert [o.code for o in holds.objections_to_release(kind, every, released=True)] == [Code.HOLD_RELEASED]


@pytest.mark.parametrize(
    ("minutes", "group"),
    [
        (-1, Group.OVERDUE),
        (0, Group.QUARTER),
        (15, Group.QUARTER),
        (16, Group.HOUR),
        (60, Group.HOUR),
        (61, Group.LATER),
    ],
)
def test_the_queue_is_grouped_by_the_time_left(minutes: int, group: Group) -> None:
    assert group_of(NOW + timedelta(minutes=minutes), NOW) is group


def test_what_has_no_running_clock_stands_last() -> None:
    assert group_of(None, NOW) is Group.STANDING


def test_a_policy_sold_yesterday_is_registered_as_told_and_owes_its_confirmation() -> None:
    told = registration.Registration(told=registration.PolicyTold(number="SZ-2026-1"), call_back=True)
    assert registration.policy_state(told) is registration.PolicyState.AS_TOLD
    assert registration.promises_owed(told) == ("medical_review", "confirm_policy", "call_back")


def test_a_policy_of_the_register_owes_no_confirmation() -> None:
    known = registration.Registration(policy=UUID(int=1))
    assert registration.policy_state(known) is registration.PolicyState.CONFIRMED
    assert registration.promises_owed(known) == ("medical_review",)


def test_a_registration_of_nothing_at_all_is_accepted() -> None:
    assert registration.objections_to(registration.Registration(), NOW) == ()


def test_a_call_back_is_not_promised_for_the_past() -> None:
    late = registration.Registration(call_back_by=NOW)
    assert [o.code for o in registration.objections_to(late, NOW)] == [Code.PROMISE_DUE_PAST]
