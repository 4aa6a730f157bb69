"""A file before anything is decided: whose it is, how it is laid out, what its rows are."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, BinaryIO
from uuid import UUID

from pharos.core.objections import Objected, Objection
from pharos.core.tables.cells import as_text, tidy
from pharos.core.tables.limits import Limits, Unreadable
from pharos.insurers import api as insurers
from pharos.policies.models import ImportMapping
from pharos.policies.reading.digest import Choices, Digest, Moved, digest, not_kept
from pharos.policies.reading.opening import File, open_file
from pharos.policies.reading.table import Table, find_table
from pharos.policies.rules.dates import Order
from pharos.policies.rules.headings import heading_key, keys, propose
from pharos.policies.rules.reading import unmapped
from pharos.policies.rules.settings import Settings
from pharos.policies.rules.targets import NUMBER

_SAMPLE = 400


@dataclass(frozen=True)
class Prepared:
    """A file read once, ready to be checked or imported."""

    insurer: insurers.Insurer
    settings: Settings
    digest: Digest
    layout: Mapping[str, Any]


def saved_settings(insurer_id: UUID) -> Settings:
    """The insurer's saved mapping, or plain defaults where nobody has settled one."""
    row = ImportMapping.objects.filter(insurer_id=insurer_id).first()
    if row is None:
        return Settings()
    names = Settings.__dataclass_fields__
    return Settings(**{name: getattr(row, name) for name in names})


def prepare(
    source: BinaryIO,
    *,
    insurer: insurers.Insurer | None,
    changes: Mapping[str, Any],
    today: date,
    moved: Moved | None = None,
    limits: Limits | None = None,
) -> Prepared:
    """Open, recognise and read a file. `changes` override the saved mapping.

    Raises Objected: a FileFault code, `insurer_unknown` or `insurer_mixed` with the codes to choose from,
    or a doubt about dates with the columns in question.
    """
    try:
        file = open_file(
            source, limits, encoding=str(changes.get("encoding") or ""), delimiter=str(changes.get("delimiter") or "")
        )
        found = insurer or recognise(file)
        settings = saved_settings(found.id).changed(**changes)
        if isinstance(changes.get("columns"), Mapping):
            settings = settings.changed(columns={**saved_settings(found.id).columns, **changes["columns"]})
        if {settings.encoding, settings.delimiter} - {"", file.encoding, file.delimiter}:
            file = open_file(source, limits, encoding=settings.encoding, delimiter=settings.delimiter)
        table = find_table(file, settings.columns, settings.sheet)
        choices = _with_number_column(file, table, _choices(settings, found), found)
        read = digest(file, table, choices, today=today, moved=moved)
        layout = _layout(file, table, read)
        file.close()
    except Unreadable as fault:
        raise Objected(Objection(fault.code, fault.facts)) from fault
    _settled(read, layout)
    return Prepared(found, settings, read, layout)


def recognise(file: File) -> insurers.Insurer:
    """The insurer whose number patterns the file's cells follow. Raises Objected when none does, or several do."""
    patterns = insurers.number_patterns()
    if hasattr(file, "sheets"):
        file.sheet = find_table(file).sheet
    texts = [as_text(tidy(cell)) for row in islice(file.rows(), _SAMPLE) for cell in row.cells if cell is not None]
    matches = insurers.recognise_numbers([text for text in texts if 4 <= len(text) <= 60], patterns)
    counted = Counter(match.insurer_id for match in matches)
    known = {entry.id: entry for entry in insurers.insurers()}
    if not counted:
        raise Objected(
            Objection("insurer_unknown", {"codes": ", ".join(sorted(entry.code for entry in known.values()))})
        )
    (best, often), *others = counted.most_common()
    if others and others[0][1] * 20 > often:
        codes = ", ".join(sorted(known[insurer].code for insurer in counted))
        raise Objected(Objection("insurer_mixed", {"codes": codes}))
    return known[best]


def _choices(settings: Settings, insurer: insurers.Insurer) -> Choices:
    return Choices(
        columns=settings.columns,
        date_orders={heading: Order(order) for heading, order in settings.date_orders.items()},
        empty_means_not_bought=settings.empty_means_not_bought,
        region=insurer.country,
        currency=settings.currency,
    )


def _with_number_column(file: File, table: Table, choices: Choices, insurer: insurers.Insurer) -> Choices:
    """Where no heading says which column holds the number, the one column whose cells follow the insurer's pattern."""
    headings = table.header.headings
    targets = propose(headings, choices.columns)
    if NUMBER in targets:
        return choices
    patterns = tuple(pair for pair in insurers.number_patterns() if pair[0] == insurer.id)
    rows = [row.cells for row in islice((row for row in file.rows() if row.number > table.header.last), 50)]
    likely = []
    for column, (key, target) in enumerate(zip(keys(headings), targets, strict=True)):
        cells = [as_text(tidy(cells[column])) for cells in rows if column < len(cells) and cells[column] is not None]
        hits = sum(bool(insurers.recognise_numbers([cell], patterns)) for cell in cells)
        if key and target is None and hits * 2 > len(rows):
            likely.append(key)
    return replace(choices, columns={**choices.columns, likely[0]: NUMBER}) if len(likely) == 1 else choices


def _layout(file: File, table: Table, read: Digest) -> dict[str, Any]:
    reading = read.reading
    headings, targets = reading.headings, reading.targets
    return {
        "format": file.format,
        "encoding": file.encoding or None,
        "delimiter": file.delimiter or None,
        "sheet": table.sheet or None,
        "other_sheets": list(table.other_sheets),
        "header_row": table.header.last,
        "columns": [
            {"heading": heading, "key": key, "target": target or ""}
            for heading, key, target in zip(headings, keys(headings), targets, strict=True)
            if heading
        ],
        "unmapped": list(unmapped(headings, targets)),
        "not_kept": not_kept(reading),
        "date_orders": {headings[n]: order.value for n, order in reading.orders.items() if order is not None},
        "doubts": [
            {"heading": headings[n], "key": heading_key(headings[n]), "code": fault.value} for n, fault in read.doubts
        ],
        "rows": read.count,
    }


def _settled(read: Digest, layout: Mapping[str, Any]) -> None:
    if read.doubts:
        fault = read.doubts[0][1]
        columns = ", ".join(read.reading.headings[n] for n, code in read.doubts if code is fault)
        raise Objected(Objection(fault.value, {"columns": columns, "layout": layout}))
