"""A file's bytes to what its rows say, without a database."""

import io
from datetime import date
from typing import Any

from pharos.core.tables.limits import Limits
from pharos.policies.reading.digest import Choices, Digest, ReadRow, digest, read_rows
from pharos.policies.reading.opening import File, open_file
from pharos.policies.reading.table import Table, find_table

TODAY = date(2026, 7, 18)


def opened(data: bytes, limits: Limits | None = None, sheet: str = "") -> tuple[File, Table]:
    file = open_file(io.BytesIO(data), limits)
    return file, find_table(file, None, sheet)


def digested(data: bytes, limits: Limits | None = None, **choices: Any) -> Digest:
    file, table = opened(data, limits, choices.pop("sheet", ""))
    return digest(file, table, Choices(**{"region": "RU", **choices}), today=TODAY)


def rows(data: bytes, **choices: Any) -> list[ReadRow]:
    return list(read_rows(digested(data, **choices)))


def codes(data: bytes, **choices: Any) -> list[tuple[int, str]]:
    return [(problem.row, problem.code.value) for row in rows(data, **choices) for problem in row.problems]
