"""The rule of the decision, told as plainly as possible: try every completion. Slow, and sharing no code with cover.

Only the values themselves (sets, rows, cells' fields) are used; how a cell holds, what silences what and what is paid
is written here a second time.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pharos.policies.cover.cases import Case, State
from pharos.policies.cover.cells import Cell, Interval, Is, OneOf
from pharos.policies.cover.expanding import all_rows
from pharos.policies.cover.sets import FactKind, Row, RuleSet

Facts = Mapping[str, Any]
WIDTH = ("line", "incident", "trip", "policy")
UNITS = ("visit", "day", "night", "person", "piece")


@dataclass(frozen=True)
class Way:
    """How one completion turns out: equal signatures are the same outcome and amount."""

    signature: tuple[Any, ...]
    cited: frozenset[str]
    facts: tuple[tuple[str, Any], ...]


def holds(cell: Cell, value: Any) -> bool:
    if isinstance(cell, Is):
        return bool(value == cell.value)
    if isinstance(cell, OneOf):
        inside = any(value == one for one in cell.values)
        return not inside if cell.negated else inside
    if cell.low is not None and (value < cell.low or (cell.low_out and value == cell.low)):
        return False
    return not (cell.high is not None and (value > cell.high or (cell.high_out and value == cell.high)))


def completions(rules: RuleSet, case: Case) -> Iterator[dict[str, Any]]:
    """Every way the unknown facts can turn out, numbers at every cell's ends and on both sides of them."""
    names = [fact.name for fact in rules.facts]
    choices = []
    for fact in rules.facts:
        known = case.facts.get(fact.name)
        if known is not None and known.state is State.KNOWN:
            choices.append([known.value])
        else:
            choices.append(values(fact, rules))
    for one in itertools.product(*choices):
        yield dict(zip(names, one, strict=True))


def values(fact: FactKind, rules: RuleSet) -> list[Any]:
    if fact.kind == "yes_no":
        return [False, True]
    if fact.kind == "choice":
        return list(fact.values)
    step = 1 if fact.kind == "whole" else Decimal("0.5")
    ends = {fact.low, fact.high}
    for row in all_rows(rules):
        cell = row.when.get(fact.name)
        if isinstance(cell, Interval):
            ends |= {cell.low, cell.high}
    known = {end for end in ends if end is not None}
    around = {end + move for end in known for move in (-step, 0, step)} or {0}
    inside = [
        one for one in around if (fact.low is None or one >= fact.low) and (fact.high is None or one <= fact.high)
    ]
    if fact.kind == "money":  # amounts hang on it: values no cell names, and one beyond every limit
        inside += [max(known) + Decimal(10) ** 6, max(known) + Decimal(10) ** 7]
    return sorted(set(inside))


def way(rules: RuleSet, case: Case, item: str, facts: Facts) -> Way:
    """One item, all facts known."""
    rows = [row for row in all_rows(rules) if item in row.items]
    true = {row.id: all(holds(cell, facts[name]) for name, cell in row.when.items()) for row in rows}
    force: dict[str, bool] = {}

    def in_force(row: Row) -> bool:
        if row.id not in force:
            silencers = [other for other in rows if other is not row and silences(other, row, rules)]
            force[row.id] = true[row.id] and not any(in_force(other) for other in silencers)
        return force[row.id]

    live = [row for row in rows if in_force(row)]
    return Way(*_said(rules, case, item, live, facts), tuple(sorted(facts.items())))


def silences(one: Row, other: Row, rules: RuleSet) -> bool:
    if other.id in one.overrides:
        return True
    giving = ("grants", "restores")
    opposite = (one.effect in giving and other.effect == "excludes") or (
        one.effect == "excludes" and other.effect in giving
    )
    below = next(part.overrides for part in rules.parts if part.name == one.part)
    return opposite and (other.part in below or other.part in one.overrides)


def _said(
    rules: RuleSet, case: Case, item: str, live: Sequence[Row], facts: Facts
) -> tuple[tuple[Any, ...], frozenset[str]]:
    of = {effect: [row for row in live if row.effect == effect] for effect in ("refers", "grants", "excludes")}
    contradiction = (*of["grants"], *of["excludes"]) if of["grants"] and of["excludes"] else ()
    if of["refers"] or contradiction:
        return ("refer",), frozenset(row.id for row in (*of["refers"], *contradiction))
    if of["excludes"]:
        return ("refuse",), frozenset(row.id for row in of["excludes"])
    if not of["grants"]:
        return ("refer",), frozenset()
    money, binding = _money(rules, case, item, live, facts)
    return ("covered", *money), frozenset(row.id for row in of["grants"]) | binding


def _money(
    rules: RuleSet, case: Case, item: str, live: Sequence[Row], facts: Facts
) -> tuple[tuple[Any, ...], frozenset[str]]:
    left: dict[str, Decimal] = {}
    units: dict[str, tuple[Decimal, int | None]] = {}
    for row in (row for row in live if row.limit):
        assert row.limit
        amount = _amount(rules, row.limit.amount, facts)
        if row.limit.per in UNITS:
            held = units.get(row.limit.per, (amount, row.limit.times))
            times = [one for one in (held[1], row.limit.times) if one is not None]
            units[row.limit.per] = min(held[0], amount), min(times, default=None)
            if row.limit.times is None:
                continue
            amount *= row.limit.times
        mine = row.items if row.limit.shared else (item,)
        reach = 3 if row.limit.per in UNITS else WIDTH.index(row.limit.per)
        used = [one for one in case.used if one.item in mine]
        counted = [one for one in used if one.within is None or WIDTH.index(one.within) <= reach]
        left[row.id] = max(Decimal(0), amount - sum((one.amount for one in counted), Decimal(0)))
    limit = min(left.values(), default=None)
    binding = frozenset(name for name, one in left.items() if one == limit)
    return (limit, tuple(sorted(units.items())), *_borne(rules, case, live, facts)), binding


def _borne(rules: RuleSet, case: Case, live: Sequence[Row], facts: Facts) -> tuple[Any, ...]:
    amounts: dict[str, Decimal] = {}
    shares: dict[Any, Decimal] = {}
    for row in (row for row in live if row.deduction):
        told = row.deduction
        assert told
        earlier = [one for one in case.used if one.deducted and one.within != "incident"]
        if told.times is not None and len(earlier) >= told.times:
            continue
        if told.percent is not None:
            shares[told.of_first] = shares.get(told.of_first, Decimal(0)) + told.percent
            continue
        assert told.amount
        amount = _amount(rules, told.amount, facts)
        if told.per != "line":
            reach = WIDTH.index(told.per)
            borne = [one.deducted for one in case.used if one.within is None or WIDTH.index(one.within) <= reach]
            amount = max(Decimal(0), amount - sum(borne, Decimal(0)))
        if amount:
            amounts[told.per] = amounts.get(told.per, Decimal(0)) + amount
    return frozenset(amounts.items()), frozenset(shares.items())


def _amount(rules: RuleSet, amount: Any, facts: Facts) -> Decimal:
    if amount.fixed is not None:
        return Decimal(amount.fixed)
    return (facts[amount.fact] * amount.percent / 100).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
