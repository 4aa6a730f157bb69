"""A promise's clock as a value: when it started, when it is due, when it stood still.

A clock is read against a moment that is passed in; it never asks what time it is.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class ClockState(StrEnum):
    RUNNING = "running"
    SOON = "soon"
    LATE = "late"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Clock:
    """`due_at` already includes the time spent paused; `rule` and `rule_version` name what set it."""

    rule: str
    rule_version: int
    started_at: datetime
    due_at: datetime
    paused_at: datetime | None = None
    stopped_at: datetime | None = None
    withdrawn: bool = False

    def left(self, now: datetime) -> timedelta:
        """Time to the due moment, negative when late; frozen while paused and once stopped."""
        return self.due_at - (self.stopped_at or self.paused_at or now)

    def state(self, now: datetime, *, soon: timedelta = timedelta(minutes=15)) -> ClockState:
        left = self.left(now)
        if self.withdrawn:
            return ClockState.WITHDRAWN
        if self.stopped_at:
            return ClockState.MET if left >= timedelta(0) else ClockState.MISSED
        if self.paused_at:
            return ClockState.PAUSED
        if left < timedelta(0):
            return ClockState.LATE
        return ClockState.SOON if left <= soon else ClockState.RUNNING

    def share_left(self, now: datetime) -> float:
        """The part of the whole span that is left, from 1 (just started) to 0 (due or late)."""
        whole = (self.due_at - self.started_at).total_seconds()
        if whole <= 0:
            return 0.0
        return min(1.0, max(0.0, self.left(now).total_seconds() / whole))
