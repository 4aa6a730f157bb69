"""A set to a workbook, with lists to choose from where a column has a closed vocabulary."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

import yaml
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pharos.policies.cover.reading.amounts import WITHIN, Franchise
from pharos.policies.cover.sets import RuleSet
from pharos.policies.cover.sheets.layout import (
    ARRANGE,
    CONDITIONS,
    FACTS,
    GROUPS,
    HEAD_NAMES,
    ITEMS,
    LIMITS,
    NESTED,
    PARTS,
    ROWS,
    SET,
    SITUATIONS,
    TABLES,
    WORDS,
    headings,
)
from pharos.policies.cover.words import TOLD, UNITS, Duty, Effect, Kind, Reason
from pharos.policies.cover.writing import plain_set

Entry = Mapping[str, Any]
MOST_ROWS = 2_000
"""How far down the lists to choose from reach."""


def workbook(rules: RuleSet, situations: Sequence[Entry] = ()) -> bytes:
    """The set as an XLSX file."""
    book = Workbook()
    told = plain_set(rules)
    facts = [fact.name for fact in rules.facts]
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = SET
    _head(first, told)
    _sheet(book, FACTS, headings(FACTS), [{"name": name, **fact} for name, fact in told.get("facts", {}).items()])
    _sheet(
        book, ITEMS, headings(ITEMS), [{"item": item, "title": rules.own_items.get(item, "")} for item in rules.items]
    )
    _sheet(
        book, GROUPS, headings(GROUPS), [{"group": name, "items": it} for name, it in told.get("groups", {}).items()]
    )
    _sheet(book, PARTS, headings(PARTS), [{"part": name, **part} for name, part in told["parts"].items()])
    _sheet(book, ROWS, headings(ROWS, facts), told.get("rows", []))
    tables = told.get("tables", [])
    _sheet(book, TABLES, headings(TABLES, facts), tables)
    columns = [*rules.items, *rules.groups]
    _sheet(
        book, LIMITS, headings(LIMITS, facts, columns), [{"table": t["id"], **row} for t in tables for row in t["rows"]]
    )
    _sheet(book, ARRANGE, headings(ARRANGE, facts), told.get("arrange_now", []))
    _sheet(book, SITUATIONS, headings(SITUATIONS), situations)
    _choices(book, rules)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _head(sheet: Worksheet, told: Entry) -> None:
    for name in HEAD_NAMES:
        value = told.get(name, "")
        if name == "title":
            words = value if isinstance(value, Mapping) else {"en": value, "ru": value}
            _put(sheet, ["title_en", words.get("en", "")])
            _put(sheet, ["title_ru", words.get("ru", "")])
        elif name == "exchange":
            for key in ("date", "source"):
                _put(sheet, [f"exchange_{key}", value.get(key, "") if value else ""])
        else:
            _put(sheet, [name, _cell(value)])
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 80


def _sheet(book: Workbook, name: str, columns: Sequence[str], entries: Iterable[Entry]) -> None:
    sheet = book.create_sheet(name)
    _put(sheet, columns)
    for heading in sheet[1]:
        heading.font = Font(bold=True)
    sheet.freeze_panes = "B2"
    for entry in entries:
        flat = {**entry, **entry.get("when", {})} if "when" in entry else dict(entry)
        _put(sheet, [_value(flat, column, name) for column in columns])
    for number, column in enumerate(columns, 1):
        wide = column.partition("_")[0] in WORDS or column in NESTED
        sheet.column_dimensions[get_column_letter(number)].width = 44 if wide else 16
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _put(sheet: Worksheet, values: Sequence[Any]) -> None:
    """As text always: a spreadsheet must not make a date of 1.10 or a formula of a text."""
    row = sheet.max_row + 1 if sheet.max_row > 1 or sheet.cell(1, 1).value is not None else 1
    for number, value in enumerate(values, 1):
        if value not in ("", None):
            cell = sheet.cell(row, number)
            cell.value = str(value)
            cell.data_type = "s"
            cell.number_format = "@"


def _value(entry: Entry, column: str, sheet: str) -> str:
    name, _, language = column.rpartition("_")
    if name in WORDS and language in ("en", "ru"):
        told = entry.get(name, "")
        if isinstance(told, Mapping):
            return str(told.get(language, ""))
        return str(getattr(told, language, told))
    value = entry.get(column, "")
    if sheet == SITUATIONS and column in NESTED:
        return _flow(value)
    return _cell(value)


def _cell(value: Any) -> str:
    if isinstance(value, Mapping):
        if all(isinstance(inner, str | Mapping) for inner in value.values()):
            return "\n".join(f"{code} = {_label(label)}" for code, label in value.items())
        return _flow(value)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)


def _label(label: Any) -> str:
    return f"{label.get('en', '')} / {label.get('ru', '')}" if isinstance(label, Mapping) else str(label)


def _flow(value: Any) -> str:
    if value in ("", None, [], {}):
        return ""
    text: str = yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, default_flow_style=True, width=10_000)
    return text.strip()


def _choices(book: Workbook, rules: RuleSet) -> None:
    """Lists to choose from; what is not on the list may still be typed, and is then judged by the import."""
    closed = {
        (FACTS, "type"): tuple(Kind),
        (FACTS, "settled_by"): TOLD,
        (ROWS, "effect"): tuple(Effect),
        (ROWS, "part"): tuple(part.name for part in rules.parts),
        (ROWS, "per"): ("policy", "trip", "incident", "line", *UNITS),
        (ROWS, "within"): WITHIN,
        (ROWS, "franchise"): tuple(Franchise),
        (ROWS, "shared"): ("yes", "no"),
        (ROWS, "duty"): tuple(Duty),
        (TABLES, "effect"): (Effect.GRANTS, Effect.CAPS),
        (TABLES, "part"): tuple(part.name for part in rules.parts),
        (TABLES, "within"): WITHIN,
        (TABLES, "shared"): ("yes", "no"),
        (ARRANGE, "reason"): tuple(Reason),
    }
    for sheet in CONDITIONS:
        for fact in rules.facts:
            if fact.kind in (Kind.YES_NO, Kind.CHOICE):
                closed[sheet, fact.name] = ("yes", "no") if fact.kind is Kind.YES_NO else fact.values
    for (name, column), values in closed.items():
        _list(book[name], column, values)


def _list(sheet: Any, column: str, values: Sequence[str]) -> None:
    names = [cell.value for cell in sheet[1]]
    text = ",".join(values)
    if column not in names or len(text) > 250:
        return
    letter = get_column_letter(names.index(column) + 1)
    rule = DataValidation(type="list", formula1=f'"{text}"', allow_blank=True, showErrorMessage=False)
    rule.add(f"{letter}2:{letter}{MOST_ROWS}")
    sheet.add_data_validation(rule)
