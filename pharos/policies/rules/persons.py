"""The insured persons of one row: one in three columns, several in one cell, or several groups of columns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from pharos.core import phones
from pharos.core.spelling import person_key
from pharos.core.tables.cells import Cell, as_text
from pharos.policies.rules.cells import read_sex
from pharos.policies.rules.dates import read_date
from pharos.policies.rules.faults import RowFault, RowNote
from pharos.policies.rules.names import NamedPerson, joined, looks_like_name, name_keys, people_in
from pharos.policies.rules.reading import Reading
from pharos.policies.rules.records import ToldPerson
from pharos.policies.rules.targets import person_of

_PLAIN_PHONE = re.compile(r"^\+7[3489]\d{9}$")


class Row(Protocol):
    """What this module needs of a row under the eye."""

    reading: Reading
    cells: Sequence[Cell]

    def problem(self, code: RowFault | RowNote, column: int | None, value: object = "") -> None: ...


@lru_cache(maxsize=64)
def _groups(targets: tuple[str | None, ...]) -> tuple[Mapping[str, int], ...]:
    """Columns of each person of a row, in the order of their places."""
    groups: dict[int, dict[str, int]] = {}
    for column, target in enumerate(targets):
        person = person_of(target) if target else None
        if person:
            groups.setdefault(person[0], {})[person[1]] = column
    return tuple(groups[place] for place in sorted(groups))


def persons_of(row: Row, *, needed: bool) -> tuple[ToldPerson, ...]:
    """Every person of the row; a row with none is at fault where one is needed."""
    groups = _groups(row.reading.targets)
    persons = tuple(person for group in groups for person in _group(row, group))
    if not persons and needed and groups:
        first = groups[0]
        row.problem(RowFault.NO_NAME, first.get("name", first.get("surname", next(iter(first.values())))))
    return persons


def _group(row: Row, columns: Mapping[str, int]) -> list[ToldPerson]:
    def text(field: str) -> str:
        return as_text(row.cells[columns[field]]) if field in columns else ""

    parts = tuple(text(field) for field in ("surname", "given", "patronymic"))
    whole = row.cells[columns["name"]] if "name" in columns else None
    name_column = columns.get("name", columns.get("surname", columns.get("given", columns.get("name_latin"))))
    told = joined(*parts)
    latin = text("name_latin")
    if not told and whole is None and not latin:
        return []
    raw = whole if isinstance(whole, str) and (not told or not parts[0]) else told or as_text(whole) or latin
    named = people_in(raw, pivot=row.reading.today.year)
    if not all(looks_like_name(person.name) for person in named) or not named:
        row.problem(RowFault.BAD_NAME, name_column, raw)
        return []
    births = _births(row, columns, len(named))
    if len(named) > 1:
        return [_person(row, columns, one, Extras(), born) for one, born in zip(named, births, strict=True)]
    extras = Extras(
        surname=parts[0],
        given=parts[1],
        patronymic=parts[2],
        latin=latin if latin != named[0].name else "",
        sex=read_sex(text("sex")) if "sex" in columns else "",
        phone=_phone(row, columns),
        email=text("email")[:150],
    )
    return [_person(row, columns, named[0], extras, births[0])]


@dataclass(frozen=True)
class Extras:
    """What a row tells of one person alone; of several in one cell nobody knows whose it is."""

    surname: str = ""
    given: str = ""
    patronymic: str = ""
    latin: str = ""
    sex: str = ""
    phone: str = ""
    email: str = ""


def _person(row: Row, columns: Mapping[str, int], named: NamedPerson, extras: Extras, born: date | None) -> ToldPerson:
    born = born or named.birth_date
    if born is None and "birth_date" in columns and row.cells[columns["birth_date"]] is None:
        row.problem(RowNote.NO_BIRTH_DATE, columns["birth_date"])
    key = person_key(named.name)
    return ToldPerson(
        full_name=named.name,
        other_name=extras.latin,
        person_key=key,
        name_keys=name_keys(key, person_key(extras.latin) if extras.latin else ""),
        surname=extras.surname,
        given=extras.given,
        patronymic=extras.patronymic,
        birth_date=born,
        sex=extras.sex,
        phone=extras.phone,
        email=extras.email,
    )


def _births(row: Row, columns: Mapping[str, int], count: int) -> list[date | None]:
    column = columns.get("birth_date")
    value = row.cells[column] if column is not None else None
    if column is None or value is None:
        return [None] * count
    parts: list[Cell] = [value]
    if isinstance(value, str) and count > 1:
        parts = [part.strip() for part in re.split(r"[;\n,|]+", value) if part.strip()]
    if len(parts) not in (1, count):
        row.problem(RowFault.BAD_DATE, column, value)
        return [None] * count
    days = [_born(row, part, column) for part in parts]
    return days + [None] * (count - len(days))


def _born(row: Row, value: Cell, column: int) -> date | None:
    today = row.reading.today
    day = read_date(value, row.reading.orders.get(column), pivot=today.year)
    if day is None:
        row.problem(RowFault.BAD_DATE, column, value)
    elif day > today:
        row.problem(RowFault.BORN_IN_FUTURE, column, f"{day:%d.%m.%Y}")
    elif day.year < 1900:
        row.problem(RowFault.BORN_TOO_EARLY, column, f"{day:%d.%m.%Y}")
    return day


def _phone(row: Row, columns: Mapping[str, int]) -> str:
    column = columns.get("phone")
    value = row.cells[column] if column is not None else None
    if value is None:
        return ""
    text = as_text(value)
    if _PLAIN_PHONE.match(text):
        return text
    for part in re.split(r"[,;/\n]|\s{2,}", text):
        number = phones.e164(part, row.reading.region) if part.strip() else None
        if number:
            return number
    row.problem(RowNote.BAD_PHONE, column, text)
    return ""
