"""Statements about cases, compiled once: putting one together costs Django several times what reading it costs."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

STANDS_FOR = UUID(int=1)


class KeptStatement:
    """Rows of plain columns (native types, nothing sealed) about a case; only its id differs from time to time.

    With `many` the rows are asked for by `__in=[id]`, and the statement then takes any number of ids.
    """

    def __init__(self, rows: Callable[[UUID], QuerySet[Any, Any]], *, many: bool = False) -> None:
        self._rows = rows
        self._many = many

    def __call__(self, case_id: UUID | Sequence[UUID]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            self._execute(cursor, case_id)
            return list(cursor.fetchall())

    def named(self, case_id: UUID | Sequence[UUID]) -> list[dict[str, Any]]:
        """The rows by the names of their columns."""
        with connection.cursor() as cursor:
            self._execute(cursor, case_id)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _execute(self, cursor: Any, case_id: UUID | Sequence[UUID]) -> None:
        sql, stood_for = self._compiled
        cursor.execute(sql, [case_id if value == STANDS_FOR else value for value in stood_for])

    @cached_property
    def _compiled(self) -> tuple[str, tuple[Any, ...]]:
        sql, stood_for = self._rows(STANDS_FOR).query.sql_with_params()
        return sql.replace("IN (%s)", "= ANY(%s)") if self._many else sql, tuple(stood_for)
