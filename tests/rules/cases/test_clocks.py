"""A promise's clock as its events tell it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.cases.rules.clocks import Escalation, Heard, Reading, Watch, after, clock, read, watch
from pharos.core.clocks import Clock, ClockState
from pharos.events import cases as events

NOW = datetime(2026, 7, 18, 0, 12, tzinfo=UTC)
CASE, PROMISE = UUID(int=1), UUID(int=2)


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def made(due: float = 15) -> events.PromiseMade:
    return events.PromiseMade(
        case=CASE, promise=PROMISE, kind="call_back", due_at=at(due), rule="target:call_back", rule_version=1
    )


def told(minutes: float, event: events.PromiseEvent) -> Heard:
    return Heard(at(minutes), event)


PAUSE = events.PromisePaused(case=CASE, promise=PROMISE, reason="clinic")
RESUME = events.PromiseResumed(case=CASE, promise=PROMISE)
KEPT = events.PromiseKept(case=CASE, promise=PROMISE)
GONE = events.PromiseWithdrawn(case=CASE, promise=PROMISE, reason="not_needed")


def moved(due: float) -> events.PromiseMoved:
    return events.PromiseMoved(case=CASE, promise=PROMISE, due_at=at(due))


acts = st.sampled_from([PAUSE, RESUME, KEPT, GONE, moved(40), made(5)])
histories = st.lists(st.tuples(st.integers(-30, 300), acts), max_size=12)


def heard(history: list[tuple[int, events.PromiseEvent]]) -> list[Heard]:
    return [told(0, made()), *(told(minutes, act) for minutes, act in history)]


def reading(*history: Heard, now: float) -> Reading:
    found = clock([told(0, made()), *history], at(now))
    assert found is not None
    return found


def test_a_promise_never_made_has_no_clock() -> None:
    assert clock([told(0, KEPT)], NOW) is None
    assert clock([], NOW) is None


@pytest.mark.parametrize(
    ("now", "state", "escalation"),
    [
        (0, ClockState.SOON, Escalation.OWNER),
        (14.9, ClockState.SOON, Escalation.OWNER),
        (15, ClockState.SOON, Escalation.OWNER),
        (15.1, ClockState.LATE, Escalation.SENIOR),
        (30, ClockState.LATE, Escalation.SENIOR),
        (30.1, ClockState.LATE, Escalation.SUPERVISOR),
    ],
)
def test_a_call_back_in_fifteen_minutes_climbs_the_ladder(
    now: float, state: ClockState, escalation: Escalation
) -> None:
    found = reading(now=now)
    assert (found.state, found.escalation) == (state, escalation)


def test_a_promise_two_hours_away_bothers_nobody_yet() -> None:
    found = clock([told(0, made(120))], NOW)
    assert found is not None
    assert (found.state, found.escalation, found.share_left) == (ClockState.RUNNING, Escalation.NONE, 1.0)


def test_what_is_left_stands_still_while_paused_and_goes_on_after() -> None:
    assert reading(told(5, PAUSE), now=200).left == timedelta(minutes=10)
    assert reading(told(5, PAUSE), told(65, RESUME), now=65).left == timedelta(minutes=10)
    assert reading(told(5, PAUSE), told(65, RESUME), now=76).state is ClockState.LATE


def test_a_promise_kept_during_a_pause_was_kept_in_time() -> None:
    assert reading(told(5, PAUSE), told(300, KEPT), now=999).state is ClockState.MET


def test_pausing_a_late_promise_does_not_forgive_it() -> None:
    found = reading(told(25, PAUSE), told(60, RESUME), now=60)
    assert (found.left, found.state) == (timedelta(minutes=-10), ClockState.LATE)
    assert reading(told(25, PAUSE), told(30, KEPT), now=31).state is ClockState.MISSED


def test_another_hour_agreed_during_a_pause_sets_the_clock_running_to_it() -> None:
    assert reading(told(5, PAUSE), told(10, moved(60)), now=10).left == timedelta(minutes=50)


@given(history=histories, late=st.lists(st.tuples(st.integers(0, 900), acts), min_size=1, max_size=5))
def test_a_late_thanks_restarts_nothing(
    history: list[tuple[int, events.PromiseEvent]], late: list[tuple[int, events.PromiseEvent]]
) -> None:
    stopped = watch([*heard(history), told(400, KEPT)])
    assert stopped is not None
    assert stopped.clock.stopped_at is not None
    for minutes, act in late:
        assert after(stopped, told(minutes, act)) == stopped


@given(history=histories, pause=st.integers(0, 500), length=st.integers(-60, 500))
def test_pausing_never_shortens_the_time_left(
    history: list[tuple[int, events.PromiseEvent]], pause: int, length: int
) -> None:
    before = watch(heard([pair for pair in history if pair[1] not in (KEPT, GONE)]))
    assert before is not None
    paused = after(before, told(pause, PAUSE))
    assert paused is not None
    start = paused.clock.paused_at
    assert start is not None
    resumed = after(paused, told(pause + length, RESUME))
    assert resumed is not None
    assert resumed.clock.left(resumed.heard_at) >= before.clock.left(start)
    assert resumed.clock.due_at >= before.clock.due_at


@given(history=histories)
def test_the_clock_heard_one_event_at_a_time_is_the_clock_of_all(
    history: list[tuple[int, events.PromiseEvent]],
) -> None:
    step: Watch | None = None
    for one in heard(history):
        step = after(step, one)
    assert step == watch(heard(history))


@given(history=histories)
def test_a_skewed_machine_never_turns_time_back(history: list[tuple[int, events.PromiseEvent]]) -> None:
    seen: list[datetime] = []
    step: Watch | None = None
    for one in heard(history):
        step = after(step, one)
        assert step is not None
        seen.append(step.heard_at)
    assert seen == sorted(seen)
    assert step is not None
    stopped = step.clock.stopped_at
    assert stopped is None or stopped >= step.clock.started_at
    assert not (step.clock.stopped_at and step.clock.paused_at)


@given(order=st.permutations([(10, PAUSE), (10, KEPT), (10, RESUME)]))
def test_stop_and_pause_of_one_moment_end_the_same_in_any_order(order: list[tuple[int, events.PromiseEvent]]) -> None:
    found = clock(heard(order), at(200))
    assert found is not None
    assert (found.state, found.left, found.clock.stopped_at) == (ClockState.MET, timedelta(minutes=5), at(10))


@given(
    zone=st.sampled_from(["Europe/Moscow", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns"]),
    hours=st.integers(0, 48),
)
def test_a_change_of_summer_time_changes_nothing(zone: str, hours: int) -> None:
    night = datetime(2026, 3, 28, 20, tzinfo=UTC) + timedelta(hours=hours)
    local = night.astimezone(ZoneInfo(zone))
    promised = Clock(
        rule="r", rule_version=1, started_at=local, due_at=(night + timedelta(hours=8)).astimezone(ZoneInfo(zone))
    )
    assert read(promised, night + timedelta(hours=7)).left == timedelta(hours=1)
