"""Which of several versions of one set a case falls under: of those whose days hold the set's day, the one that begins
last; of two that begin together, the one published last. So a later version takes over from its first day on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class Edition:
    """A published or proposed version. Its period is of the set's own day; `place` is its place in the order in which
    versions were published, the proposed one last."""

    place: int
    hash: str
    first: date | None = None
    last: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether the day lies in the period. An unknown day lies in an unbounded one only."""
        if self.first is None and self.last is None:
            return True
        if day is None:
            return False
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def standing(editions: Iterable[Edition], day: date | None) -> Edition | None:
    """The version that decides on this day; None where none does."""
    fitting = [one for one in editions if one.holds(day)]
    return max(fitting, key=begins_last, default=None)


def begins_last(one: Edition) -> tuple[date, int]:
    """What the latest of several versions has most of."""
    return one.first or date.min, one.place


def overlap(one: Edition, other: Edition) -> bool:
    """Whether some day lies in both periods."""
    starts = max(one.first or date.min, other.first or date.min)
    return starts <= min(one.last or date.max, other.last or date.max)
