"""The figures of the evaluation: exact intervals, calibration, and who counts as what."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.clinical.evaluation.figures import calibration_error, chance_error, exact_interval


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (8, 10, 0.4439, 0.9748),
        (0, 10, 0.0, 0.3085),
        (10, 10, 0.6915, 1.0),
        (15, 15, 0.7820, 1.0),
        (50, 100, 0.3983, 0.6017),
    ],
)
def test_intervals_are_those_of_clopper_and_pearson(hits, of, low, high):
    assert exact_interval(hits, of) == pytest.approx((low, high), abs=1e-4)


def test_149_without_a_miss_prove_98_percent_one_sided():
    assert exact_interval(149, 149, confidence=0.90)[0] == pytest.approx(0.98, abs=1e-4)


def test_nothing_seen_says_nothing():
    assert exact_interval(0, 0) == (0.0, 1.0)


def test_a_forecaster_who_is_right_as_often_as_said_has_no_error():
    assert calibration_error([(0.75, True)] * 3 + [(0.75, False)]) == pytest.approx(0)


def test_a_forecaster_who_is_always_sure_and_half_right_errs_by_half():
    assert calibration_error([(1.0, True), (1.0, False)]) == pytest.approx(0.5)


def test_few_cases_show_an_error_even_of_a_forecaster_who_is_right():
    assert chance_error([0.8] * 20) > 0.1
    assert chance_error([0.8] * 2000) < 0.03
    assert chance_error([1.0] * 20) == 0


@given(st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_at_the_ends_of_the_interval_so_many_would_come_by_chance_in_one_of_forty(counted):
    hits, of = counted
    low, high = exact_interval(hits, of)
    assert low <= hits / of <= high
    if hits:
        assert sum(_chance(k, of, low) for k in range(hits, of + 1)) == pytest.approx(0.025, abs=1e-7)
    if hits < of:
        assert sum(_chance(k, of, high) for k in range(hits + 1)) == pytest.approx(0.025, abs=1e-7)


def test_a_hundred_thousand_are_no_harder_than_a_hundred():
    low, high = exact_interval(30_000, 100_000)
    assert (low, high) == pytest.approx((0.29716, 0.30285), abs=1e-5)


def _chance(k: int, of: int, p: float) -> float:
    return math.comb(of, k) * p**k * (1 - p) ** (of - k)
