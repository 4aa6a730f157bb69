"""Amounts as prescriptions of a dozen countries write them."""

import pytest

from pharos.medical.precheck.amounts import amount_of, days_of, times_of


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("1x2", 2), ("2x1", 2), ("3x2", 3), ("3 х 1", 3), ("1-0-1", 2), ("1+1+1", 3), ("1-1-1-1", 4),
        ("BD", 2), ("t.d.s.", 3),
        ("every 8 hours", 3), ("каждые 12 часов", 2), ("cada 6 horas", 4), ("q6h", 4), ("8 hourly", 3),
        ("ogni 12 ore", 2),
        ("4 раза в день", 4), ("3 р/д", 3), ("дважды в день", 2), ("günde 3", 3), ("3x täglich", 3),
        ("1 раз в неделю", 1 / 7),
        ("SOS", 1), ("once daily", 1), ("2-3", 3), ("по усмотрению", None),
    ],
)  # fmt: skip
def test_how_often_is_read_as_it_is_written(text, times):
    assert times_of(text) == (pytest.approx(times) if times else None)


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [("500 mg", 500, "mg"), ("1/2 tab", 0.5, "tab"), ("1 1/2 tab", 1.5, "tab"), ("1,000 mg", 1000, "mg"),
     ("2,5 мл", 2.5, "мл"),
     ("1-2 tab", 2, "tab"), ("½ таб", 0.5, "таб"), ("-5", -5, "")],
)  # fmt: skip
def test_a_dose_is_read_with_its_unit(text, amount, unit):
    assert amount_of(text) == (amount, unit)


@pytest.mark.parametrize(
    ("text", "days"), [("5 gün", 5), ("2 weeks", 14), ("1 мес", 30), ("5-7 дней", 7), ("x 3", 3), ("неделю", None)]
)
def test_weeks_are_counted_out(text, days):
    assert days_of(text) == days
