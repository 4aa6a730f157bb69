"""Other people's lists as rows of text: CSV in any usual encoding, XLSX, GeoJSON and its kin; also packed."""

import gzip
import io
import lzma
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from pharos.core.objections import Objected, Objection
from pharos.core.tables import heads
from pharos.core.tables.cells import as_text, tidy
from pharos.core.tables.delimited import RawRow, Recognised
from pharos.core.tables.faults import TableFault
from pharos.core.tables.limits import Limits, Unreadable
from pharos.core.tables.opening import File, open_file
from pharos.core.tables.workbook import WorkbookFile
from pharos.network.reading import json
from pharos.network.rules.headings import matched, recognised

LARGEST = 100 * 1024**2
UNPACKED = 400 * 1024**2
LONGEST_CELL = 4_000
MOST_COLUMNS = Limits().columns
_INNER = (".csv", ".tsv", ".xlsx", ".geojson", ".json", ".geojsonl", ".ndjson")


@dataclass(frozen=True)
class Row:
    """A row as text by heading. `where` is how a person finds it: `7`, `Sheet 7`; `flaw` says it is broken as such."""

    where: str
    cells: dict[str, str]
    sheet: str = ""
    flaw: str = ""
    beyond: bool = False
    """Something stands to the right of the last heading: perhaps the row is shifted."""


@dataclass(frozen=True)
class Table:
    """The headings, the rows, and how the file was understood, for the person to see."""

    headings: tuple[str, ...]
    rows: Iterator[Row]
    kind: str
    encoding: str = ""
    sheets: tuple[str, ...] = ()


def table(path: Path, own: Sequence[str] = ()) -> Table:
    """`own` are headings somebody named. Objects with a `TableFault` code, `file_unreadable` or a JSON one's."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Objected(Objection("file_unreadable", {"file": path.name, "reason": type(error).__name__})) from error
    return table_of(raw, own)


def table_of(raw: bytes, own: Sequence[str] = ()) -> Table:
    """As `table`, of bytes. What a file is its content says, not its name."""
    try:
        raw = _unpacked(raw)
        head = raw[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x1e \r\n\t\0")
        found = _of_json(raw, own) if head[:1] in (b"{", b"[") else _of_cells(raw, own)
    except Unreadable as fault:
        raise Objected(Objection(str(fault.code), fault.facts)) from fault
    except json.Unfit as fault:
        raise Objected(Objection(fault.code, fault.facts)) from fault
    if not found.headings:
        raise Objected(Objection(TableFault.EMPTY.value))
    return found


def _unpacked(raw: bytes) -> bytes:
    """What a gzip holds, or a zip with one table in it."""
    name = _only_table(raw) if raw.startswith(b"PK") else ""
    if not (name or raw.startswith(b"\x1f\x8b")):
        return raw
    try:
        if not name:
            with gzip.open(io.BytesIO(raw)) as unpacked:
                return _not_too_big(unpacked.read(UNPACKED + 1))
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open(name) as packed:
            return _not_too_big(packed.read(UNPACKED + 1))
    except (OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError) as error:
        raise Unreadable(TableFault.BROKEN) from error


def _not_too_big(found: bytes) -> bytes:
    if len(found) > UNPACKED:
        raise Unreadable(TableFault.BOMB, megabytes=len(found) // 1024**2)
    return found


def _only_table(raw: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = [one for one in archive.infolist() if not one.filename.startswith("__MACOSX")]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return ""
    tables = [one for one in parts if one.filename.lower().endswith(_INNER) and not one.flag_bits & 1]
    return tables[0].filename if len(tables) == 1 else ""


def _of_json(raw: bytes, own: Sequence[str]) -> Table:
    """Of a file with more names than a table has columns (tags of a map) those that most features tell."""
    found = json.rows(raw)
    often = Counter(name for row in found for name in row)
    most = {name for name, _ in often.most_common(MOST_COLUMNS)}.union(own, ("lat", "lon"))
    headings = tuple(name for name in often if name in most)
    return Table(headings, (Row(str(number), cells) for number, cells in enumerate(found, 1)), "GeoJSON")


def _of_cells(raw: bytes, own: Sequence[str]) -> Table:
    words = partial(recognised, own=own)
    file = open_file(io.BytesIO(raw), words, Limits(bytes=LARGEST, unpacked=UNPACKED))
    try:
        found = heads.find_table(file, words)
    except Unreadable as fault:
        if fault.code != TableFault.NO_HEADER:
            raise
        found = heads.Table(_widest(file), getattr(file, "sheet", ""))
    main = _named(found.header.headings)
    sheets = _alike(file, found, words) if isinstance(file, WorkbookFile) else (_Sheet("", found.header.last, main),)
    headings = dict.fromkeys(heading for sheet in sheets for heading in sheet.headings if heading)
    return Table(
        tuple(headings), _rows(file, sheets), file.format, file.encoding, tuple(one.name for one in sheets if one.name)
    )


def _widest(file: File) -> heads.Header:
    """Where no row reads like headings: the first of the fullest rows of the first sheet, for a person to say."""
    if isinstance(file, WorkbookFile):
        file.sheet = file.sheets[0]
    best = heads.Header((), 0, 0)
    for row in islice(file.rows(), 30):
        texts = tuple(as_text(tidy(cell)) for cell in row.cells)
        if sum(map(bool, texts)) > sum(map(bool, best.headings)):
            best = heads.Header(texts, row.number, 0)
    return best


@dataclass(frozen=True)
class _Sheet:
    """A sheet of the list: its rows stand below `last`; `headings` are those of the first sheet where they mean the
    same."""

    name: str
    last: int
    headings: tuple[str, ...]


def _alike(file: WorkbookFile, found: heads.Table, words: Recognised) -> tuple[_Sheet, ...]:
    """Every sheet in sight that is a list of places by itself: one for each country, one from each office."""
    main = _named(found.header.headings)
    sheets = []
    for name in file.sheets:
        file.sheet = name
        header = heads.find_header(file.rows(60), words) if name != found.sheet else found.header
        if name == found.sheet:
            sheets.append(_Sheet(name, found.header.last, main))
        elif header and (named := _in_words_of(main, _named(header.headings))):
            sheets.append(_Sheet(name, header.last, named))
    return tuple(sheets)


def _in_words_of(main: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The headings of a further sheet, those of the first where they mean the same; none where it is no list."""
    if set(other) == set(main):
        return other
    mine, theirs = matched([one for one in main if one], {}), matched([one for one in other if one], {})
    if theirs.missing:
        return ()
    same = {heading: mine.of[field] for field, heading in theirs.of.items() if field in mine.of}
    taken = {one for one in main if one}
    return tuple(same.get(one) or (f"{one} 2" if one in taken else one) for one in other)


