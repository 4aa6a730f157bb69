"""A set made ready to decide by: rows as bits, overriding rows first, items as masks."""

from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

from pharos.policies.cover.cells import Cell, Interval
from pharos.policies.cover.deciding.columns import Column
from pharos.policies.cover.edges import edges
from pharos.policies.cover.expanding import all_rows
from pharos.policies.cover.sets import DATE_FACTS, ISSUED, LOSS_DATE, Row, RuleSet
from pharos.policies.cover.words import Basis, Effect

Condition = tuple[str, Cell]


@dataclass(frozen=True)
class ItemMasks:
    """The rows that speak of an item, by what they do. `silencers` is by bit: the rows that silence that row here."""

    name: str
    rows: int
    grants: int
    excludes: int
    refers: int
    restores: int
    caps: int
    deducts: int
    duties: int
    contested: int
    facts: int
    silencers: dict[int, int]


class Compiled:
    """Rows in an order in which every row comes after those that can silence it.

    Bit n stands for `rows[n]`; `rank[n]` is its place in the file. `memo` holds, item by item, decisions already made
    for the same rows fired and open, the same facts unknown and the same money; a decision follows from these alone.
    """

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        written = all_rows(rules)
        graph = edges(written, rules.parts)
        order = _order(graph)
        place = {old: new for new, old in enumerate(order)}
        self.rows: tuple[Row, ...] = tuple(written[old] for old in order)
        self.rank: tuple[int, ...] = tuple(order)
        self.silences = tuple(tuple(sorted(place[other] for other in graph[old])) for old in order)
        self.conditions = tuple(conditions(row, rules.basis) for row in self.rows)
        self.all = (1 << len(self.rows)) - 1
        self.columns = _columns(rules, self.conditions)
        self.by_name = {column.name: column for column in self.columns}
        silencers = _silencers(self.silences)
        self.items = tuple(_item(name, self.rows, silencers, self.columns) for name in rules.items)
        self.lookups = tuple((1 << n, one.name, one.uses, one.false_rows) for n, one in enumerate(self.columns))
        self.memo: list[dict[object, Any]] = [{} for _item in self.items]
        self.outcomes: dict[tuple[int, int], Any] = {}
        self.purse: Any = None
        self.live: dict[object, Any] = {}
        self.costs = {fact.name: (fact.cost, number) for number, fact in enumerate(rules.facts)}
        first: dict[int, int] = {}
        self.twins = tuple(first.setdefault(item.rows, number) for number, item in enumerate(self.items))
        self.item_at = {item.name: number for number, item in enumerate(self.items)}
        self.duties = mask_of(self.rows, Effect.REQUIRES)
        self.silenced_duties = self.duties & sum(silencers)
        self.amount_facts = tuple(
            sorted({row.limit.amount.fact for row in self.rows if row.limit and row.limit.amount.fact}
                   | {row.deduction.amount.fact for row in self.rows
                      if row.deduction and row.deduction.amount and row.deduction.amount.fact})
        )  # fmt: skip


def conditions(row: Row, basis: Basis) -> tuple[Condition, ...]:
    """All conditions of a row: those written, and the days on which it exists."""
    found = tuple(row.when.items())
    if row.first or row.last:
        found = (*found, (ISSUED if basis is Basis.ISSUED else LOSS_DATE, Interval(row.first, row.last)))
    return found


def mask_of(rows: Sequence[Row], effect: Effect, item: str = "") -> int:
    return sum(1 << n for n, row in enumerate(rows) if row.effect is effect and (not item or item in row.items))


def bits(mask: int) -> list[int]:
    """The places of the bits, lowest first."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def _order(graph: Sequence[tuple[int, ...]]) -> list[int]:
    sorter: TopologicalSorter[int] = TopologicalSorter({number: () for number in range(len(graph))})
    for number, silenced in enumerate(graph):
        for other in silenced:
            sorter.add(other, number)
    return list(sorter.static_order())


def _columns(rules: RuleSet, found: Sequence[tuple[Condition, ...]]) -> tuple[Column, ...]:
    cells: dict[str, list[tuple[int, Cell]]] = {}
    for number, row in enumerate(found):
        for name, cell in row:
            cells.setdefault(name, []).append((1 << number, cell))
    return tuple(Column(kind, cells[kind.name]) for kind in (*rules.facts, *DATE_FACTS) if kind.name in cells)


def _silencers(silences: Sequence[tuple[int, ...]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for number, others in enumerate(silences):
        for other in others:
            found[1 << other] = found.get(1 << other, 0) | 1 << number
    return found


def _item(name: str, rows: Sequence[Row], silencers: dict[int, int], columns: Sequence[Column]) -> ItemMasks:
    mine = sum(1 << number for number, row in enumerate(rows) if name in row.items)
    here = {bit: mask & mine for bit, mask in silencers.items() if bit & mine and mask & mine}
    return ItemMasks(
        name=name,
        rows=mine & ~mask_of(rows, Effect.REQUIRES),
        duties=mask_of(rows, Effect.REQUIRES, name),
        grants=mask_of(rows, Effect.GRANTS, name),
        excludes=mask_of(rows, Effect.EXCLUDES, name),
        refers=mask_of(rows, Effect.REFERS, name),
        restores=mask_of(rows, Effect.RESTORES, name),
        caps=mask_of(rows, Effect.CAPS, name),
        deducts=mask_of(rows, Effect.DEDUCTS, name),
        contested=sum(here),
        facts=sum(1 << number for number, column in enumerate(columns) if column.uses & mine),
        silencers=here,
    )
