"""What a bill pays: deductible, coinsurance and cap in the set's order, step by step, rounded once per line."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pharos.policies.cover.deciding.money import ZERO, Borne, Terms
from pharos.policies.cover.words import Step

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Reckoned:
    """One step of the arithmetic: what went in, what came out, and the rows that did it."""

    step: str
    before: Decimal | None
    after: Decimal | None
    rows: tuple[int, ...] = ()


def most(terms: Terms, order: Sequence[Step]) -> Decimal | None:
    """The most that can still be paid, however high the bill; None where nothing limits it. Not yet rounded."""
    left: Decimal | None = None
    for step in order:
        if step is Step.CAP:
            left = terms.limit if left is None else left if terms.limit is None else min(left, terms.limit)
        elif left is not None:
            left = _deductible(left, terms.borne)[0] if step is Step.DEDUCTIBLE else _coinsurance(left, terms.borne)[0]
    return left


def paid(amount: Decimal, count: int, terms: Terms, order: Sequence[Step]) -> tuple[Decimal, list[Reckoned], Terms]:
    """What one line pays, each step, and the terms that are left for the next line. Not yet rounded."""
    left = amount
    steps = []
    borne = terms.borne
    for step in order:
        before = left
        rows: tuple[int, ...] = ()
        if step is Step.CAP:
            left = _capped(left, count, terms)
        elif step is Step.DEDUCTIBLE:
            left, borne, rows = _deductible(left, borne)
        else:
            left, rows = _coinsurance(left, borne)
        if left != before or rows:
            steps.append(Reckoned(step, before, left, rows))
    return left, steps, replace(terms, borne=borne)


def _capped(left: Decimal, count: int, terms: Terms) -> Decimal:
    for unit in terms.units:
        left = min(left, unit.amount * (min(count, unit.times) if unit.times is not None else count))
    return left if terms.limit is None else min(left, terms.limit)


def _deductible(left: Decimal, borne: Sequence[Borne]) -> tuple[Decimal, tuple[Borne, ...], tuple[int, ...]]:
    """Each deductible bears what is left of it; what it bore is gone for the next line, unless it is per line."""
    kept = []
    rows = []
    for one in borne:
        taken = min(left, one.amount)
        left -= taken
        if taken:
            rows.append(one.row)
        kept.append(one if one.per == "line" else replace(one, amount=one.amount - taken))
    return left, tuple(kept), tuple(rows)


def _coinsurance(left: Decimal, borne: Sequence[Borne]) -> tuple[Decimal, tuple[int, ...]]:
    taken = ZERO
    rows = []
    for one in borne:
        if one.percent:
            base = left if one.of_first is None else min(left, one.of_first)
            taken += base * one.percent / HUNDRED
            rows.append(one.row)
    return max(ZERO, left - taken), tuple(rows)
