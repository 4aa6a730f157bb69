"""CSV as insurers write it: any of four delimiters, quotes that do not close, lines inside cells."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import BinaryIO

from pharos.core.tables.encodings import encoding_of
from pharos.core.tables.faults import TableFault
from pharos.core.tables.limits import Limits, Unreadable

_DELIMITERS = (";", ",", "\t", "|")
_SEP_LINE = re.compile(r"^\ufeff?sep=(.)\r?\n?$", re.IGNORECASE)
_LONGEST_RECORD = 400
_LONGEST_LINE = 1_000_000
Recognised = Callable[[Sequence[object]], int]
"""How many different cells of a row read like headings to the room that reads the file."""


@dataclass(frozen=True)
class RawRow:
    """A row as it stands in the file; `flaw` is a RowFault code when its own form is broken."""

    number: int
    cells: tuple[object, ...]
    flaw: str = ""


@dataclass
class DelimitedFile:
    """An opened CSV file: how it is written, and its rows, read anew each time they are asked for."""

    source: BinaryIO
    encoding: str
    errors: str
    delimiter: str
    has_sep_line: bool = False
    expected_rows: int = 0
    sheet: str = ""
    format: str = "csv"
    limits: Limits = field(default_factory=Limits)

    def rows(self) -> Iterator[RawRow]:
        lines = _Lines(_text(self.source, self.encoding, self.errors))
        if self.has_sep_line:
            next(lines, None)
        yield from _records(lines, self.delimiter, self.limits, 1 if self.has_sep_line else 0)

    def close(self) -> None:
        return None


def open_delimited(
    source: BinaryIO, limits: Limits, recognised: Recognised, hinted: str = "", delimiter: str = ""
) -> DelimitedFile:
    """Find encoding and delimiter, unless a mapping says them; raises Unreadable for an encoding nobody knows."""
    encoding, errors = (_known(hinted), "replace") if hinted else encoding_of(source)
    lines = _Lines(_text(source, encoding, errors))
    sample = [line for _, line in zip(range(60), lines, strict=False)]
    sep = _SEP_LINE.match(sample[0]) if sample else None
    delimiter = delimiter or (sep[1] if sep else _delimiter_of(sample, recognised))
    expected = _expected_rows(source, sample, encoding)
    return DelimitedFile(source, encoding, errors, delimiter, bool(sep), expected, limits=limits)


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError as error:
        raise Unreadable(TableFault.NO_SUCH_ENCODING, encoding=encoding[:40]) from error


def _expected_rows(source: BinaryIO, sample: list[str], encoding: str) -> int:
    """A guess from the size, for the progress bar."""
    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    weight = sum(len(line.encode(encoding, "replace")) for line in sample)
    return size * len(sample) // weight if weight else 0


def _text(source: BinaryIO, encoding: str, errors: str) -> Iterator[str]:
    source.seek(0)
    wrapper = io.TextIOWrapper(source, encoding=encoding, errors=errors, newline="")
    try:
        while line := wrapper.readline(_LONGEST_LINE):
            yield line
            while len(line) == _LONGEST_LINE and not line.endswith(("\n", "\r")):
                line = wrapper.readline(_LONGEST_LINE)  # no cell of a table is as long: the row is broken anyhow
    except UnicodeError as error:
        raise Unreadable(TableFault.BROKEN) from error
    finally:
        with suppress(ValueError):  # the file was closed before its reader was
            wrapper.detach()


class _Lines:
    """Lines, and the power to give some back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: list[str] = []
        self.taken: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else next(self._lines)
        self.taken.append(line)
        if len(self.taken) > _LONGEST_RECORD:
            raise csv.Error("a record of too many lines")
        return line

    def give_back_all_but_first(self) -> str:
        first, rest = self.taken[0], self.taken[1:]
        self._back.extend(reversed(rest))
        return first


def _records(lines: _Lines, delimiter: str, limits: Limits, count: int) -> Iterator[RawRow]:
    """Rows numbered as a spreadsheet shows them: a cell of several lines is one row, an empty line is one too."""
    reader = csv.reader(lines, delimiter=delimiter)
    width = 0
    while True:
        lines.taken.clear()
        count += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = []
        if len(lines.taken) > 1 and (not cells or _swallowed(lines.taken, cells, delimiter, width)):
            yield RawRow(count, (lines.give_back_all_but_first().rstrip("\r\n"),), "unclosed_quote")
            reader = csv.reader(lines, delimiter=delimiter)
        elif not cells and lines.taken and lines.taken[0].strip():
            yield RawRow(count, (lines.taken[0][:200],), "text_too_long")
            reader = csv.reader(lines, delimiter=delimiter)
        else:
            width = max(width, len(cells))
            if len(cells) > limits.columns:
                raise Unreadable(TableFault.TOO_MANY_COLUMNS, columns=len(cells), limit=limits.columns)
            yield RawRow(count, tuple(cells))
        if count > limits.rows + 1_000:
            raise Unreadable(TableFault.TOO_MANY_ROWS, limit=limits.rows)


def _swallowed(taken: list[str], cells: list[str], delimiter: str, width: int) -> bool:
    """Whether one record of several lines is really a quote that never closed, eating whole rows."""
    if width < 2:
        return False
    whole = sum(1 for line in taken[1:] if line.count(delimiter) >= width - 1)
    return whole >= 2 or (whole == 1 and len(cells) < width) or (len(taken) > 20 and len(cells) < width)


def _delimiter_of(sample: list[str], recognised: Recognised) -> str:
    scores = {delimiter: _score(sample, delimiter, recognised) for delimiter in _DELIMITERS}
    return max(_DELIMITERS, key=lambda delimiter: scores[delimiter])


def _score(sample: list[str], delimiter: str, recognised: Recognised) -> tuple[int, float]:
    """Headings read with this delimiter, then how even the rows are."""
    try:
        rows = list(csv.reader(sample, delimiter=delimiter))
    except csv.Error:
        rows = [line.rstrip("\r\n").split(delimiter) for line in sample]
    headings = max((recognised(row) for row in rows[:30] if 1 < len(row) < 400), default=0)
    widths = Counter(len(row) for row in rows if any(row))
    width, often = max(widths.items(), key=lambda item: (item[1], item[0])) if widths else (1, 0)
    return headings, (often / max(1, sum(widths.values()))) * min(width, 30) if width > 1 else 0.0
