"""Which sheets there are, which columns each has, and how a cell stands for a place of the set's file."""

from collections.abc import Sequence
from dataclasses import dataclass

from pharos.policies.cover.reading.sets import HEAD

SET, FACTS, ITEMS, GROUPS, PARTS, ROWS = "Set", "Facts", "Items", "Groups", "Parts", "Rows"
TABLES, LIMITS, ARRANGE, SITUATIONS = "Tables", "Limits", "Arrange now", "Situations"

WORDS = ("title", "text", "ask")
"""Columns that stand twice, in English and in Russian."""

COLUMNS: dict[str, tuple[str, ...]] = {
    FACTS: (
        *("name", "type", "values", "min", "max", "unit", "currency", "title", "ask", "cost", "settled_by", "policy"),
        *("years", "days", "minus", "within", "stay_day"),
    ),
    ITEMS: ("item", "title"),
    GROUPS: ("group", "items"),
    PARTS: ("part", "title", "overrides"),
    ROWS: (
        *("id", "part", "clause", "text", "effect", "items", "overrides", "from", "to"),
        *(
            "amount",
            "franchise",
            "percent",
            "of_first",
            "at_least",
            "at_most",
            "per",
            "times",
            "after",
            "within",
            "shared",
        ),
        *("duty", "within_hours", "met", "source", "note"),
    ),
    TABLES: (
        *("id", "part", "clause", "text", "effect", "per", "times", "after", "within", "shared", "overrides"),
        *("source", "note"),
    ),
    LIMITS: ("table",),
    ARRANGE: ("id", "clause", "text", "reason", "items", "ceiling"),
    SITUATIONS: (
        "id",
        "title",
        "source",
        "inferred",
        "policy",
        "loss_date",
        "facts",
        "used",
        "bills",
        "expect",
        "note",
    ),
}
"""Fixed columns; sheets with conditions have one more for each fact, headed by its name."""

CONDITIONS = (ROWS, TABLES, LIMITS, ARRANGE)
OPERANDS = frozenset({"years", "days", "minus", "within", "stay_day"})
"""Of a fact; `within` is a word elsewhere."""
LISTS = frozenset({"values", "settled_by", "items", "overrides", *OPERANDS})
NESTED = frozenset({"policy", "facts", "used", "bills", "expect"})
"""Columns of a situation, written as YAML in one cell."""

HEAD_NAMES = HEAD


@dataclass(frozen=True)
class Place:
    """Where in a workbook: the sheet, the row as the spreadsheet counts it, the column's heading."""

    sheet: str
    row: int
    column: str


def headings(sheet: str, facts: Sequence[str] = (), columns: Sequence[str] = ()) -> list[str]:
    """The headings of a sheet, in order."""
    found: list[str] = []
    for name in COLUMNS[sheet]:
        found += [f"{name}_en", f"{name}_ru"] if name in WORDS else [name]
    return [*found, *(facts if sheet in CONDITIONS else ()), *columns]
