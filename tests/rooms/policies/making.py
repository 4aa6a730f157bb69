"""Insurers' files as they come: made here, in every form, so that none has to be kept."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.insurers import api as insurers
from pharos.policies import api as policies
from tests.cast import NOW

SYSTEM = Actor.system("test")
HEADER = ("Номер полиса", "ФИО", "Дата рождения", "Начало действия", "Окончание действия", "Телефон", "Дайвинг")
IVANOV = ("SZ-2026-004512", "Иванов Иван Петрович", "01.02.1980", "01.07.2026", "31.12.2026", "+79165554218", "да")
JULIA = ("SZ-2026-004513", "Щербакова Юлия", "05.03.1991", "10.07.2026", "24.07.2026", "8 (916) 123-45-67", "нет")
PETROV = ("SZ-2026-004514", "Петров Пётр Ильич", "17.11.1975", "01.07.2026", "30.07.2026", "", "")
ROWS = (IVANOV, JULIA, PETROV)


def as_csv(
    *rows: Sequence[object], encoding: str = "utf-8", delimiter: str = ";", header: Sequence[object] = HEADER
) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows([header, *rows] if header else rows)
    return buffer.getvalue().encode(encoding)


def as_xlsx(*rows: Sequence[object], header: Sequence[object] = HEADER, **sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "Полисы"
    for row in [header, *rows] if header else rows:
        first.append(list(row))
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for row in lines:
            sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def demo_insurers() -> None:
    insurers.load_demo_insurers(actor=SYSTEM, now=NOW)


def take(
    data: bytes,
    *,
    now: datetime = NOW,
    insurer: str = "",
    dry_run: bool = False,
    allow_cancel: bool = False,
    **changes: Any,
) -> policies.Taken:
    """Import a file's bytes as the command does."""
    request = policies.Request(
        source=io.BytesIO(data),
        file_name="file",
        insurer=insurers.insurer(insurer) if insurer else None,
        changes=changes,
        dry_run=dry_run,
        allow_cancel=allow_cancel,
    )
    return policies.import_file(request, actor=SYSTEM, now=now)


def refused(data: bytes, **options: Any) -> tuple[str, dict[str, Any]]:
    """The code and facts of what an import of these bytes objects to."""
    with pytest.raises(Objected) as caught:
        take(data, **options)
    objection = caught.value.objections[0]
    return str(objection.code), dict(objection.facts)


def codes(taken: policies.Taken) -> list[tuple[int, str]]:
    """Row and code of every fault."""
    return [(bad.problem.row, bad.problem.code.value) for bad in taken.outcome.faults]


def notes(taken: policies.Taken) -> list[tuple[int, str]]:
    return [(bad.problem.row, bad.problem.code.value) for bad in taken.outcome.notes]
