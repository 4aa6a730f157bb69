"""Typed cells: membership, an interval, yes or no. Nothing else can be written into a condition."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

Value = bool | str | int | Decimal | date
Ordered = Any
"""An int, Decimal or date. Those that meet are always of one fact, so they compare; a union could not say so."""


@dataclass(frozen=True)
class Is:
    """A yes_no fact has this value."""

    value: bool

    def holds(self, value: Value) -> bool:
        return value is self.value


@dataclass(frozen=True)
class OneOf:
    """A choice is among these, or, negated, is none of them."""

    values: tuple[str, ...]
    negated: bool = False

    def holds(self, value: Value) -> bool:
        return (value in self.values) is not self.negated


@dataclass(frozen=True)
class Interval:
    """A number, an amount or a date lies between two ends; an end that is None is open, `*_out` leaves it out."""

    low: Ordered | None = None
    high: Ordered | None = None
    low_out: bool = False
    high_out: bool = False

    def holds(self, value: Value) -> bool:
        above = self.low is None or (value > self.low if self.low_out else value >= self.low)
        below = self.high is None or (value < self.high if self.high_out else value <= self.high)
        return above and below

    @property
    def empty(self) -> bool:
        """Whether no value can lie in it."""
        if self.low is None or self.high is None:
            return False
        out = self.low_out or self.high_out
        return self.low > self.high or (self.low == self.high and out)


Cell = Is | OneOf | Interval


def written(cell: Cell) -> str:
    """The cell as it is written in a file; reading it again gives the same cell."""
    if isinstance(cell, Is):
        return "yes" if cell.value else "no"
    if isinstance(cell, OneOf):
        return ("not " if cell.negated else "") + ", ".join(cell.values)
    if cell.low is not None and cell.low == cell.high:
        return plain(cell.low)
    if cell.low is not None and cell.high is not None and not (cell.low_out or cell.high_out):
        return f"{plain(cell.low)}..{plain(cell.high)}"
    low = "" if cell.low is None else f"{'>' if cell.low_out else '>='} {plain(cell.low)}"
    high = "" if cell.high is None else f"{'<' if cell.high_out else '<='} {plain(cell.high)}"
    return " and ".join(filter(None, (low, high)))


def plain(value: Value) -> str:
    """A value as it is written in a file."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)