def _rows(file: File, sheets: Sequence[_Sheet]) -> Iterator[Row]:
    several = len(sheets) > 1
    for sheet in sheets:
        if isinstance(file, WorkbookFile):
            file.sheet = sheet.name
        for row in file.rows():
            if row.number > sheet.last:
                found = _row(row, sheet.headings, sheet.name if several else "")
                if found:
                    yield found


def _row(row: RawRow, headings: Sequence[str], sheet: str) -> Row | None:
    """None for an empty row, the headings once more, and a row of HXL tags."""
    where = f"{sheet} {row.number}".strip()
    if row.flaw:
        return Row(where, {}, sheet, row.flaw)
    texts = [as_text(tidy(cell)) for cell in row.cells]
    told = [text for text in texts if text]
    if not told or all(text.startswith("#") for text in told) or _headings_again(texts, headings):
        return None
    if any(len(text) > LONGEST_CELL for text in told):
        return Row(where, {}, sheet, "text_too_long")
    cells = {name: text for name, text in zip(headings, texts, strict=False) if name}
    return Row(where, cells, sheet, beyond=any(texts[len(headings) :]))


def _headings_again(texts: Sequence[str], headings: Sequence[str]) -> bool:
    """The headings once more in the middle of a list; of another sheet's words for them too."""
    if texts[: len(headings)] == list(headings):
        return True
    told = [text for text in texts if text]
    return len(told) > 3 and not any(text[:1].isdigit() for text in told) and recognised(told) >= len(told) - 1 > 2


def _named(headings: Sequence[str]) -> tuple[str, ...]:
    """Headings without their doubles: the second `Phone` is `Phone 2`."""
    seen: dict[str, int] = {}
    found = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        found.append(heading if seen[heading] == 1 or not heading else f"{heading} {seen[heading]}")
    return tuple(found)
