"""A workbook to the plain form of a set's file. Merged cells, formulas and dates are refused where they stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pharos.policies.cover.faults import Fault, Faulty, Path
from pharos.policies.cover.reading.plain import Plain, load
from pharos.policies.cover.reading.sets import Written, read_plain
from pharos.policies.cover.reading.taking import Taker, near
from pharos.policies.cover.sets import FactKind
from pharos.policies.cover.sheets.layout import (
    ARRANGE,
    COLUMNS,
    FACTS,
    GROUPS,
    HEAD_NAMES,
    ITEMS,
    LIMITS,
    LISTS,
    NESTED,
    OPERANDS,
    PARTS,
    ROWS,
    SET,
    SITUATIONS,
    TABLES,
    WORDS,
    Place,
    headings,
)
from pharos.policies.cover.words import ITEMS as COMMON_ITEMS

Entry = dict[str, Plain]
KEYED = {FACTS: ("facts", "name"), GROUPS: ("groups", "group"), PARTS: ("parts", "part")}
LISTED = {ROWS: "rows", ARRANGE: "arrange_now", SITUATIONS: "situations"}


@dataclass
class Line:
    """One filled row of a sheet."""

    number: int
    cells: dict[str, str]


class Sheets:
    """Reads a workbook and remembers which cell each value came from."""

    def __init__(self, data: bytes) -> None:
        self.take = Taker()
        self.places: dict[Path, Place] = {}
        try:
            self.book = load_workbook(BytesIO(data))
        except Exception as error:
            raise Faulty([Fault("not_a_workbook")]) from error
        missing = [name for name in (SET, FACTS, ITEMS, PARTS, ROWS) if name not in self.book.sheetnames]
        if missing:
            raise Faulty([Fault("sheet_missing", facts={"value": ", ".join(missing)})])

    def plain(self) -> Entry:
        found = self._head()
        for sheet, (key, name) in KEYED.items():
            found[key] = self._keyed(sheet, key, name)
        self._items(found)
        facts = list(found["facts"]) if isinstance(found["facts"], dict) else []
        for sheet, key in LISTED.items():
            found[key] = self._listed(sheet, key, facts)
        found["tables"] = self._tables(facts)
        return {key: value for key, value in found.items() if value not in ("", [], {})}

    def placed(self, fault: Fault) -> Fault:
        """The fault with the sheet, row and heading of the cell."""
        path = fault.path
        place = self.places.get(path)
        while place is None and path:
            path = path[:-1]
            place = self.places.get(path)
        if place is None:
            return replace(
                fault, row=fault.row or SET, column=fault.column or ".".join(str(step) for step in fault.path)
            )
        rest = fault.path[len(path) :]
        column = place.column or ".".join(str(step) for step in rest)
        return replace(fault, row=f"{place.sheet} {place.row}", column=column)

    def _head(self) -> Entry:
        found: Entry = {}
        told: dict[str, str] = {}
        for row in self._rows(SET):
            name, value = row.cells.get("1", ""), row.cells.get("2", "")
            told[name] = value
            self.places[(name,)] = Place(SET, row.number, name)
        known = {*HEAD_NAMES, "title_en", "title_ru", "exchange_date", "exchange_source"}
        for name in told:
            if name not in known:
                self.take.fault(
                    "unknown_column", (name,), value=name, meant=near(name, known), allowed=tuple(sorted(known))
                )
        found.update({name: told[name] for name in HEAD_NAMES if told.get(name)})
        found["title"] = {"en": told.get("title_en", ""), "ru": told.get("title_ru", "")}
        if told.get("exchange_date") or told.get("exchange_source"):
            found["exchange"] = {"date": told.get("exchange_date", ""), "source": told.get("exchange_source", "")}
        return found

    def _keyed(self, sheet: str, key: str, name: str) -> Entry:
        found: Entry = {}
        for line in self._lines(sheet):
            code = line.cells.pop(name, "")
            self.places[key, code] = Place(sheet, line.number, "")
            if code in found:
                self.take.fault("said_twice", (key, code), name=code)
            entry = self._entry(sheet, line, (key, code))
            found[code] = entry.get("items", []) if sheet == GROUPS else entry
        return found

    def _listed(self, sheet: str, key: str, facts: list[str]) -> list[Plain]:
        return [self._entry(sheet, line, (key, number), facts) for number, line in enumerate(self._lines(sheet, facts))]

    def _items(self, found: Entry) -> None:
        items: list[Plain] = []
        own: Entry = {}
        for line in self._lines(ITEMS):
            code = line.cells.pop("item", "")
            self.places["items", len(items)] = self.places["own_items", code] = Place(ITEMS, line.number, "item")
            title = self._entry(ITEMS, line, ("own_items", code)).get("title", "")
            if code in COMMON_ITEMS or not title:
                items.append(code)
            else:
                own[code] = title
        found["items"], found["own_items"] = items, own

    def _tables(self, facts: list[str]) -> list[Plain]:
        tables: list[Plain] = []
        rows: dict[str, list[Plain]] = {}
        for number, line in enumerate(self._lines(TABLES, facts)):
            entry = self._entry(TABLES, line, ("tables", number), facts)
            inner: list[Plain] = []
            rows[str(entry.get("id", ""))] = inner
            tables.append({**entry, "rows": inner})
        names = list(rows)
        for line in self._lines(LIMITS, facts, free=True):
            table = line.cells.pop("table", "")
            if table not in rows:
                self.places["limits", line.number] = Place(LIMITS, line.number, "table")
                self.take.fault("unknown_row", ("limits", line.number), value=table, meant=near(table, names))
                continue
            path = ("tables", names.index(table), "rows", len(rows[table]))
            self.places[path] = Place(LIMITS, line.number, "")
            rows[table].append(dict(line.cells))
        return tables

    def _entry(self, sheet: str, line: Line, path: Path, facts: list[str] | None = None) -> Entry:
        """One row as the file would write it: words by language, lists, conditions."""
        self.places.setdefault(path, Place(sheet, line.number, ""))
        found: Entry = {}
        when: Entry = {}
        for column, text in line.cells.items():
            name, _, language = column.rpartition("_")
            if name in WORDS and language in ("en", "ru"):
                words = found.setdefault(name, {})
                assert isinstance(words, dict)
                words[language] = text
            elif facts is not None and column in facts and column not in COLUMNS[sheet]:
                when[column] = text
            elif sheet == SITUATIONS and column in NESTED:
                found[column] = self._nested(text, (*path, column), Place(sheet, line.number, column))
            elif column in LISTS and not text.startswith("all") and (sheet == FACTS or column not in OPERANDS):
                found[column] = _values(text) if column == "values" else [part.strip() for part in text.split(",")]
            else:
                found[column] = text
        if when:
            found["when"] = when
        return found

    def _nested(self, text: str, path: Path, place: Place) -> Plain:
        self.places[path] = place
        try:
            return load(text)
        except Faulty as faulty:
            self.take.faults += [replace(fault, path=path, line=None) for fault in faulty.faults]
            return ""

    def _lines(self, sheet: str, facts: list[str] | None = None, *, free: bool = False) -> Iterator[Line]:
        """Filled rows below the headings, each cell by its heading."""
        if sheet not in self.book.sheetnames:
            return
        rows = iter(self._rows(sheet))
        first = next(rows, None)
        if first is None:
            return
        names = first.cells
        known = headings(sheet, facts or ())
        for name in names.values():
            if name not in known and not free:
                self.places[sheet, name] = Place(sheet, first.number, name)
                self.take.fault(
                    "unknown_column", (sheet, name), value=name, meant=near(name, known), allowed=tuple(known)
                )
        for row in rows:
            cells = {names[key]: value for key, value in row.cells.items() if key in names and value}
            nameless = [key for key in row.cells if key not in names]
            if nameless:
                self.places[sheet, row.number] = Place(sheet, row.number, nameless[0])
                self.take.fault("cell_without_heading", (sheet, row.number))
            if cells:
                yield Line(row.number, cells)

    def _rows(self, name: str) -> Iterator[Line]:
        sheet = self.book[name]
        if not isinstance(sheet, Worksheet):
            return
        for merged in sheet.merged_cells.ranges:
            self.places[name, str(merged)] = Place(name, merged.min_row, str(merged))
            self.take.fault("merged_cells", (name, str(merged)), value=str(merged))
        for number, row in enumerate(sheet.iter_rows(), 1):
            cells = {str(cell.column): self._text(name, number, cell) for cell in row if cell.value is not None}
            if any(cells.values()):
                yield Line(number, cells)

    def _text(self, sheet: str, number: int, cell: Any) -> str:
        """A cell as text; a number as it is written, a date as a date. A formula or an error is refused."""
        path = (sheet, number, cell.coordinate)
        if cell.data_type in ("f", "e"):
            self.places[path] = Place(sheet, number, cell.coordinate)
            self.take.fault("formula" if cell.data_type == "f" else "error_cell", path, value=str(cell.value))
            return ""
        if cell.is_date:
            return str(cell.value.date().isoformat() if hasattr(cell.value, "date") else cell.value)
        if isinstance(cell.value, bool):
            return "yes" if cell.value else "no"
        if isinstance(cell.value, float):
            return f"{cell.value:.10f}".rstrip("0").rstrip(".")
        return str(cell.value).strip()


def read_workbook(data: bytes, catalogue: Mapping[str, FactKind]) -> Written:
    """Raises Faulty with sheet, row and column of every fault."""
    sheets = Sheets(data)
    plain = sheets.plain()
    if sheets.take.faults:
        raise Faulty([sheets.placed(fault) for fault in sheets.take.faults])
    try:
        return read_plain(plain, catalogue)
    except Faulty as faulty:
        raise Faulty([sheets.placed(fault) for fault in faulty.faults]) from faulty


def _values(text: str) -> Plain:
    """Values of a choice: `a, b, c`, or one a line with its labels, `a = English / Russian`."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not any("=" in line for line in lines):
        return [part.strip() for line in lines for part in line.split(",") if part.strip()]
    found: Entry = {}
    for line in lines:
        code, _, label = line.partition("=")
        en, _, ru = label.partition(" / ")
        found[code.strip()] = {"en": en.strip(), "ru": ru.strip()} if ru else en.strip()
    return found
