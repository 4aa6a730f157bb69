"""What a bill pays: deductible, coinsurance and cap in the set's order, step by step, rounded once per line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pharos.policies.cover.deciding.money import ZERO, Borne, Terms
from pharos.policies.cover.words import UNITS, Step

HUNDRED = Decimal(100)
ENDLESS = Decimal(10) ** 15
"""A bill above every limit."""

Shares = list[tuple[Borne, Decimal, Decimal]]
"""What each row bore: of how much, and how much."""


@dataclass(frozen=True)
class Reckoned:
    """One step of the arithmetic: what went in, what came out, and the rows that did it.

    `borne` has every row that was applied: of how much, and how much it took.
    """

    step: str
    before: Decimal | None
    after: Decimal | None
    rows: tuple[int, ...] = ()
    borne: tuple[tuple[int, Decimal, Decimal], ...] = ()


def most(terms: Terms, order: Sequence[Step]) -> Decimal | None:
    """The most that can still be paid, however high the bill; None where nothing limits it. Not yet rounded."""
    if terms.limit is None or not terms.borne:
        return terms.limit
    if not any(one.per in UNITS for one in terms.borne):
        return paid(ENDLESS, 1, replace(terms, units=()), order)[0]
    return max(paid(ENDLESS, count, terms, order)[0] for count in _counts(terms, terms.limit))


def paid(amount: Decimal, count: int, terms: Terms, order: Sequence[Step]) -> tuple[Decimal, list[Reckoned], Terms]:
    """What one line pays, each step, and the terms that are left for the next line. Not yet rounded."""
    left = amount
    steps = []
    borne = {one.row: one for one in terms.borne}
    for step in order:
        before = left
        shares: Shares = []
        if step is Step.CAP:
            left = _capped(left, count, terms)
        elif step is Step.DEDUCTIBLE:
            left, shares = _deductible(left, count, terms.borne)
        else:
            left, shares = _coinsurance(left, terms.borne)
        borne |= {one.row: _next(one, of, taken, count) for one, of, taken in shares}
        rows = tuple(one.row for one, _of, taken in shares if taken)
        if left != before or shares:
            told = tuple((one.row, of, taken) for one, of, taken in shares)
            steps.append(Reckoned(step, before, left, rows, told))
    return left, steps, replace(terms, borne=tuple(borne.values()))


def _counts(terms: Terms, limit: Decimal) -> set[int]:
    """Numbers of units among which the one is that pays most: a single one, or as many as the limit allows."""
    found = {1}
    for unit in terms.units:
        if unit.amount:
            whole = int(limit // unit.amount) + unit.after
            found |= {max(1, whole), whole + 1}
    return found


def _capped(left: Decimal, count: int, terms: Terms) -> Decimal:
    for unit in terms.units:
        left = min(left, unit.amount * unit.payable(count))
    return left if terms.limit is None else min(left, terms.limit)


def _deductible(left: Decimal, count: int, borne: Sequence[Borne]) -> tuple[Decimal, Shares]:
    """Each deductible bears what is left of it, one after the other."""
    found: Shares = []
    for one in borne:
        if one.amount:
            taken = _borne(one, left, count)
            found.append((one, left, taken))
            left -= taken
    return left, found


def _borne(one: Borne, left: Decimal, count: int) -> Decimal:
    if one.conditional:  # what was not paid before is paid once the franchise is passed
        return _franchise(one, one.base + left) - _franchise(one, one.base)
    units = 1 if one.per not in UNITS else count if one.times is None else min(count, one.times)
    return min(left, one.amount * units)


def _franchise(one: Borne, whole: Decimal) -> Decimal:
    return whole if whole <= one.amount else ZERO


def _coinsurance(left: Decimal, borne: Sequence[Borne]) -> tuple[Decimal, Shares]:
    """Every percentage is of the same amount."""
    found = [(one, left, _share(one, one.base + left) - _share(one, one.base)) for one in borne if one.percent]
    return max(ZERO, left - sum((taken for _one, _of, taken in found), ZERO)), found


def _share(one: Borne, whole: Decimal) -> Decimal:
    """What a percentage comes to of so much."""
    base = whole if one.of_first is None else min(whole, one.of_first)
    found = base * one.percent / HUNDRED
    if one.at_least is not None:
        found = max(found, one.at_least)
    if one.at_most is not None:
        found = min(found, one.at_most)
    return min(found, whole)


def _next(one: Borne, of: Decimal, taken: Decimal, count: int) -> Borne:
    """The same row for the next line: what it bore is gone, unless it begins anew with every line."""
    if one.per == "line":
        return one
    if one.per in UNITS:
        return one if one.times is None else replace(one, times=max(0, one.times - count))
    if one.percent or one.conditional:
        return replace(one, base=one.base + of)
    return replace(one, amount=one.amount - taken)
