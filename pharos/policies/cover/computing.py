"""Facts that follow from others: a closed list of operations, each of two operands."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from pharos.policies.cover.cells import Value
from pharos.policies.cover.words import Operation

Stay = tuple[date, date]


class WrongOrder(ValueError):
    """The second day lies before the first."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__(f"{last} lies before {first}")
        self.first = first
        self.last = last


def years(earlier: date, later: date) -> int:
    """Full years from the first day to the second; who was born on 29 February has his birthday on 1 March."""
    if later < earlier:
        raise WrongOrder(earlier, later)
    return later.year - earlier.year - ((later.month, later.day) < (earlier.month, earlier.day))


def stay_day(stays: Sequence[Stay], on: date) -> int:
    """Which day abroad this is: every day of every stay up to it counts once, both ends included."""
    days: set[int] = set()
    for first, last in stays:
        days.update(range(first.toordinal(), min(last, on).toordinal() + 1))
    return len(days)


def _minus(one: int | Decimal, other: int | Decimal) -> int | Decimal:
    return one - other


def _within(one: str, listed: Sequence[str]) -> bool:
    """However the list is written: a policy names EG where a set's own zones are small letters."""
    return one.casefold() in {each.casefold() for each in listed}


OPERATIONS: dict[Operation, Callable[..., Value]] = {
    Operation.YEARS: years,
    Operation.DAYS: lambda earlier, later: (later - earlier).days,
    Operation.MINUS: _minus,
    Operation.WITHIN: _within,
    Operation.STAY_DAY: stay_day,
}
