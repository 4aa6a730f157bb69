"""Dates of a column: read when it proves how, asked about when it does not."""

# ruff: noqa: E501  (wordings read across)

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.policies.rules.dates import ColumnOfDates, Doubt, Order, read_date


def column(*values: object) -> ColumnOfDates:
    seen = ColumnOfDates()
    for value in values:
        seen.see(value)
    return seen


@pytest.mark.parametrize("text", [
    "01.07.2026", "1.7.2026", "1.7.26", "01.07.26", "2026-07-01", "2026/07/01", "20260701", "01072026", "1 июля 2026",
    "1 июля 2026 г.", "01-Jul-2026", "July 1, 2026", "01.07.2026 00:00", "2026-07-01T00:00:00", "01.07.2026 г.", "46204",
])  # fmt: skip
def test_one_day_in_many_ways(text):
    assert read_date(text, None, pivot=2046) == date(2026, 7, 1)


@pytest.mark.parametrize(
    "text", ["", "31.02.2026", "2026", "нет", "13.13.2026", "1.7", "0", "99/99/9999", "12345678901"]
)
def test_what_is_no_date(text):
    assert read_date(text, None, pivot=2046) is None


def test_two_digits_of_a_birth_year_never_lie_in_the_future():
    assert read_date("01.02.80", None, pivot=2026) == date(1980, 2, 1)
    assert read_date("01.02.19", None, pivot=2026) == date(2019, 2, 1)


def test_one_number_over_twelve_decides_a_column():
    assert column("01/07/2026", "31/07/2026").order() is Order.DAY_FIRST
    assert column("01/07/2026", "07/31/2026").order() is Order.MONTH_FIRST


def test_a_column_that_never_decides_is_a_question():
    assert column("01/07/2026", "02/08/2026").doubt() is Doubt.AMBIGUOUS


def test_dots_and_equal_numbers_need_no_question():
    assert column("01.07.2026", "02.08.2026", "07/07/2026", "2026-01-02").doubt() is None


def test_dates_half_turned_by_a_spreadsheet_are_found():
    swapped = [date(2026, month, 7) for month in (1, 2, 3, 4)]
    assert column(*swapped, "13/07/2026", "25/07/2026").doubt() is Doubt.HALF_CONVERTED


@given(st.dates(date(1990, 1, 1), date(2045, 12, 31)))
def test_every_day_survives_every_form(day):
    forms = ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%Y%m%d")
    assert {read_date(day.strftime(form), Order.DAY_FIRST, pivot=2046) for form in forms} == {day}
    assert read_date(day.strftime("%m/%d/%Y"), Order.MONTH_FIRST, pivot=2046) == day
    assert read_date((day - date(1899, 12, 30)).days, None, pivot=2046) == day


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_none(text):
    assert isinstance(read_date(text, None, pivot=2046), (date, type(None)))
