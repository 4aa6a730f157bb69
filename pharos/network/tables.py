"""Other people's lists as rows of text: CSV in any usual encoding and delimiter, XLSX, GeoJSON; also gzipped."""

import csv
import gzip
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from charset_normalizer import from_bytes

from pharos.core.objections import Objected, Objection

SNIFFED = 200_000
DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Table:
    """The headings, and the rows by heading with the number a person would find them under."""

    headings: tuple[str, ...]
    rows: Iterator[tuple[int, dict[str, str]]]


def table(path: Path) -> Table:
    """Objects `file_unreadable`, `file_empty` or `file_kind_unknown`."""
    name = path.name.lower().removesuffix(".gz")
    opened = {".csv": _csv, ".tsv": _csv, ".txt": _csv, ".xlsx": _xlsx, ".geojson": _geojson, ".json": _geojson}
    reader = opened.get(Path(name).suffix)
    if reader is None:
        raise Objected(Objection("file_kind_unknown", {"file": path.name}))
    try:
        raw = path.read_bytes()
        found = reader(gzip.decompress(raw) if path.name.lower().endswith(".gz") else raw)
    except (OSError, ValueError, KeyError, csv.Error, EOFError) as error:
        raise Objected(Objection("file_unreadable", {"file": path.name, "reason": type(error).__name__})) from error
    if not found.headings:
        raise Objected(Objection("file_empty", {"file": path.name}))
    return found


def _csv(raw: bytes) -> Table:
    text = _decoded(raw)
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    headings = tuple(one.strip() for one in next(lines, ()))

    def rows() -> Iterator[tuple[int, dict[str, str]]]:
        for cells in lines:
            if any(cells):
                yield lines.line_num, dict(zip(headings, cells, strict=False))

    return Table(tuple(one for one in headings if one), rows())


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    best = from_bytes(raw[:SNIFFED]).best()
    return raw.decode(best.encoding if best else "cp1251", errors="replace")


def _xlsx(raw: bytes) -> Table:
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets whatever its zip and XML readers raise through
        raise ValueError(type(error).__name__) from error
    cells = book.worksheets[0].iter_rows(values_only=True)
    headings = tuple(_text(one) for one in next(cells, ()))

    def rows() -> Iterator[tuple[int, dict[str, str]]]:
        for number, row in enumerate(cells, 2):
            if any(cell is not None for cell in row):
                yield number, dict(zip(headings, map(_text, row), strict=False))

    return Table(tuple(one for one in headings if one), rows())


def _geojson(raw: bytes) -> Table:
    features = json.loads(raw.decode("utf-8-sig"))["features"]
    found = [_flat(feature) for feature in features]
    headings = tuple(dict.fromkeys(name for row in found for name in row))
    return Table(headings, iter(enumerate(found, 1)))


def _flat(feature: dict[str, Any]) -> dict[str, str]:
    """Properties, and the point: of a line or an area the middle of its corners."""
    row = {str(name): _text(value) for name, value in (feature.get("properties") or {}).items()}
    corners = list(_corners((feature.get("geometry") or {}).get("coordinates")))
    if corners:
        row["lon"] = f"{sum(x for x, _ in corners) / len(corners):.6f}"
        row["lat"] = f"{sum(y for _, y in corners) / len(corners):.6f}"
    if "id" in feature:
        row.setdefault("id", _text(feature["id"]))
    return row


def _corners(told: Any) -> Iterator[tuple[float, float]]:
    if isinstance(told, Sequence) and len(told) >= 2 and all(isinstance(one, int | float) for one in told[:2]):
        yield float(told[0]), float(told[1])
    elif isinstance(told, Sequence) and not isinstance(told, str):
        for one in told:
            yield from _corners(one)


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()
