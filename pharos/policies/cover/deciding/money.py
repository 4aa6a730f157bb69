"""What limits leave, exactly: caps less what was used, deductibles less what was borne, in the set's order."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import cache

from babel.numbers import get_currency_precision

from pharos.policies.cover.cases import Case, State, Used
from pharos.policies.cover.sets import Amount, Row, RuleSet
from pharos.policies.cover.words import UNITS, Reach, Rounding

ZERO = Decimal(0)
_ROUNDINGS = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_DOWN,
}
_WIDTH = {Reach.LINE: 0, Reach.INCIDENT: 1, Reach.TRIP: 2, Reach.POLICY: 3}


@cache
def minor_unit(currency: str) -> Decimal:
    """The smallest amount of a currency: 0.01 EUR, 1 JPY, 0.001 KWD."""
    return Decimal(1).scaleb(-get_currency_precision(currency))


def rounded(amount: Decimal, currency: str, rounding: Rounding) -> Decimal:
    """To the minor unit, by the set's rule."""
    return amount.quantize(minor_unit(currency), rounding=_ROUNDINGS[rounding])


@dataclass(frozen=True)
class Unit:
    """A cap counted by visits, days and the like; `times` None: any number of them."""

    per: str
    amount: Decimal
    times: int | None = None


@dataclass(frozen=True)
class Borne:
    """What the insured bears. `amount` is what is left of a deductible; `percent` of a bill (of its first so much)."""

    row: int
    per: str
    amount: Decimal = ZERO
    percent: Decimal = ZERO
    of_first: Decimal | None = None


@dataclass(frozen=True)
class Terms:
    """The money of one item: the tightest limit left, unit caps, what the insured bears."""

    limit: Decimal | None = None
    units: tuple[Unit, ...] = ()
    borne: tuple[Borne, ...] = ()

    @property
    def signature(self) -> tuple[object, ...]:
        """Equal for two completions that pay the same for every bill."""
        borne = tuple(sorted((one.per, one.amount, one.percent, one.of_first or -1) for one in self.borne))
        return self.limit, self.units, borne


@dataclass(frozen=True)
class Limited:
    """One cap as it stands in a case: what it allows, what was used of it, what is left. `least` bounds an open one."""

    row: int
    allowed: Decimal | None
    used: Decimal
    left: Decimal | None
    least: Decimal


class Purse:
    """The money side of one case."""

    def __init__(self, rules: RuleSet, case: Case) -> None:
        self.rules = rules
        self.case = case
        self.floor = {fact.name: Decimal(str(fact.low or 0)) for fact in rules.facts if not isinstance(fact.low, bool)}
        self._limits: dict[tuple[int, str], Limited] = {}

    def amount(self, amount: Amount) -> Decimal | None:
        """In money of the case; None while the fact it hangs on is unknown."""
        if amount.fixed is not None:
            return amount.fixed
        fact = self.case.facts.get(amount.fact)
        if fact is None or fact.state is not State.KNOWN or not isinstance(fact.value, Decimal):
            return None
        return self._share(fact.value, amount)

    def limited(self, number: int, row: Row, item: str, floors: Mapping[str, Decimal]) -> Limited:
        """A caps row for one item. `floors` are least possible values of unknown money facts."""
        assert row.limit
        found = self._limits.get((number, item)) if not floors else None
        if found is None:
            allowed = self.amount(row.limit.amount)
            if allowed is not None and row.limit.per in UNITS:
                allowed = allowed * row.limit.times if row.limit.times else None
            used = sum((one.amount for one in self.case.used if self._counts(row, item, one)), ZERO)
            left = None if allowed is None else max(ZERO, allowed - used)
            floor = self._floor(row.limit.amount, floors)
            found = Limited(number, allowed, used, left, max(ZERO, floor - used))
            if not floors:
                self._limits[number, item] = found
        return found

    def borne(self, number: int, row: Row) -> Borne | None:
        """A deducts row: what is left for the insured to bear; None when nothing is, or not known."""
        deduction = row.deduction
        assert deduction
        if deduction.times is not None and self._times_borne() >= deduction.times:
            return Borne(number, deduction.per)
        if deduction.percent is not None:
            return Borne(number, deduction.per, ZERO, deduction.percent, deduction.of_first)
        assert deduction.amount
        amount = self.amount(deduction.amount)
        if amount is None:
            return None
        borne = sum((one.deducted for one in self.case.used if _within(one, deduction.per)), ZERO)
        return Borne(number, deduction.per, max(ZERO, amount - borne) if deduction.per != Reach.LINE else amount)

    def _times_borne(self) -> int:
        return sum(1 for one in self.case.used if one.deducted and one.within is not Reach.INCIDENT)

    def _floor(self, amount: Amount, floors: Mapping[str, Decimal]) -> Decimal:
        if amount.fixed is not None:
            return amount.fixed
        return self._share(floors.get(amount.fact, self.floor.get(amount.fact, ZERO)), amount)

    def _share(self, value: Decimal, amount: Amount) -> Decimal:
        if amount.percent == 100:
            return value
        return rounded(value * amount.percent / 100, self.case.currency, self.rules.rounding)

    def _counts(self, row: Row, item: str, used: Used) -> bool:
        assert row.limit
        mine = used.item in row.items if row.limit.shared else used.item == item
        per = row.limit.per
        return mine and (_within(used, per) if per in tuple(Reach) else row.limit.times is not None)


def _within(used: Used, per: str) -> bool:
    """Whether an earlier payment counts against a limit of this reach. One that does not say where counts for all."""
    if per == Reach.LINE:
        return False
    return used.within is None or _WIDTH[used.within] <= _WIDTH[Reach(per)]
