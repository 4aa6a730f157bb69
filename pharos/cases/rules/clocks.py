"""A promise's clock is read from the journal: made, moved, paused, resumed, kept or withdrawn.

Events are taken in the journal's order. Their times come from several machines, so a time before the one already
heard counts as the same moment: a skewed clock can neither shorten nor lengthen what is left. Once a clock has
stopped nothing restarts it; a late "thanks" finds nothing to do. One thing does: taking back the merge of two cases
that had stopped it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from pharos.core.clocks import Clock, ClockState
from pharos.events import cases as events
from pharos.events.base import Event

SOON = timedelta(minutes=15)


@dataclass(frozen=True)
class Heard:
    """An event of a promise and the moment it was recorded."""

    at: datetime
    event: Event


@dataclass(frozen=True, kw_only=True)
class Watch:
    """A clock and the last moment heard about it."""

    clock: Clock
    heard_at: datetime


class Escalation(StrEnum):
    """Who must know: nobody yet, whoever has the case, the senior of the shift, the supervisor."""

    NONE = "none"
    OWNER = "owner"
    SENIOR = "senior"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A clock read against a moment."""

    clock: Clock
    state: ClockState
    left: timedelta
    share_left: float
    escalation: Escalation


def watch(heard: Iterable[Heard]) -> Watch | None:
    """The clock after all these events of one promise; None while it was never made."""
    seen: Watch | None = None
    for one in heard:
        seen = after(seen, one)
    return seen


def clock(heard: Iterable[Heard], now: datetime) -> Reading | None:
    """The events of one promise, read against a moment."""
    seen = watch(heard)
    return read(seen.clock, now) if seen else None


def after(seen: Watch | None, heard: Heard) -> Watch | None:
    """One event further. A clock never made hears nothing but its making, a stopped one nothing but its revival."""
    if seen is None:
        return _started(heard)
    at = max(heard.at, seen.heard_at)
    if seen.clock.stopped_at:
        return Watch(clock=_revived(seen.clock, heard.event, at), heard_at=at) if _revives(heard.event) else seen
    return Watch(clock=_moved_on(seen.clock, heard.event, at), heard_at=at)


def read(clock: Clock, now: datetime) -> Reading:
    state = clock.state(now, soon=SOON)
    left = clock.left(now)
    return Reading(
        clock=clock,
        state=state,
        left=left,
        share_left=clock.share_left(now),
        escalation=_escalation(clock, state, left),
    )


def _started(heard: Heard) -> Watch | None:
    if not isinstance(heard.event, events.PromiseMade):
        return None
    made = heard.event
    started = Clock(rule=made.rule, rule_version=made.rule_version, started_at=heard.at, due_at=made.due_at)
    return Watch(clock=started, heard_at=heard.at)


def _moved_on(clock: Clock, event: Event, at: datetime) -> Clock:
    match event:
        case events.PromiseMoved():
            return replace(clock, due_at=event.due_at, paused_at=None)
        case events.PromisePaused():
            return clock if clock.paused_at else replace(clock, paused_at=at)
        case events.PromiseResumed():
            return _running(clock, at)
        case events.PromiseKept():
            return replace(_running(clock, at), stopped_at=at)
        case events.PromiseWithdrawn():
            return replace(_running(clock, at), stopped_at=at, withdrawn=True)
    return clock


def _revives(event: Event) -> bool:
    return isinstance(event, events.PromiseRevived)


def _revived(clock: Clock, event: Event, at: datetime) -> Clock:
    """A running clock is due when it was; one that stood has left what it had left when it was stopped."""
    assert isinstance(event, events.PromiseRevived)
    assert clock.stopped_at
    if not event.paused:
        return replace(clock, stopped_at=None, withdrawn=False)
    due = clock.due_at + (at - clock.stopped_at)
    return replace(clock, stopped_at=None, withdrawn=False, due_at=due, paused_at=at)


def _running(clock: Clock, at: datetime) -> Clock:
    """Without its pause: the time it stood still is added to the time it is due."""
    if clock.paused_at is None:
        return clock
    return replace(clock, due_at=clock.due_at + (at - clock.paused_at), paused_at=None)


def _escalation(clock: Clock, state: ClockState, left: timedelta) -> Escalation:
    if state is ClockState.SOON:
        return Escalation.OWNER
    if state is not ClockState.LATE:
        return Escalation.NONE
    patience = max(SOON, (clock.due_at - clock.started_at) / 2)
    return Escalation.SUPERVISOR if -left > patience else Escalation.SENIOR
