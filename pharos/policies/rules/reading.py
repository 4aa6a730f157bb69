"""How a file's rows are to be read: a plan made once per file, and what is skipped without being a fault."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from pharos.core.tables.cells import Cell, as_text
from pharos.policies.rules.dates import ColumnOfDates, Doubt, Order
from pharos.policies.rules.faults import FileFault, RowNote
from pharos.policies.rules.headings import currency_in, heading_key, option_in
from pharos.policies.rules.names import looks_like_name
from pharos.policies.rules.targets import NUMBER, is_date, option_of, person_of

_TOTAL = re.compile(r"^(итог|всего|total|grand total|subtotal|сумма:|количество|count|общо|kopā)", re.IGNORECASE)
_FOOT = re.compile(
    r"^(директор|руководител|подпис|исполнител|составил|м\.?\s?п\.?|бухгалтер|signature|prepared by|дата:|конец)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reading:
    """Everything needed to read a row: targets by column, date orders, what an empty option means."""

    headings: tuple[str, ...]
    targets: tuple[str | None, ...]
    today: date
    orders: Mapping[int, Order | None] = field(default_factory=dict)
    empty_means_not_bought: bool = False
    region: str | None = None
    short_rows_are_faults: bool = False
    listed_options: frozenset[str] = frozenset()
    currency: str = ""

    def column(self, target: str) -> int | None:
        return self.targets.index(target) if target in self.targets else None

    @cached_property
    def number(self) -> int | None:
        return self.column(NUMBER)

    @cached_property
    def name_columns(self) -> tuple[int, ...]:
        """Where a person's name may stand."""
        named = [(n, target) for n, target in enumerate(self.targets) if target and person_of(target)]
        return tuple(n for n, target in named if target.endswith(("name", "surname", "name_latin")))

    @property
    def pivot(self) -> int:
        """The last year two digits may mean for dates of cover."""
        return self.today.year + 20


@dataclass
class Survey:
    """What one pass over all rows tells of the columns. Cells are seen, not kept."""

    headings: tuple[str, ...]
    targets: tuple[str | None, ...]
    dates: dict[int, ColumnOfDates] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    rows: int = 0
    short: int = 0

    def __post_init__(self) -> None:
        self.dates = {n: ColumnOfDates() for n, target in enumerate(self.targets) if target and _holds_dates(target)}
        self._options = self.targets.index("options") if "options" in self.targets else None

    def see(self, cells: Sequence[Cell]) -> None:
        self.rows += 1
        width = len(cells)
        self.short += width < len(self.targets)
        for column, seen in self.dates.items():
            if column < width:
                seen.see(cells[column])
        if self._options is not None and self._options < width:
            self.listed.update(listed_options(cells[self._options])[0])

    def orders(self, told: Mapping[str, Order]) -> dict[int, Order | None]:
        """Each date column's order: told by the mapping, proved by itself, or lent by its neighbours when they
        all agree. Raises nothing; ask `doubts` afterwards."""
        own = {
            n: told.get(heading_key(self.headings[n])) or told.get("*") or seen.order()
            for n, seen in self.dates.items()
        }
        proved = {order for n, order in own.items() if order is not None}
        lent = proved.pop() if len(proved) == 1 else None
        return {n: order or lent for n, order in own.items()}

    def doubts(self, orders: Mapping[int, Order | None], told: Mapping[str, Order]) -> list[tuple[int, FileFault]]:
        """Columns that a person must decide about before anything is read."""
        found: list[tuple[int, FileFault]] = []
        for column, seen in self.dates.items():
            if heading_key(self.headings[column]) in told or "*" in told:
                continue
            doubt = seen.doubt()
            if doubt is Doubt.AMBIGUOUS and orders.get(column) is not None:
                continue
            if doubt is not None:
                found.append((column, FileFault(doubt.value)))
        return found


def _holds_dates(target: str) -> bool:
    return is_date(target) or target == "validity"


def listed_options(cell: Cell) -> tuple[list[str], bool]:
    """Options a cell lists by name, and whether every piece of it was understood."""
    if not isinstance(cell, str):
        return [], cell is None
    pieces = [piece for piece in re.split(r"[,;/+\n]|\sи\s", cell) if piece.strip()]
    codes = [option_in(piece) for piece in pieces]
    empty = heading_key(cell) in ("", "нет", "no", "none", "без опций")
    return [code for code in codes if code], empty or all(codes)


def skip_reason(cells: Sequence[Cell], reading: Reading) -> RowNote | None:
    """Why a row is no data though it has cells: a repeated header, column numbers, totals, a signature."""
    number = reading.number
    number_cell = cells[number] if number is not None and number < len(cells) else None
    named = any(n < len(cells) and _names_somebody(cells[n]) for n in reading.name_columns)
    if named and number_cell is not None and any(letter.isdigit() for letter in as_text(number_cell)):
        return None
    texts = [as_text(cell) for cell in cells if cell is not None]
    if _same_as_header(cells, reading) or _column_numbers(cells):
        return RowNote.REPEATED_HEADER
    words = next((text for text in texts if not text.replace(".", "").isdigit()), "")
    if not named and (number_cell is None or number_cell == words) and (_TOTAL.match(words) or _FOOT.match(words)):
        return RowNote.TOTALS
    return None


def _names_somebody(cell: Cell) -> bool:
    text = as_text(cell)
    return looks_like_name(text) and not _TOTAL.match(text)


def _same_as_header(cells: Sequence[Cell], reading: Reading) -> bool:
    same = sum(
        1 for cell, heading in zip(cells, reading.headings, strict=False) if cell is not None and cell == heading
    )
    return same >= 2 and same >= sum(cell is not None for cell in cells) - 1


def _column_numbers(cells: Sequence[Cell]) -> bool:
    """The row `1 | 2 | 3 | 4` that Russian forms put under the header."""
    texts = [as_text(cell) for cell in cells]
    return len(texts) >= 3 and texts == [str(n) for n in range(1, len(texts) + 1)]


def unmapped(headings: Sequence[str], targets: Sequence[str | None]) -> Iterable[str]:
    """Headings nobody has given a meaning: always reported, never dropped silently."""
    return [heading for heading, target in zip(headings, targets, strict=True) if target is None and heading]


def option_columns(targets: Sequence[str | None]) -> dict[int, str]:
    return {n: code for n, target in enumerate(targets) if target and (code := option_of(target))}


def heading_currency(headings: Sequence[str], targets: Sequence[str | None]) -> str:
    """The currency named by the heading of the sum: `Страховая сумма, EUR`."""
    return next((currency_in(headings[n]) for n, target in enumerate(targets) if target == "sum_insured"), "")
