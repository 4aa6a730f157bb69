"""Filling the table of places from the gazetteer's files, and writing the atlas: only where they are of other files."""

from collections.abc import Iterable
from itertools import batched
from typing import Any

from django.db import connection, transaction

from pharos.places import gazetteer
from pharos.places.models import LoadedData

_PLACE = (
    "id, kind, geonames, name, name_ru, country, region, latitude, longitude, time_zone, population, weight, near, "
    "near_ru, landmass"
)
NULL = "\\N"


def loaded() -> bool:
    """Whether the table holds what these files say."""
    return LoadedData.objects.filter(name="places", digest=gazetteer.digest()).exists()


def load(*, force: bool = False) -> int:
    """Fill the table from the files; returns the number of places, or 0 where it holds these files already."""
    if not force and loaded():
        return 0
    rows = gazetteer.read()
    with transaction.atomic():
        _write(rows)
        LoadedData.objects.update_or_create(name="places", defaults={"digest": gazetteer.digest()})
    return len(rows)


def _write(rows: list[gazetteer.Row]) -> None:
    columns = [name.strip() for name in _PLACE.split(",")[1:]]
    renewed = ", ".join(f"{name} = excluded.{name}" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute("select not exists (select from places_place)")
        (empty,) = cursor.fetchone()
        if empty:
            _copy(cursor, f"places_place ({_PLACE})", map(_place, rows))
        else:
            cursor.execute("create temporary table fresh (like places_place including defaults) on commit drop")
            _copy(cursor, f"fresh ({_PLACE})", map(_place, rows))
            renew = f"insert into places_place ({_PLACE}) select {_PLACE} from fresh on conflict (id) do update set "
            cursor.execute(renew + renewed)
        cursor.execute("analyze places_place (country, latitude)")


def _copy(cursor: Any, into: str, lines: Iterable[str]) -> None:
    with cursor.copy(f"copy {into} from stdin") as copy:
        for block in batched(lines, 5000):
            copy.write("".join(block))


def _place(row: gazetteer.Row) -> str:
    return (
        f"{row.id}\t{row.kind}\t{NULL if row.own else row.number}\t{row.name}\t{row.name_ru}\t{row.country}"
        f"\t{row.region}\t{row.latitude}\t{row.longitude}\t{row.time_zone}\t{row.population}\t{row.weight}"
        f"\t{row.near}\t{row.near_ru}\t{row.landmass}\n"
    )
