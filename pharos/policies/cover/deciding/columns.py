"""One fact against all rows: every value it can take, sorted into classes that no row tells apart.

Each class carries the rows it makes false. A decision then costs one look-up a fact, whatever the number of rows.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from pharos.policies.cover.cells import Cell, Interval, Ordered, Value
from pharos.policies.cover.sets import FactKind
from pharos.policies.cover.words import Kind


@dataclass(frozen=True)
class ValueClass:
    """Values that make the same rows false. `sample` is one of them; `low` and `high` their ends, if ordered."""

    false: int
    sample: Value
    low: Ordered | None = None
    high: Ordered | None = None


class FalseRows(dict[Value, int]):
    """By value, the rows it makes false; a number is placed among the cuts when it is first met."""

    MOST = 10_000

    def __init__(self, column: "Column") -> None:
        super().__init__()
        self.column = column

    def __missing__(self, value: Value) -> int:
        if len(self) > self.MOST:
            self.clear()
        found = self[value] = self.column.false(value)
        return found


class Column:
    """A fact, the rows that test it, and its classes. `cells` are by row bit."""

    def __init__(self, kind: FactKind, cells: Sequence[tuple[int, Cell]]) -> None:
        self.kind = kind
        self.name = kind.name
        self.false_rows = FalseRows(self)
        self.told_apart_by: dict[int, tuple[ValueClass, ...]] = {}
        self.uses = _union(bit for bit, _cell in cells)
        self.cuts: list[Ordered] = []
        self.false_by_value: dict[Value, int] = {}
        self.false_by_region: list[int] = []
        if kind.kind in (Kind.YES_NO, Kind.CHOICE):
            values: tuple[Value, ...] = (False, True) if kind.kind is Kind.YES_NO else kind.values
            self.false_by_value = {value: _false(cells, value) for value in values}
            self.classes = _merged(
                [ValueClass(false, value) for value, false in self.false_by_value.items()], self.uses
            )
        else:
            self.cuts = _cuts(kind, cells)
            samples = _samples(kind, self.cuts)
            true = _true_by_region(cells, self.cuts)
            self.false_by_region = [self.uses & ~mask for mask in true]
            self.classes = tuple(
                ValueClass(self.false_by_region[region], *sample) for region, sample in samples.items()
            )

    def told_apart(self, live: int) -> tuple[ValueClass, ...]:
        """Classes as far as these rows tell them apart."""
        found = self.told_apart_by.get(live)
        if found is None:
            if len(self.told_apart_by) > FalseRows.MOST:
                self.told_apart_by.clear()
            found = self.told_apart_by[live] = _merged(self.classes, live)
        return found

    def false(self, value: Value) -> int:
        """The rows this value makes false."""
        if self.false_by_region:
            place = bisect_left(self.cuts, value)
            exact = place < len(self.cuts) and self.cuts[place] == value
            return self.false_by_region[2 * place + exact]
        return self.false_by_value[value]


def _union(bits: Iterator[int]) -> int:
    mask = 0
    for bit in bits:
        mask |= bit
    return mask


def _false(cells: Sequence[tuple[int, Cell]], value: Value) -> int:
    return _union(bit for bit, cell in cells if not cell.holds(value))


def _merged(classes: Sequence[ValueClass], live: int) -> tuple[ValueClass, ...]:
    kept: dict[int, ValueClass] = {}
    for one in classes:
        kept.setdefault(one.false & live, one)
    return tuple(kept.values())


def _cuts(kind: FactKind, cells: Sequence[tuple[int, Cell]]) -> list[Ordered]:
    ends: set[Ordered] = set()
    for _bit, cell in cells:
        assert isinstance(cell, Interval)
        ends.update(end for end in (cell.low, cell.high) if end is not None)
    return sorted(ends)


def _true_by_region(cells: Sequence[tuple[int, Cell]], cuts: Sequence[Ordered]) -> list[int]:
    """By region, the rows whose interval holds it: each row is switched on where it begins and off behind its end."""
    place = {cut: number for number, cut in enumerate(cuts)}
    switched = [0] * (2 * len(cuts) + 2)
    for bit, cell in cells:
        assert isinstance(cell, Interval)
        first = 0 if cell.low is None else 2 * place[cell.low] + 1 + cell.low_out
        last = 2 * len(cuts) if cell.high is None else 2 * place[cell.high] + 1 - cell.high_out
        if first <= last:
            switched[first] ^= bit
            switched[last + 1] ^= bit
    found, held = [], 0
    for toggled in switched[:-1]:
        held ^= toggled
        found.append(held)
    return found


def _samples(kind: FactKind, cuts: Sequence[Ordered]) -> Mapping[int, tuple[Ordered, Ordered | None, Ordered | None]]:
    """By region, a value in it and the ends of what is possible there; impossible regions are left out.

    Region 2n lies below cut n, region 2n+1 is the cut itself.
    """
    found: dict[int, tuple[Ordered, Ordered | None, Ordered | None]] = {}
    for region in range(2 * len(cuts) + 1):
        place = region // 2
        if region % 2:
            if _possible(kind, cuts[place]):
                found[region] = cuts[place], cuts[place], cuts[place]
            continue
        low, high = cuts[place - 1] if place else None, cuts[place] if place < len(cuts) else None
        discrete = kind.kind in (Kind.WHOLE, Kind.DATE)
        one = _discrete(kind, low, high) if discrete else _continuous(kind, low, high)
        if one is not None:
            lows = [end for end in (low, kind.low) if end is not None]
            highs = [end for end in (high, kind.high) if end is not None]
            found[region] = one, max(lows, default=None), min(highs, default=None)
    return found


def _possible(kind: FactKind, value: Ordered) -> bool:
    return (kind.low is None or value >= kind.low) and (kind.high is None or value <= kind.high)


def _discrete(kind: FactKind, low: Ordered | None, high: Ordered | None) -> Ordered | None:
    """A day or an integer strictly between two cuts and within what is possible."""
    step: int | timedelta = timedelta(days=1) if kind.kind is Kind.DATE else 1
    lows = [end for end in (None if low is None else low + step, kind.low) if end is not None]
    highs = [end for end in (None if high is None else high - step, kind.high) if end is not None]
    least, most = max(lows, default=None), min(highs, default=None)
    if least is not None and most is not None and least > most:
        return None
    if least is not None or most is not None:
        return least if least is not None else most
    return date(2000, 1, 1) if kind.kind is Kind.DATE else 0


def _continuous(kind: FactKind, low: Ordered | None, high: Ordered | None) -> Decimal | None:
    """A decimal strictly between two cuts and within what is possible."""
    assert not isinstance(low, date)
    assert not isinstance(high, date)
    least, most = Decimal(str(kind.low)) if kind.low is not None else None, kind.high
    if least is not None and (low is None or least > low):
        fits = (high is None or least < high) and (most is None or least <= most)
        return least if fits else None
    if most is not None and (high is None or most < high):
        return Decimal(str(most)) if low is None or most > low else None
    if low is None:
        return Decimal(0) if high is None else Decimal(high) - 1
    return Decimal(low) + 1 if high is None else (Decimal(low) + Decimal(high)) / 2
