"""Rows for COPY made from the models themselves: every column has its default, so a new column breaks nothing."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from psycopg import Cursor, sql


class Sheet:
    """The columns of one table; `row(name=value, ...)` gives a whole row in their order."""

    def __init__(self, model: type[models.Model]) -> None:
        made_there = (models.GeneratedField, models.AutoField)
        fields = [field for field in model._meta.concrete_fields if not isinstance(field, made_there)]
        self.table = model._meta.db_table
        self.columns = [str(field.column) for field in fields]
        self.place = {column: number for number, column in enumerate(self.columns)}
        self.makers: list[tuple[int, Callable[[], Any]]] = []
        self.plain: list[Any] = []
        for number, field in enumerate(fields):
            default = field.default if field.has_default() else ("" if _is_text(field) else None)
            if callable(default):
                self.makers.append((number, default))
            self.plain.append(None if callable(default) else default)

    def row(self, **values: Any) -> list[Any]:
        row = self.plain.copy()
        for number, make in self.makers:
            row[number] = make()
        for column, value in values.items():
            row[self.place[column]] = value
        return row

    def copy(self, cursor: Cursor[Any], rows: Iterable[list[Any]]) -> None:
        names = sql.SQL(", ").join(map(sql.Identifier, self.columns))
        statement = sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(self.table), names)
        with cursor.copy(statement) as stream:
            for row in rows:
                stream.write_row(row)


def _is_text(field: Any) -> bool:
    return isinstance(field, models.CharField | models.TextField) and not field.null
