"""Whose a file is, and whose its numbers are."""

import pytest

from pharos.policies.models import Policy
from tests.rooms.policies.making import (
    HEADER,
    IVANOV,
    JULIA,
    ROWS,
    as_csv,
    codes,
    refused,
    take,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_insurers")]


class TestWhoseFile:
    def test_numbers_of_nobody_ask_for_the_insurer(self):
        code, facts = refused(as_csv(("ABC-1", *IVANOV[1:])))
        assert code == "insurer_unknown"
        assert "SZ" in facts["codes"]

    def test_numbers_of_two_insurers_are_refused(self):
        rows = [IVANOV, JULIA, *other_insurers_rows()]
        code, facts = refused(as_csv(*rows))
        assert code == "insurer_mixed"
        assert "SZ" in facts["codes"]

    def test_an_unknown_pattern_goes_in_for_the_insurer_named(self):
        assert take(as_csv(("ABC-1", *IVANOV[1:])), insurer="SZ").outcome.counts.created == 1

    def test_another_insurers_number_among_many_is_a_fault(self):
        many = [(f"SZ-2026-10{n:04}", *IVANOV[1:]) for n in range(50)]
        taken = take(as_csv(*many, other_insurers_rows()[0]), insurer="SZ")
        assert codes(taken) == [(52, "number_of_other_insurer")]


def other_insurers_rows():
    from pharos.insurers.models import NumberPattern

    examples = NumberPattern.objects.exclude(insurer__code="SZ").exclude(example="").values_list("example", flat=True)
    return [(example, *IVANOV[1:]) for example in list(examples)[:2]]


def test_numbers_in_look_alike_letters_are_one_policy():
    take(as_csv(IVANOV), insurer="SZ")
    again = take(as_csv(("sz 2026 004512", *IVANOV[1:])), insurer="SZ").outcome.counts
    assert (again.created, again.unchanged) == (0, 1)


def test_two_insurers_may_use_the_same_number():
    take(as_csv(("777-1", *IVANOV[1:])), insurer="SZ")
    from pharos.insurers.models import Insurer

    other = Insurer.objects.exclude(code="SZ").first().code
    take(as_csv(("777-1", *IVANOV[1:])), insurer=other)
    assert Policy.objects.filter(number_key="7771").count() == 2


def test_a_number_under_an_odd_heading_is_known_by_its_pattern():
    taken = take(as_csv(*ROWS, header=("Реквизит", *HEADER[1:])))
    assert taken.outcome.counts.created == 3
