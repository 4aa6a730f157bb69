"""The table inside a file: which sheet, which row is the header, what its headings say."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from pharos.core.spelling import fold
from pharos.core.tables.cells import Cell, as_text, tidy
from pharos.core.tables.delimited import DelimitedFile, RawRow, Recognised
from pharos.core.tables.faults import TableFault
from pharos.core.tables.limits import Unreadable
from pharos.core.tables.opening import File

_LOOKED_AT = 60
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Header:
    """The header row (or two): `last` is its last row number, so data begin after it."""

    headings: tuple[str, ...]
    last: int
    score: int


@dataclass(frozen=True)
class Table:
    """A found table: the sheet it stands on, other sheets that hold one too, and its header."""

    header: Header
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()


def find_table(file: File, recognised: Recognised, sheet: str = "") -> Table:
    """The best header of the visible sheets (or of the one asked for); Unreadable when no row reads like one."""
    if isinstance(file, DelimitedFile):
        return Table(_needed(find_header(islice(file.rows(), _LOOKED_AT), recognised)))
    if sheet and sheet not in (*file.sheets, *file.hidden):
        raise Unreadable(TableFault.NO_SUCH_SHEET, sheets=", ".join(file.sheets))
    found: dict[str, Header] = {}
    for name in (sheet,) if sheet else file.sheets:
        file.sheet = name
        header = find_header(file.rows(_LOOKED_AT), recognised)
        if header:
            found[name] = header
    if not found:
        raise Unreadable(TableFault.NO_HEADER)
    best = max(found, key=lambda name: found[name].score)
    file.sheet = best
    return Table(found[best], best, tuple(name for name in found if name != best))


def _needed(header: Header | None) -> Header:
    if header is None:
        raise Unreadable(TableFault.NO_HEADER)
    return header


def find_header(rows: Iterable[RawRow], recognised: Recognised) -> Header | None:
    """The row whose cells read most like headings; two rows together only where that reads better."""
    best: Header | None = None
    above: tuple[Cell, ...] = ()
    for row in rows:
        cells = tuple(tidy(cell) for cell in row.cells)
        for headings in filter(None, (_headings(cells), _combined(above, cells))):
            score = recognised(headings)
            if score >= 2 and (best is None or score > best.score):
                best = Header(headings, row.number, score)
        above = cells
    return best


def _headings(cells: Sequence[Cell]) -> tuple[str, ...]:
    """A row's texts, or nothing where the row holds data: dates and numbers are no headings."""
    if any(not isinstance(cell, (str, type(None))) for cell in cells):
        return ()
    return tuple(as_text(cell) for cell in cells)


def _combined(above: Sequence[Cell], below: Sequence[Cell]) -> tuple[str, ...]:
    """`Период действия` over `с | по` as two headings; an empty upper cell continues the one to its left.

    Only where the upper row has groups at all, and the lower one no digits: else it is the first row of data.
    """
    upper, lower = _headings(above), _headings(below)
    if not upper or not lower or not any(upper) or any(_DIGIT.search(text) for text in lower):
        return ()
    if not _has_groups(upper, lower):
        return ()
    width = max(len(upper), len(lower))
    upper += ("",) * (width - len(upper))
    lower += ("",) * (width - len(lower))
    combined, left = [], ""
    for top, sub in zip(upper, lower, strict=True):
        left = top or (left if sub else "")
        same = fold(left) == fold(sub)
        combined.append(sub or left if same or not left or not sub else f"{left} / {sub}")
    return tuple(combined)


def _has_groups(upper: Sequence[str], lower: Sequence[str]) -> bool:
    pairs = list(zip(upper, [*upper[1:], ""], lower, [*lower[1:], ""], strict=False))
    return any(
        top and right_below and below and (not right or right == top) for top, right, below, right_below in pairs
    )
