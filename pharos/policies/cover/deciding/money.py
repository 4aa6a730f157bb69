"""What limits leave, exactly: caps less what was used, deductibles less what was borne, in the set's order."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import cache, cached_property

from babel.numbers import get_currency_precision

from pharos.policies.cover.cases import Case, State, Used
from pharos.policies.cover.sets import Amount, Row, RuleSet
from pharos.policies.cover.words import UNITS, Kind, Reach, Rounding

ZERO = Decimal(0)
_ROUNDINGS = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_DOWN,
}
Bounds = Mapping[str, tuple[Decimal, Decimal | None]]
"""By money fact, the ends between which its unknown value lies."""

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

    @cached_property
    def signature(self) -> tuple[object, ...]:
        """Equal for two completions that pay the same: deductibles of one reach add up, so do shares of one base."""
        amounts: dict[str, Decimal] = {}
        shares: dict[Decimal | None, Decimal] = {}
        for one in self.borne:
            if one.percent:
                shares[one.of_first] = shares.get(one.of_first, ZERO) + one.percent
            elif one.amount:
                amounts[one.per] = amounts.get(one.per, ZERO) + one.amount
        return self.limit, self.units, frozenset(amounts.items()), frozenset(shares.items())


@dataclass(frozen=True)
class Limited:
    """One cap as it stands in a case: what it allows, what was used of it, what is left (None: not known).

    `least` is what is left at least, `most` at most, `low` the least one unit can be; `fact` what it waits for.
    """

    row: int
    allowed: Decimal | None
    used: Decimal
    left: Decimal | None
    least: Decimal
    most: Decimal | None = None
    fact: str = ""
    low: Decimal = ZERO


class Purse:
    """The money side of one case."""

    def __init__(self, rules: RuleSet, case: Case) -> None:
        self.rules = rules
        self.case = case
        self.bounds = {
            fact.name: (Decimal(fact.low or 0), fact.high) for fact in rules.facts if fact.kind is Kind.MONEY
        }
        self._limits: dict[tuple[int, str], Limited] = {}

    def amount(self, amount: Amount) -> Decimal | None:
        """In money of the case; None while the fact it hangs on is unknown."""
        if amount.fixed is not None:
            return amount.fixed
        fact = self.case.facts.get(amount.fact)
        if fact is None or fact.state is not State.KNOWN or not isinstance(fact.value, Decimal):
            return None
        return self._share(fact.value, amount)

    def limited(self, number: int, row: Row, item: str, bounds: Bounds) -> Limited:
        """A caps row for one item. `bounds` are the ends between which unknown money facts lie."""
        found = self._limits.get((number, item)) if not bounds else None
        if found is None:
            found = self._limited(number, row, item, bounds)
            if not bounds:
                self._limits[number, item] = found
        return found

    def _limited(self, number: int, row: Row, item: str, bounds: Bounds) -> Limited:
        assert row.limit
        times = row.limit.times or 1
        low, high = self._range(row.limit.amount, bounds)
        allowed = low * times if low == high else None
        if row.limit.per in UNITS and row.limit.times is None:
            return Limited(number, None, ZERO, None, low, high, "" if low == high else row.limit.amount.fact, low)
        used = sum((one.amount for one in self.case.used if self._counts(row, item, one)), ZERO)
        least = max(ZERO, low * times - used)
        most = None if high is None else max(ZERO, high * times - used)
        same = most == least
        fact = "" if same else row.limit.amount.fact
        return Limited(number, allowed, used, least if same else None, least, most, fact, low)

    def borne(self, number: int, row: Row, bounds: Bounds) -> Borne | None:
        """A deducts row: what is left for the insured to bear; None while that is not known."""
        deduction = row.deduction
        assert deduction
        if deduction.times is not None and self._times_borne() >= deduction.times:
            return Borne(number, deduction.per)
        if deduction.percent is not None:
            return Borne(number, deduction.per, ZERO, deduction.percent, deduction.of_first)
        assert deduction.amount
        earlier = sum((one.deducted for one in self.case.used if _within(one, deduction.per)), ZERO)
        low, high = self._range(deduction.amount, bounds)
        least = max(ZERO, low - earlier)
        same = high is not None and max(ZERO, high - earlier) == least
        return Borne(number, deduction.per, least) if same else None

    def _range(self, amount: Amount, bounds: Bounds) -> tuple[Decimal, Decimal | None]:
        """The least and the most an amount can be; equal where it is known."""
        known = self.amount(amount)
        if known is not None:
            return known, known
        low, high = bounds.get(amount.fact) or self.bounds[amount.fact]
        return self._share(low, amount), None if high is None else self._share(high, amount)

    def _times_borne(self) -> int:
        return sum(1 for one in self.case.used if one.deducted and one.within is not Reach.INCIDENT)

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
