"""Plain values: ids, money, clocks, objections."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.core.clocks import Clock, ClockState
from pharos.core.ids import new_id
from pharos.core.money import Money
from pharos.core.phones import numbers_in
from pharos.core.spelling import fold, person_key

NOW = datetime(2026, 7, 18, 0, 12, tzinfo=UTC)
moments = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=30))


def clock(**changes):
    return Clock(
        **{"rule": "call_back", "rule_version": 1, "started_at": NOW, "due_at": NOW + timedelta(minutes=30)} | changes
    )


def test_ids_sort_by_the_moment_they_were_made_and_are_version_seven():
    ids = [new_id() for _ in range(500)]
    assert [i.int >> 80 for i in ids] == sorted(i.int >> 80 for i in ids)
    assert {i.version for i in ids} == {7}
    assert len(set(ids)) == 500


def test_money_of_two_currencies_does_not_mix():
    with pytest.raises(ValueError, match="cannot mix EUR and USD"):
        Money(Decimal(1), "EUR") + Money(Decimal(1), "USD")


@pytest.mark.parametrize("currency", ["eur", "EURO", "", "€€€"])
def test_a_currency_is_an_iso_code(currency):
    with pytest.raises(ValueError, match="ISO 4217"):
        Money(Decimal(1), currency)


def test_money_refuses_floats():
    with pytest.raises(TypeError):
        Money(0.1, "EUR")


@pytest.mark.parametrize(
    ("minutes", "state"),
    [
        (0, ClockState.RUNNING),
        (14, ClockState.RUNNING),
        (15, ClockState.SOON),
        (30, ClockState.SOON),
        (31, ClockState.LATE),
    ],
)
def test_a_running_clock_goes_from_running_to_soon_to_late(minutes, state):
    assert clock().state(NOW + timedelta(minutes=minutes)) == state


@given(paused_after=moments, later=moments)
def test_a_paused_clock_stands_still(paused_after, later):
    paused = clock(paused_at=NOW + paused_after)
    assert paused.left(NOW + paused_after) == paused.left(NOW + paused_after + later)
    assert paused.state(NOW + paused_after + later) == ClockState.PAUSED


@given(kept_after=moments, later=moments)
def test_a_stopped_clock_says_met_or_missed_for_ever(kept_after, later):
    stopped = clock(stopped_at=NOW + kept_after)
    expected = ClockState.MET if kept_after <= timedelta(minutes=30) else ClockState.MISSED
    assert stopped.state(NOW + later) == expected


@given(after=st.timedeltas(min_value=timedelta(days=-2), max_value=timedelta(days=2)))
def test_the_share_left_is_a_share(after):
    assert 0.0 <= clock().share_left(NOW + after) <= 1.0


def test_a_breve_is_part_of_a_cyrillic_letter_and_an_accent_of_a_latin_one():
    assert fold("Йод Ўладзімір") == "йод ўладзімір"
    assert fold("Băsescu Țurcanu Erdoğan") == "basescu turcanu erdogan"
    assert person_key("Băsescu Ștefan") == person_key("Stefan Basescu")


def test_numbers_are_found_in_a_letter_and_policies_and_dates_are_not_taken_for_them() -> None:
    text = "Полис SZ-2018-004512, 14.03.1990. Телефон +375 (290) 086 901 или 8 916 555-42-18, отель +20 65 346 00 00."
    assert numbers_in(text, "RU") == ["+375290086901", "+79165554218", "+20653460000"]
    assert numbers_in("ПОЛИС 5399208865, rz/66/913622/2026, 678 EUR", "RU") == []
