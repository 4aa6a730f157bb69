"""A treatment stands out only among enough others, and says among how many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.clinical.api import exact_interval
from pharos.medical.rules.outliers import LEAST, RARE, Measure, apart, beside, needless

MANY = {2: 10, 3: 20, 4: 15, 5: 5}


def test_fewer_than_twenty_others_say_nothing():
    assert beside(Measure.MEDICINES, 9, {2: LEAST - 1}, exact_interval) is None
    assert needless(10, LEAST - 1, exact_interval) is None


def test_as_much_as_nobody_had_stands_out_only_where_the_interval_says_so():
    few = beside(Measure.MEDICINES, 9, {2: 35}, exact_interval)
    many = beside(Measure.MEDICINES, 9, {2: 36}, exact_interval)
    assert few is not None
    assert many is not None
    assert (few.far, many.far) == (False, True)
    assert many.as_many == 0
    assert many.high < RARE < few.high


def test_the_usual_and_less_than_the_usual_never_stand_out():
    for value in range(5):
        found = beside(Measure.DAYS, value, {number: count * 10 for number, count in MANY.items()}, exact_interval)
        assert found is not None
        assert not found.far
    found = beside(Measure.MEDICINES, 7, MANY, exact_interval)
    assert found is not None
    assert (found.n, found.first, found.third, found.as_many, found.far) == (50, 3, 4, 0, True)


def test_a_clinic_is_apart_when_the_intervals_do_not_touch():
    clinic, others = needless(18, 30, exact_interval), needless(30, 200, exact_interval)
    assert apart(clinic, others)
    assert not apart(others, clinic)
    assert not apart(needless(8, 30, exact_interval), others)
    assert not apart(None, others)


@pytest.mark.parametrize("measure", list(Measure))
@given(
    value=st.integers(0, 60),
    others=st.dictionaries(st.integers(0, 60), st.integers(1, 50), max_size=20),
)
def test_whoever_stands_out_had_more_than_three_of_four(measure, value, others):
    found = beside(measure, value, others, exact_interval)
    if found is not None and found.far:
        assert value > found.third
        assert found.as_many * 10 < found.n
        assert found.first <= found.third
