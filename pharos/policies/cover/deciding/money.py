"""What limits leave, exactly: caps less what was used, deductibles less what was borne, in the set's order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import cache, cached_property

from babel.numbers import get_currency_precision

from pharos.policies.cover.cases import Case, State, Used
from pharos.policies.cover.sets import Amount, Deduction, Row, RuleSet
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
    """A cap counted by visits, days and the like: the first `after` are not paid, then `times` are (None: all)."""

    per: str
    amount: Decimal
    times: int | None = None
    after: int = 0

    def payable(self, count: int) -> int:
        """How many of a line's units are paid."""
        behind = max(0, count - self.after)
        return behind if self.times is None else min(behind, self.times)


@dataclass(frozen=True)
class Borne:
    """What the insured bears by one row.

    `amount` is what is left of a deductible; of each of `times` units, where `per` is one; or, `conditional`, the
    franchise. `percent` is of a bill (of its first so much), at least and at most so much. `base` is what the row was
    applied to before.
    """

    row: int
    per: str
    amount: Decimal = ZERO
    percent: Decimal = ZERO
    of_first: Decimal | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    conditional: bool = False
    times: int | None = None
    base: Decimal = ZERO

    @property
    def bounded(self) -> bool:
        return self.at_least is not None or self.at_most is not None


@dataclass(frozen=True)
class Terms:
    """The money of one item: the tightest limit left, unit caps, what the insured bears."""

    limit: Decimal | None = None
    units: tuple[Unit, ...] = ()
    borne: tuple[Borne, ...] = ()

    @cached_property
    def signature(self) -> tuple[object, ...]:
        """Equal for two completions that pay the same: deductibles of one reach add up, so do shares of one base."""
        amounts: dict[object, Decimal] = {}
        shares: dict[object, Decimal] = {}
        others: dict[object, int] = {}
        for one in self.borne:
            if one.conditional or one.bounded:
                key = (one.percent, one.amount, one.of_first, one.at_least, one.at_most, one.per, one.base)
                others[key] = others.get(key, 0) + 1
            elif one.percent:
                first = None if one.of_first is None else (one.of_first, one.per, one.base)
                shares[first] = shares.get(first, ZERO) + one.percent
            elif one.amount:
                amounts[one.per, one.times] = amounts.get((one.per, one.times), ZERO) + one.amount
        return self.limit, self.units, *(frozenset(found.items()) for found in (amounts, shares, others))


