"""A promise's clock as a shape, a time and a word. The shape is geometry in SVG attributes, drawn by the server."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from pharos.core.clocks import Clock, ClockState
from pharos.site.drawing.spans import coarse, span

MINUTE = timedelta(minutes=1)

LOOKS = {
    ClockState.RUNNING: ("idle", ""),
    ClockState.SOON: ("waiting", ""),
    ClockState.LATE: ("late", "late"),
    ClockState.PAUSED: ("idle", "pause"),
    ClockState.MET: ("covered", "ok"),
    ClockState.MISSED: ("late", "late"),
    ClockState.WITHDRAWN: ("idle", "no"),
}


@dataclass(frozen=True, kw_only=True)
class ClockView:
    """What the template draws. `icon` is empty where a ring that drains is drawn instead: `ring` percent are left.

    `ticks` says that the text beside the shape changes with time (the clock runs or is late)."""

    status: str
    icon: str
    ring: int
    text: str
    started_at: datetime
    due_at: datetime
    ticks: bool
    label: str = ""
    note: str = ""
    big: bool = False


def clock_view(clock: Clock, now: datetime, *, label: str = "", note: str = "", big: bool = False) -> ClockView:
    """The clock as it stands at `now`; `label` names the promise, `note` stands small behind the time."""
    state = clock.state(now)
    status, icon = LOOKS[state]
    return ClockView(
        status=status,
        icon=icon,
        ring=round(clock.share_left(now) * 100),
        text=clock_words(state, clock.left(now)),
        started_at=clock.started_at,
        due_at=clock.due_at,
        ticks=state in {ClockState.RUNNING, ClockState.SOON, ClockState.LATE},
        label=label,
        note=note,
        big=big,
    )


def clock_words(state: ClockState, left: timedelta) -> str:
    """The time in words: a distance while it runs, a word once it stands."""
    if state is ClockState.PAUSED:
        return _("paused")
    if state is ClockState.MET:
        return _("met")
    if state is ClockState.WITHDRAWN:
        return _("withdrawn")
    if state is ClockState.MISSED:
        return _("late by %(time)s") % {"time": coarse(max(abs(left), MINUTE))}
    if state is ClockState.LATE:
        return _("%(time)s ago") % {"time": coarse(max(abs(left), MINUTE))}
    return _("in %(time)s") % {"time": span(left)}
