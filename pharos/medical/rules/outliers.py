"""Whether a treatment stands out beside others of the same diagnosis, told only where there are enough of them.

A treatment stands out when as much as here was given so seldom that even the upper end of the exact 95 % interval is
below `RARE`: with nothing like it among others that takes 36 of them, so that few are never enough by themselves. A
clinic stands out when its share of needless medicines lies above everybody else's by intervals that do not touch.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

LEAST, RARE = 20, 0.10
Interval = Callable[[int, int], tuple[float, float]]
"""Of so many among so many: low and high."""


class Measure(StrEnum):
    """What is counted of a treatment."""

    MEDICINES = "medicines"
    TESTS = "tests"
    DAYS = "days"


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A treatment's number beside `n` others'. `first` to `third`: between these lies the middle half of them;
    `as_many`: how many had at least as much, a share from `low` to `high`; `far`: so few that it stands out."""

    measure: Measure
    value: int
    n: int
    first: int
    third: int
    as_many: int
    low: float
    high: float

    @property
    def far(self) -> bool:
        return self.high < RARE and self.value > self.third


@dataclass(frozen=True, kw_only=True)
class Needless:
    """Of `n` medicines judged, `bad` without grounds or harmful; `low` to `high` bounds the share at 95 %."""

    n: int
    bad: int
    low: float
    high: float

    @property
    def part(self) -> float:
        return self.bad / self.n


def beside(measure: Measure, value: int, others: Mapping[int, int], interval: Interval) -> Beside | None:
    """`others`: how many treatments had which number. None while there are fewer than LEAST."""
    n = sum(others.values())
    if n < LEAST:
        return None
    as_many = sum(count for number, count in others.items() if number >= value)
    low, high = interval(as_many, n)
    first, third = _at(others, n * 0.25), _at(others, n * 0.75)
    return Beside(measure=measure, value=value, n=n, first=first, third=third, as_many=as_many, low=low, high=high)


def needless(bad: int, n: int, interval: Interval) -> Needless | None:
    """None while fewer than LEAST medicines were judged."""
    if n < LEAST:
        return None
    low, high = interval(bad, n)
    return Needless(n=n, bad=bad, low=low, high=high)


def apart(clinic: Needless | None, others: Needless | None) -> bool:
    """Whether a clinic gives more that is needless than all the others of its country."""
    return clinic is not None and others is not None and clinic.low > others.high


def _at(counts: Mapping[int, int], place: float) -> int:
    passed = 0
    for number in sorted(counts):
        passed += counts[number]
        if passed >= place:
            return number
    return 0
