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
    windows: dict[str, list[tuple[Decimal, int, int | None]]] = {}
    for row in (row for row in live if row.limit):
        assert row.limit
        amount = _amount(rules, row.limit.amount, facts)
        unit = row.limit.per in UNITS
        mine = row.items if row.limit.shared else (item,)
        reach = row.limit.within if unit else row.limit.per
        used = [one for one in case.used if one.item in mine and _reaches(one, reach)]
        if unit:
            first, last = _window(row.limit, used)
            windows.setdefault(row.limit.per, []).append((amount, first, last))
            if last is None:
                continue
            amount *= last - first
            used = [one for one in used if one.count is None]
        left[row.id] = max(Decimal(0), amount - sum((one.amount for one in used), Decimal(0)))
    limit = min(left.values(), default=None)
    binding = frozenset(name for name, one in left.items() if one == limit)
    units = tuple((unit, _joint(found)) for unit, found in sorted(windows.items()))
    return (limit, units, *_borne(rules, case, live, facts)), binding


def _reaches(one: Any, reach: str) -> bool:
    return reach != "line" and (one.within is None or WIDTH.index(one.within) <= WIDTH.index(reach))


def _window(limit: Any, used: Sequence[Any]) -> tuple[int, int | None]:
    """The units of the next line that are paid: those behind the first, up to the last; counted one by one."""
    seen = sum(one.count or 0 for one in used)
    first = len([unit for unit in range(limit.after) if unit >= seen])
    if limit.times is None:
        return first, None
    paid = [unit for unit in range(limit.after, limit.after + limit.times) if unit >= seen]
    return first, first + len(paid)


def _joint(windows: Sequence[tuple[Decimal, int, int | None]]) -> tuple[Decimal, int | None, int]:
    first = max(window[1] for window in windows)
    ends = [window[2] for window in windows if window[2] is not None]
    times = max(0, min(ends) - first) if ends else None
    if times == 0:
        return Decimal(0), 0, 0
    return min(window[0] for window in windows), times, first


def _borne(rules: RuleSet, case: Case, live: Sequence[Row], facts: Facts) -> tuple[Any, ...]:
    amounts: dict[Any, Decimal] = {}
    shares: dict[Any, Decimal] = {}
    others: dict[Any, int] = {}
    for row in (row for row in live if row.deduction):
        told = row.deduction
        assert told
        used = [one for one in case.used if one.item in row.items]
        earlier = [one for one in used if (one.deducted or one.coinsured) and one.within != "incident"]
        unit = told.per in UNITS
        if not unit and told.times is not None and len(earlier) >= told.times:
            continue
        counted = [one for one in used if _reaches(one, told.within if unit else told.per)]
        key: Any
        if told.percent is not None:
            base = sum((one.coinsured for one in counted), Decimal(0))
            if told.at_least is not None or told.at_most is not None:
                key = (told.percent, Decimal(0), told.of_first, told.at_least, told.at_most, told.per, base)
                others[key] = others.get(key, 0) + 1
            else:
                key = None if told.of_first is None else (told.of_first, told.per, base)
                shares[key] = shares.get(key, Decimal(0)) + told.percent
            continue
        assert told.amount
        amount = _amount(rules, told.amount, facts)
        deducted = sum((one.deducted for one in counted), Decimal(0))
        if told.conditional:
            if amount and deducted <= amount and not any(one.amount for one in counted):
                key = (Decimal(0), amount, None, None, None, told.per, deducted)
                others[key] = others.get(key, 0) + 1
            continue
        times = None
        if unit and told.times is not None:
            times = max(0, told.times - sum(one.count or 0 for one in counted))
        if not unit:
            amount = max(Decimal(0), amount - deducted)
        if amount and times != 0:
            amounts[told.per, times] = amounts.get((told.per, times), Decimal(0)) + amount
    return frozenset(amounts.items()), frozenset(shares.items()), frozenset(others.items())


def _amount(rules: RuleSet, amount: Any, facts: Facts) -> Decimal:
    if amount.fixed is not None:
        return Decimal(amount.fixed)
    return (facts[amount.fact] * amount.percent / 100).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