@dataclass(frozen=True)
class Limited:
    """One cap as it stands in a case: what it allows, what was used of it, what is left (None: not known).

    `least` is what is left at least, `most` at most, `low` the least one unit can be; `fact` what it waits for;
    `times` the units that may still be paid.
    """

    row: int
    allowed: Decimal | None
    used: Decimal
    left: Decimal | None
    least: Decimal
    most: Decimal | None = None
    fact: str = ""
    low: Decimal = ZERO
    times: int | None = None


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
        limit = row.limit
        assert limit
        counted = limit.per in UNITS
        times = self.units(row, item)[0] if counted else 1
        low, high = self._range(limit.amount, bounds)
        if times is None:
            return Limited(number, None, ZERO, None, low, high, "" if low == high else limit.amount.fact, low)
        if times == 0:
            return Limited(number, ZERO, ZERO, ZERO, ZERO, ZERO, times=0)
        earlier = (one for one in self.case.used if self._counts(row, item, one))
        used = sum((one.amount for one in earlier if not counted or one.count is None), ZERO)
        least = max(ZERO, low * times - used)
        most = None if high is None else max(ZERO, high * times - used)
        same = most == least
        allowed = low * times if low == high else None
        fact = "" if same else limit.amount.fact
        return Limited(number, allowed, used, least if same else None, least, most, fact, low, times)

    def units(self, row: Row, item: str) -> tuple[int | None, int]:
        """Of a cap counted by units: how many may still be paid, and how many still pass unpaid before them."""
        limit = row.limit
        assert limit
        gone = sum(one.count or 0 for one in self.case.used if self._counts(row, item, one))
        times = None if limit.times is None else max(0, limit.times - max(0, gone - limit.after))
        return times, max(0, limit.after - gone)

    def borne(self, number: int, row: Row, bounds: Bounds) -> Borne | None:
        """A deducts row: what is left for the insured to bear; None while that is not known."""
        deduction = row.deduction
        assert deduction
        mine = [one for one in self.case.used if one.item in row.items]
        if deduction.per in UNITS:
            return self._by_unit(number, deduction, mine, bounds)
        if deduction.times is not None and _times_borne(mine) >= deduction.times:
            return Borne(number, deduction.per)
        earlier = [one for one in mine if _within(one, deduction.per)]
        if deduction.percent is not None:
            return _share_of(number, row.id, deduction, earlier)
        assert deduction.amount
        low, high = self._range(deduction.amount, bounds)
        if deduction.conditional:
            return _franchise(number, row.id, deduction, earlier, low if low == high else None)
        gone = sum((_taken(one, row.id) for one in earlier), ZERO)
        least = max(ZERO, low - gone)
        same = high is not None and max(ZERO, high - gone) == least
        return Borne(number, deduction.per, least) if same else None

    def _by_unit(self, number: int, deduction: Deduction, mine: Sequence[Used], bounds: Bounds) -> Borne | None:
        assert deduction.amount
        gone = sum(one.count or 0 for one in mine if _within(one, deduction.within))
        times = None if deduction.times is None else max(0, deduction.times - gone)
        low, high = self._range(deduction.amount, bounds)
        if times == 0:
            return Borne(number, deduction.per)
        return Borne(number, deduction.per, low, times=times) if low == high else None

    def _range(self, amount: Amount, bounds: Bounds) -> tuple[Decimal, Decimal | None]:
        """The least and the most an amount can be; equal where it is known."""
        known = self.amount(amount)
        if known is not None:
            return known, known
        low, high = bounds.get(amount.fact) or self.bounds[amount.fact]
        return self._share(low, amount), None if high is None else self._share(high, amount)

    def _share(self, value: Decimal, amount: Amount) -> Decimal:
        if amount.percent == 100:
            return value
        return rounded(value * amount.percent / 100, self.case.currency, self.rules.rounding)

    def _counts(self, row: Row, item: str, used: Used) -> bool:
        assert row.limit
        mine = used.item in row.items if row.limit.shared else used.item == item
        per = row.limit.per
        return mine and _within(used, row.limit.within if per in UNITS else per)


def _within(used: Used, per: str) -> bool:
    """Whether an earlier payment counts against a limit of this reach. One that does not say where counts for all."""
    if per == Reach.LINE:
        return False
    return used.within is None or _WIDTH[used.within] <= _WIDTH[Reach(per)]


def _share_of(number: int, row: str, deduction: Deduction, earlier: Sequence[Used]) -> Borne:
    """A percentage; what it was taken of before matters where it is not simply a share of every line."""
    assert deduction.percent is not None
    found = Borne(
        number,
        deduction.per,
        percent=deduction.percent,
        of_first=deduction.of_first,
        at_least=deduction.at_least,
        at_most=deduction.at_most,
    )
    if found.of_first is None and not found.bounded:
        return found
    return replace(found, base=sum((_base(one, row, one.coinsured) for one in earlier), ZERO))


def _franchise(
    number: int, row: str, deduction: Deduction, earlier: Sequence[Used], amount: Decimal | None
) -> Borne | None:
    """A conditional one. Where something was paid for the incident before, it has been passed."""
    if any(one.borne is None and one.amount for one in earlier):
        return Borne(number, deduction.per)
    if amount is None:
        return None
    base = sum((_base(one, row, one.deducted) for one in earlier), ZERO)
    if base > amount:
        return Borne(number, deduction.per)
    return Borne(number, deduction.per, amount, conditional=bool(amount), base=base if amount else ZERO)


def _base(used: Used, row: str, told: Decimal) -> Decimal:
    """What this row was applied to: known of lines settled just now, else as it is told."""
    return told if used.borne is None else next((of for name, of, _taken in used.borne if name == row), ZERO)


def _taken(used: Used, row: str) -> Decimal:
    return (
        used.deducted if used.borne is None else next((taken for name, _of, taken in used.borne if name == row), ZERO)
    )


def _times_borne(earlier: Sequence[Used]) -> int:
    """In how many other incidents something was borne."""
    return sum(1 for one in earlier if (one.deducted or one.coinsured) and one.within is not Reach.INCIDENT)
