"""Statements compiled once: putting one together costs Django several times what reading its rows costs."""

from collections.abc import Callable
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

STANDS_FOR = UUID(int=1)


class KeptStatement:
    """Rows of plain columns (native types, nothing sealed) of which only one value differs from time to time: an id.

    With `many` the rows are asked for by `__in=[id]`, and the statement then takes any number of ids.
    """

    def __init__(
        self, rows: Callable[[Any], QuerySet[Any, Any]], *, many: bool = False, stands_for: Any = STANDS_FOR
    ) -> None:
        self._asked = rows
        self._many = many
        self._stands_for = stands_for

    def __call__(self, value: Any = None) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            self._execute(cursor, value)
            return list(cursor.fetchall())

    def named(self, value: Any = None) -> list[dict[str, Any]]:
        """The rows by the names of their columns."""
        with connection.cursor() as cursor:
            self._execute(cursor, value)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def rows[M: Model](self, model: type[M], value: Any = None) -> list[M]:
        """The rows as instances of their model; the statement reads all its columns (`values_list()`)."""
        names = [field.attname for field in model._meta.concrete_fields]
        return [model.from_db("default", names, row) for row in self(value)]

    def _execute(self, cursor: Any, value: Any) -> None:
        sql, stood_for = self._compiled
        cursor.execute(sql, [value if one == self._stands_for else one for one in stood_for])

    @cached_property
    def _compiled(self) -> tuple[str, tuple[Any, ...]]:
        sql, stood_for = self._asked(self._stands_for).query.sql_with_params()
        return sql.replace("IN (%s)", "= ANY(%s)") if self._many else sql, tuple(stood_for)
