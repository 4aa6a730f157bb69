"""When a promise is due, and what may be done with it."""

from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.cases.rules.codes import Code
from pharos.cases.rules.promises import (
    OWN_MINUTES,
    SERVICES,
    Act,
    PauseReason,
    PromiseKind,
    WithdrawReason,
    due,
    objections_to,
    shift_end,
)
from pharos.core.clocks import Clock

NOW = datetime(2026, 7, 18, 0, 12, tzinfo=UTC)
MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")
RUNNING = Clock(rule="r", rule_version=1, started_at=NOW, due_at=NOW + timedelta(minutes=15))
PAUSED = Clock(rule="r", rule_version=1, started_at=NOW, due_at=NOW + timedelta(minutes=15), paused_at=NOW)
KEPT = Clock(rule="r", rule_version=1, started_at=NOW, due_at=NOW + timedelta(minutes=15), stopped_at=NOW)


def test_every_kind_of_promise_has_its_minutes_from_one_place() -> None:
    assert set(SERVICES) | set(OWN_MINUTES) == set(PromiseKind)
    assert not set(SERVICES) & set(OWN_MINUTES)


def test_a_call_back_is_due_by_the_insurers_target() -> None:
    found = due(PromiseKind.CALL_BACK, NOW, zone=MOSCOW, minutes=10)
    assert (found.at, found.rule) == (NOW + timedelta(minutes=10), "target:call_back")


def test_an_agreed_hour_wins_over_the_target() -> None:
    agreed = NOW + timedelta(hours=11, minutes=8)
    found = due(PromiseKind.CALL_BACK, NOW, zone=MOSCOW, minutes=10, agreed=agreed)
    assert (found.at, found.rule) == (agreed, "agreed")


def test_a_review_of_the_night_is_due_when_the_night_shift_ends() -> None:
    found = due(PromiseKind.MEDICAL_REVIEW, NOW, zone=MOSCOW, minutes=480)
    assert (found.at, found.rule) == (datetime(2026, 7, 18, 5, tzinfo=UTC), "shift:medical_review")


def test_a_case_of_the_last_minutes_of_a_shift_leaves_the_doctor_two_hours() -> None:
    now = datetime(2026, 7, 18, 4, 55, tzinfo=UTC)
    assert due(PromiseKind.MEDICAL_REVIEW, now, zone=MOSCOW, minutes=480).at == now + timedelta(hours=2)


def test_an_insurer_that_asks_for_a_review_in_an_hour_gets_it_in_an_hour() -> None:
    found = due(PromiseKind.MEDICAL_REVIEW, NOW, zone=MOSCOW, minutes=60)
    assert (found.at, found.rule) == (NOW + timedelta(hours=1), "target:medical_review")


@pytest.mark.parametrize(
    ("now", "end"),
    [
        (datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2026, 3, 29, 6, tzinfo=UTC)),
        (datetime(2026, 10, 24, 19, tzinfo=UTC), datetime(2026, 10, 25, 7, tzinfo=UTC)),
    ],
)
def test_a_night_in_which_clocks_change_ends_by_the_wall_clock(now: datetime, end: datetime) -> None:
    assert shift_end(now, BERLIN) == end


@given(
    now=st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
    zone=st.sampled_from(["Europe/Moscow", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Chatham"]),
)
def test_a_shift_always_ends_within_thirteen_hours(now: datetime, zone: str) -> None:
    assert timedelta(0) < shift_end(now, ZoneInfo(zone)) - now <= timedelta(hours=13)


def expected(act: Act, clock: Clock, *, of_hold: bool) -> set[str]:
    if clock.stopped_at:
        return {Code.PROMISE_FINISHED}
    if of_hold and act in (Act.KEEP, Act.WITHDRAW):
        return {Code.PROMISE_OF_HOLD}
    if act is Act.PAUSE and clock.paused_at:
        return {Code.PROMISE_PAUSED}
    if act is Act.RESUME and not clock.paused_at:
        return {Code.PROMISE_NOT_PAUSED}
    return set()


@pytest.mark.parametrize(("act", "kind", "clock"), list(product(Act, PromiseKind, [RUNNING, PAUSED, KEPT])))
def test_every_act_on_every_promise_in_every_state(act: Act, kind: PromiseKind, clock: Clock) -> None:
    reason = PauseReason.CLINIC if act is Act.PAUSE else WithdrawReason.NOT_NEEDED
    found = objections_to(act, kind, clock, now=NOW, until=NOW + timedelta(hours=1), reason=reason)
    assert {o.code for o in found} == expected(act, clock, of_hold=kind is PromiseKind.MEDICAL_REVIEW)


@pytest.mark.parametrize("until", [None, NOW, NOW - timedelta(seconds=1)])
def test_a_promise_is_not_moved_into_the_past(until: datetime | None) -> None:
    (objection,) = objections_to(Act.MOVE, "call_back", RUNNING, now=NOW, until=until)
    assert objection.code == Code.PROMISE_DUE_PAST


@pytest.mark.parametrize("act", [Act.PAUSE, Act.WITHDRAW])
def test_pausing_and_withdrawing_need_a_known_reason(act: Act) -> None:
    (objection,) = objections_to(act, "call_back", RUNNING, now=NOW, reason="because")
    assert objection.code == Code.REASON_NEEDED
