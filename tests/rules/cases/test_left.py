"""When a case is left alone."""

from datetime import UTC, datetime, timedelta

from pharos.cases.rules.left import left_alone

NOW = datetime(2026, 7, 18, 0, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(hours=9)


def left(minutes: float | None, *, here: bool = False, claimed_at: datetime | None = LONG_AGO) -> bool:
    due_at = None if minutes is None else NOW + timedelta(minutes=minutes)
    return left_alone(due_at=due_at, claimed_at=claimed_at, owner_here=here, now=NOW)


def test_a_promise_that_is_broken_or_near_and_an_owner_who_has_gone_leave_a_case_alone() -> None:
    assert left(-30)
    assert left(15)


def test_an_owner_who_is_here_keeps_even_what_is_late() -> None:
    assert not left(-30, here=True)


def test_what_is_due_later_or_never_waits_for_its_owner() -> None:
    assert not left(16)
    assert not left(None)


def test_whoever_took_it_a_moment_ago_is_left_in_peace() -> None:
    assert not left(-30, claimed_at=NOW - timedelta(minutes=15))
    assert left(-30, claimed_at=NOW - timedelta(minutes=16))
