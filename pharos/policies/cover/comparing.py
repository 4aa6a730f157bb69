"""Two versions of a set, told apart row by row and column by column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pharos.policies.cover.sets import RuleSet
from pharos.policies.cover.writing import plain_set


@dataclass(frozen=True)
class Change:
    """One column of one row that differs. A row that came or went has an empty column and one empty side."""

    sheet: str
    row: str
    column: str
    old: str
    new: str


def differences(old: RuleSet, new: RuleSet) -> Iterator[Change]:
    """Head, facts, items, groups, parts, rows, tables, what is arranged at once; in the order of the newer file."""
    before, after = plain_set(old), plain_set(new)
    for name in dict.fromkeys((*before, *after)):
        one, other = _keyed(before.get(name)), _keyed(after.get(name))
        if one is None or other is None:
            if before.get(name) != after.get(name):
                yield Change(name, "", "", _shown(before.get(name)), _shown(after.get(name)))
            continue
        for row in dict.fromkeys((*other, *one)):
            yield from _row(name, row, one.get(row), other.get(row))


def _keyed(value: Any) -> Mapping[str, Any] | None:
    """Rows by their id; None for what has none."""
    if value is None:
        return {}
    if isinstance(value, Mapping):
        return value if all(isinstance(inner, Mapping) for inner in value.values()) else None
    if isinstance(value, list) and all(isinstance(row, Mapping) and "id" in row for row in value):
        return {row["id"]: row for row in value}
    return None


def _row(sheet: str, row: str, old: Any, new: Any) -> Iterator[Change]:
    if old is None or new is None:
        yield Change(sheet, row, "", _shown(old), _shown(new))
        return
    if sheet == "tables":
        old, new = _lines(old), _lines(new)
    for column in dict.fromkeys((*new, *old)):
        if old.get(column) != new.get(column):
            yield Change(sheet, row, column, _shown(old.get(column)), _shown(new.get(column)))


def _lines(table: Mapping[str, Any]) -> dict[str, Any]:
    """A table's lines as columns of their own, named by their number."""
    found = {name: value for name, value in table.items() if name != "rows"}
    return found | {f"row {number}": line for number, line in enumerate(table["rows"], 1)}


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_shown(inner)}" for name, inner in value.items())
    return ", ".join(_shown(one) for one in value) if isinstance(value, list) else str(value)
