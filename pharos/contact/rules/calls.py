"""What a telephone call is, read off the set of events a telephone system has posted about it.

A telephone system repeats itself, and its events overtake each other on the way. So the state of a call never
depends on which event came last: it is computed anew from the whole set, and equal sets give equal states.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum


class Signal(StrEnum):
    """What a telephone system says about a call."""

    RINGING = "ringing"
    ANSWERED = "answered"
    HUNG_UP = "hung_up"


class Direction(StrEnum):
    """Who called whom, seen from us."""

    INCOMING = "in"
    OUTGOING = "out"


class CallState(StrEnum):
    """Where a call stands. ``MISSED`` is an incoming call nobody took, ``UNANSWERED`` an outgoing one."""

    RINGING = "ringing"
    TALKING = "talking"
    ENDED = "ended"
    MISSED = "missed"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, kw_only=True, order=True)
class CallEvent:
    """One posting, already checked: numbers are E.164 or what the telephone system sent, never empty twice."""

    at: datetime
    kind: Signal
    direction: Direction
    from_number: str
    to_number: str
    extension: str


@dataclass(frozen=True, kw_only=True)
class CallReading:
    """A call as the events so far tell it.

    ``extension`` is the one that talks, or last talked, or else rang last; ``ringing`` names every extension
    that is still ringing, so that a call offered to a group shows with each of its members.
    """

    state: CallState
    direction: Direction
    from_number: str
    to_number: str
    extension: str
    ringing: tuple[str, ...]
    rang_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None


def read_call(events: Iterable[CallEvent]) -> CallReading:
    """Read one call off its events in any order and number.

    Raises:
        ValueError: there are no events, so there is no call.
    """
    seen = sorted(set(events))
    if not seen:
        raise ValueError("a call needs at least one event")
    first, answers = seen[0], _of(seen, Signal.ANSWERED)
    direction = first.direction
    state = _state(direction, answered=bool(answers), ended=bool(_of(seen, Signal.HUNG_UP)))
    rings = _of(seen, Signal.RINGING)
    return CallReading(
        state=state,
        direction=direction,
        from_number=_first_said(event.from_number for event in seen),
        to_number=_first_said(event.to_number for event in seen),
        extension=_first_said(event.extension for event in reversed(answers or rings or seen)),
        ringing=_extensions(rings) if state is CallState.RINGING else (),
        rang_at=_earliest(rings),
        answered_at=_earliest(answers),
        ended_at=_latest(_of(seen, Signal.HUNG_UP)),
    )


def seconds_talked(reading: CallReading) -> int | None:
    """How long the two sides talked, or None while unknown. A skewed clock never gives a negative length."""
    if reading.answered_at is None or reading.ended_at is None:
        return None
    return max(0, round((reading.ended_at - reading.answered_at).total_seconds()))


RINGS_AT_MOST = timedelta(minutes=5)
"""No telephone rings longer: a call that seems to has lost its last event."""


def silenced(reading: CallReading) -> CallReading:
    """The same call, ringing nowhere: used when a call has rung for longer than any telephone does."""
    if reading.state is not CallState.RINGING:
        return reading
    lost = CallState.MISSED if reading.direction is Direction.INCOMING else CallState.UNANSWERED
    return replace(reading, state=lost, ringing=())


def _of(events: list[CallEvent], kind: Signal) -> list[CallEvent]:
    return [event for event in events if event.kind is kind]


def _state(direction: Direction, *, answered: bool, ended: bool) -> CallState:
    if answered:
        return CallState.ENDED if ended else CallState.TALKING
    if not ended:
        return CallState.RINGING
    return CallState.MISSED if direction is Direction.INCOMING else CallState.UNANSWERED


def _first_said(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _extensions(events: list[CallEvent]) -> tuple[str, ...]:
    return tuple(sorted({event.extension for event in events if event.extension}))


def _earliest(events: list[CallEvent]) -> datetime | None:
    return events[0].at if events else None


def _latest(events: list[CallEvent]) -> datetime | None:
    return events[-1].at if events else None
