"""XLSX by way of openpyxl, row by row: memory does not grow with the sheet."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import openpyxl

from pharos.core.tables import archive
from pharos.core.tables.delimited import RawRow
from pharos.core.tables.faults import TableFault
from pharos.core.tables.limits import Limits, Unreadable


@dataclass
class WorkbookFile:
    """An opened workbook; `rows` reads the sheet chosen by `sheet`."""

    source: BinaryIO
    book: Any
    sheets: tuple[str, ...]
    hidden: tuple[str, ...]
    sheet: str = ""
    format: str = "xlsx"
    encoding: str = ""
    delimiter: str = ""
    limits: Limits = field(default_factory=Limits)

    @property
    def expected_rows(self) -> int:
        """What the sheet says of its length, for the progress bar; some programs say nothing or nonsense."""
        return int(self.book[self.sheet].max_row or 0)

    def rows(self, limit: int | None = None) -> Iterator[RawRow]:
        """Rows of the chosen sheet, merged cells filled with their value; stops early at `limit`."""
        worksheet = self.book[self.sheet]
        worksheet.reset_dimensions()
        merged = _Merged(archive.merges(self.source, _part(worksheet)))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for number, cells in enumerate(_guarded(worksheet.iter_rows(values_only=True)), 1):
                if number > self.limits.rows + 1_000:
                    raise Unreadable(TableFault.TOO_MANY_ROWS, limit=self.limits.rows)
                if limit is not None and number > limit:
                    return
                yield RawRow(number, self._trimmed(merged.fill(number, cells)))

    def close(self) -> None:
        self.book.close()

    def _trimmed(self, cells: Sequence[object]) -> tuple[object, ...]:
        end = len(cells)
        while end and cells[end - 1] in (None, ""):
            end -= 1
        if end > self.limits.columns:
            raise Unreadable(TableFault.TOO_MANY_COLUMNS, columns=end, limit=self.limits.columns)
        return tuple(cells[:end])


def open_workbook(source: BinaryIO, limits: Limits) -> WorkbookFile:
    """Open after the archive has been found harmless; hidden sheets are named but never read unasked."""
    archive.inspect(source, limits)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(source, read_only=True, data_only=True, keep_links=False)
            visible = tuple(sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible")
            hidden = tuple(sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible")
        except Exception as error:
            raise Unreadable(TableFault.BROKEN) from error
    if not visible and not hidden:
        raise Unreadable(TableFault.EMPTY)
    return WorkbookFile(source, book, visible or hidden, hidden if visible else (), limits=limits)


def _guarded(rows: Iterator[Sequence[object]]) -> Iterator[Sequence[object]]:
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except Exception as error:
            raise Unreadable(TableFault.BROKEN) from error
        yield cells


def _part(worksheet: Any) -> str:
    return str(worksheet._worksheet_path).lstrip("/")


class _Merged:
    """Fills merged ranges while rows go by: a number merged down a family belongs to each of its rows."""

    def __init__(self, ranges: list[archive.Merge]) -> None:
        self._waiting = [merge for merge in reversed(ranges) if merge[3] < 400]
        self._open: list[tuple[archive.Merge, object]] = []

    def fill(self, number: int, cells: Sequence[object]) -> Sequence[object]:
        if not self._open and (not self._waiting or self._waiting[-1][0] > number):
            return cells
        filled = list(cells)
        while self._waiting and self._waiting[-1][0] <= number:
            merge = self._waiting.pop()
            value = filled[merge[1]] if merge[1] < len(filled) else None
            if value is not None:
                self._open.append((merge, value))
        for (_, left, _, right), value in self._open:
            filled.extend([None] * (right + 1 - len(filled)))
            filled[left : right + 1] = [value] * (right + 1 - left)
        self._open = [entry for entry in self._open if entry[0][2] > number]
        return filled
