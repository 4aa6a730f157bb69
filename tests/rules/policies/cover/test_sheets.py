"""A set as a workbook and back; what cannot be read is named by sheet, row and column."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from pharos.policies import rulesets
from pharos.policies.cover.canonical import set_hash
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.comparing import differences
from pharos.policies.cover.faults import Fault, Faulty
from pharos.policies.cover.sheets.exporting import workbook
from pharos.policies.cover.sheets.importing import read_workbook
from pharos.policies.cover.writing import set_text
from tests.rules.policies.cover import harbour

SHIPPED = {found.engine.rules.label: found for found in rulesets.shipped()}


@pytest.mark.parametrize("label", SHIPPED)
def test_every_set_survives_the_workbook_and_its_text(label: str) -> None:
    found = SHIPPED[label]
    by_workbook = read_workbook(workbook(found.engine.rules), catalogue()).rules
    by_text = rulesets.from_text(set_text(found.engine.rules)).engine.rules
    assert set_hash(by_workbook) == found.engine.hash
    assert set_hash(by_text) == found.engine.hash
    assert list(differences(found.engine.rules, by_workbook)) == []


def test_situations_survive_the_workbook() -> None:
    found = rulesets.from_text(harbour.text())
    data = workbook(found.engine.rules, [one.plain() for one in found.situations])
    again = read_workbook(data, catalogue())
    back = rulesets.from_text(set_text(again.rules, again.situations))
    assert [(one.id, one.case, one.expect) for one in back.situations] == [
        (one.id, one.case, one.expect) for one in found.situations
    ]


def spoilt(spoil: Callable[[Any], None]) -> list[Fault]:
    book = load_workbook(BytesIO(workbook(harbour.read().rules)))
    spoil(book)
    buffer = BytesIO()
    book.save(buffer)
    try:
        read_workbook(buffer.getvalue(), catalogue())
    except Faulty as faulty:
        return list(faulty.faults)
    return []


def put(sheet: str, row: int, column: str, value: Any) -> Callable[[Any], None]:
    def spoil(book: Any) -> None:
        names = [cell.value for cell in book[sheet][1]]
        book[sheet].cell(row, names.index(column) + 1).value = value

    return spoil


WRONG = [
    ("formula", put("Rows", 6, "amount", "=1+1"), "Rows 6", "K6"),
    ("unknown_value", put("Rows", 2, "effect", "grant"), "Rows 2", "effect"),
    ("unknown_value", put("Rows", 9, "activity", "divng"), "Rows 9", "when.activity"),
    ("unknown_item", put("Rows", 3, "items", "teeth"), "Rows 3", "items"),
    ("other_currency", put("Rows", 6, "amount", "200 USD"), "Rows 6", "amount"),
    ("unknown_row", put("Rows", 10, "overrides", "X9"), "Rows 10", "overrides"),
    ("unknown_column", put("Rows", 1, "note", "remark"), "Rows 1", "remark"),
    ("not_an_amount", put("Arrange now", 2, "ceiling", "much"), "Arrange now 2", "ceiling"),
    ("merged_cells", lambda book: book["Rows"].merge_cells("A2:B3"), "Rows 2", "A2:B3"),
    ("sheet_missing", lambda book: book.remove(book["Rows"]), "", ""),
    ("said_twice", put("Parts", 3, "part", "benefits"), "Parts 3", ""),
]


@pytest.mark.parametrize(("code", "spoil", "row", "column"), WRONG, ids=[f"{one[0]}-{one[2]}" for one in WRONG])
def test_a_wrong_cell_is_named_by_sheet_row_and_column(
    code: str, spoil: Callable[[Any], None], row: str, column: str
) -> None:
    found = spoilt(spoil)
    assert (code, row, column) in [(fault.code, fault.row, fault.column) for fault in found], found


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(Faulty, match="not_a_workbook"):
        read_workbook(b"PK not a workbook", catalogue())


def test_a_number_or_a_date_typed_into_a_cell_is_read_as_it_looks() -> None:
    def spoil(book: Any) -> None:
        put("Rows", 6, "amount", 200)(book)
        put("Rows", 6, "percent", None)(book)

    assert spoilt(spoil) == []


def test_two_versions_are_told_apart_by_row_and_column() -> None:
    old = harbour.read().rules
    new = harbour.read(("    amount: 200", "    amount: 250"), ('version: "1"', 'version: "2"')).rules
    changes = [(one.sheet, one.row, one.column, one.old, one.new) for one in differences(old, new)]
    assert changes == [("version", "", "", "1", "2"), ("rows", "L2", "amount", "200", "250")]
