"""A first look at an uploaded file: enough to show its columns, without reading all of it."""

import io
from itertools import islice
from typing import Any

from pharos.core.objections import Objected, Objection
from pharos.core.tables.cells import as_text, tidy
from pharos.core.tables.limits import Unreadable
from pharos.insurers import api as insurers
from pharos.policies.actions.preparing import recognise, saved_settings
from pharos.policies.reading.opening import File, open_file
from pharos.policies.reading.table import Table, find_table
from pharos.policies.rules.headings import keys, propose
from pharos.policies.rules.settings import Settings

_SAMPLES = 3
Look = tuple[insurers.Insurer | None, dict[str, Any], dict[str, Any]]


def look(data: bytes) -> Look:
    """(insurer or None, settings, layout) of a file. Raises Objected where it is no table."""
    try:
        file = open_file(io.BytesIO(data))
        insurer = _recognised(file)
        settings = saved_settings(insurer.id) if insurer else Settings()
        file = open_file(io.BytesIO(data), encoding=settings.encoding, delimiter=settings.delimiter)
        table = find_table(file, settings.columns, settings.sheet)
        layout = _layout(file, table, settings)
        file.close()
    except Unreadable as fault:
        raise Objected(Objection(fault.code, fault.facts)) from fault
    return insurer, settings.to_json(), layout


def _recognised(file: File) -> insurers.Insurer | None:
    try:
        return recognise(file)
    except Objected:
        return None


def _layout(file: File, table: Table, settings: Settings) -> dict[str, Any]:
    headings = table.header.headings
    targets = propose(headings, settings.columns)
    return {
        "format": file.format,
        "encoding": file.encoding or None,
        "delimiter": file.delimiter or None,
        "sheet": table.sheet or None,
        "sheets": list(getattr(file, "sheets", ())),
        "other_sheets": list(table.other_sheets),
        "header_row": table.header.last,
        "expected_rows": file.expected_rows,
        "columns": [
            {"heading": heading, "key": key, "target": target or ""}
            for heading, key, target in zip(headings, keys(headings), targets, strict=True)
            if heading
        ],
    }


def samples(data: bytes, settings: Settings) -> dict[str, list[str]]:
    """The first values under each heading, for the page that asks what the columns mean. They are shown, never kept."""
    try:
        file = open_file(io.BytesIO(data), encoding=settings.encoding, delimiter=settings.delimiter)
        table = find_table(file, settings.columns, settings.sheet)
        names = keys(table.header.headings)
        found: dict[str, list[str]] = {name: [] for name in names}
        for row in islice((r for r in file.rows() if r.number > table.header.last), _SAMPLES):
            for name, cell in zip(names, row.cells, strict=False):
                found[name].append(as_text(tidy(cell))[:60])
        file.close()
    except Unreadable:
        return {}
    return found
