"""How one gets there: by road on the same land, by boat or air to another, and whether that runs now.

A guide from distances and the known links, never a promise: 1.4 times the straight way at 45 km/h on land.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

DETOUR, KM_AN_HOUR, GETTING_READY = 1.4, 45.0, 5
TRANSFER = 15
"""Minutes lost at each pier or airfield."""
ALWAYS, BY_DAY = "24/7", "07:00-18:00"


class Way(StrEnum):
    """Whether and how one gets there."""

    ROAD = "road"
    LINK = "link"
    LINK_LATER = "link_later"
    NO_WAY = "no_way"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Step:
    """One crossing between two landmasses; `hours` such as 07:00-17:30, ALWAYS, or empty for any hour by day."""

    mode: str
    to: str
    minutes: int | None
    hours: str
    night: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """`minutes` until one is there when leaving now; `opens` the hour a crossing begins that does not run now."""

    way: Way
    kilometres: float
    minutes: int
    steps: tuple[Step, ...] = ()
    opens: str = ""
    border: bool = False

    @property
    def now(self) -> bool:
        """Whether one can set out at once, as far as is known."""
        return self.way in (Way.ROAD, Way.LINK, Way.UNKNOWN)


def reach(
    kilometres: float, steps: Sequence[Step] | None, *, one_land: bool | None, clock: time, border: bool
) -> Reach:
    """`one_land` is None where a piece of land is not known; `steps` None where no way between two is known; `clock` is
    the time there. A crossing runs within its hours; one without hours by day, or always where it goes at night."""
    drive = _drive(kilometres)
    if one_land is None:
        return Reach(Way.UNKNOWN, kilometres, drive, border=border)
    if one_land:
        return Reach(Way.ROAD, kilometres, drive, border=border)
    if steps is None:
        return Reach(Way.NO_WAY, kilometres, 24 * 60, border=border)
    crossing = sum((step.minutes or 60) + TRANSFER for step in steps)
    waiting = max((_wait(step, clock) for step in steps), default=0)
    shut = next((step for step in steps if _wait(step, clock)), None)
    way = Way.LINK if shut is None else Way.LINK_LATER
    opens = "" if shut is None else _first(shut.hours)
    return Reach(way, kilometres, crossing + waiting, tuple(steps), opens, border)


def _drive(kilometres: float) -> int:
    return round(GETTING_READY + kilometres * DETOUR / KM_AN_HOUR * 60)


def _wait(step: Step, clock: time) -> int:
    """Minutes until the crossing runs; 0 where it does. One without hours that does not go at night runs by day."""
    if step.hours == ALWAYS or (step.night and not step.hours):
        return 0
    first, last = _span(step.hours or BY_DAY)
    at = clock.hour * 60 + clock.minute
    if first <= at <= last if first <= last else at >= first or at <= last:
        return 0
    return (first - at) % (24 * 60)


def _span(hours: str) -> tuple[int, int]:
    first, _, last = hours.partition("-")
    return _minutes(first), _minutes(last)


def _minutes(text: str) -> int:
    hour, _, minute = text.strip().partition(":")
    return int(hour) * 60 + int(minute or 0)


def _first(hours: str) -> str:
    return (hours or BY_DAY).partition("-")[0].strip()
