"""Reading the gazetteer's files, and filling the tables from them: fast, and only when a file has changed.

Ids are made from the source's own ids, so that a case keeps pointing at its place when the data are renewed.
"""

import hashlib
import lzma
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from pharos.places.hearing import distance, ear_key, word_key
from pharos.places.models import LoadedData
from pharos.places.rules import kilometres

DATA = Path(__file__).parent / "data"
TOWNS, RESORTS = DATA / "towns.tsv.xz", DATA / "resorts.tsv"
RESORT_BONUS = 40
SAME_TOWN_KM = 25
BOX_DEGREES = 2
_PLACE = (
    "id, kind, geonames, name, name_ru, country, region, latitude, longitude, time_zone, population, weight, near, "
    "near_ru"
)
_NAME = "key, ear, place_id, country, weight, main"
NULL = "\\N"


@dataclass(slots=True)
class Row:
    """One place as the files give it. `others` are further names; the resorts of the overlay add theirs."""

    id: str
    kind: str
    geonames: str | None
    name: str
    name_ru: str
    others: list[str]
    country: str
    region: str
    latitude: float
    longitude: float
    time_zone: str
    population: int
    weight: int = 0
    near: str = ""
    near_ru: str = ""
    main: set[str] = field(default_factory=set)


def loaded() -> bool:
    """Whether the tables hold what these files say."""
    return LoadedData.objects.filter(name="places", digest=_digest()).exists()


def load(*, force: bool = False) -> int:
    """Fill the tables from the files; returns the number of places, or 0 where they hold these files already."""
    digest = _digest()
    if not force and LoadedData.objects.filter(name="places", digest=digest).exists():
        return 0
    rows = read()
    with transaction.atomic():
        _write(rows)
        LoadedData.objects.update_or_create(name="places", defaults={"digest": digest})
    return len(rows)


def read() -> list[Row]:
    """Towns, then resorts; a resort that is a town of the first file lends it its names and weight instead."""
    towns = list(_towns())
    by_country: defaultdict[str, list[Row]] = defaultdict(list)
    for town in towns:
        by_country[town.country].append(town)
    resorts = [resort for resort in _resorts() if not _lent(resort, by_country[resort.country])]
    for resort in resorts:
        _settle(resort, by_country[resort.country])
    return towns + resorts


def town_id(geonames: int) -> UUID:
    """The id of a town of GeoNames: a version 8 UUID (RFC 9562, section 5.8) with the number in its last part."""
    return UUID(f"67656f6e-616d-8000-8000-{geonames:012x}")


def resort_id(country: str, name: str) -> UUID:
    """The id of an entry of our own overlay, from its country and English name."""
    return UUID(f"7265736f-7274-8000-8000-{hashlib.sha256(f'{country}/{name}'.encode()).hexdigest()[:12]}")


def _towns() -> Iterator[Row]:
    with lzma.open(TOWNS, "rt", encoding="utf-8") as lines:
        next(lines)
        zones = next(lines).rstrip("\n").split("\t")
        for line in lines:
            number, name, ru, others, country, region, lat, lon, zone, people, _land = line.rstrip("\n").split("\t")
            population = int(people)
            yield Row(
                f"67656f6e-616d-8000-8000-{int(number):012x}", "town", number, name, ru,
                others.split("|") if others else [], country, region, float(lat), float(lon), zones[int(zone)],
                population, weight(population), main={name, ru},
            )  # fmt: skip


def _resorts() -> Iterator[Row]:
    for line in RESORTS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, country, ru, en, others, lat, lon, _fame, _land, _source = line.split("\t")
            yield Row(
                str(resort_id(country, en)), kind, None, en, ru, [one for one in others.split("|") if one], country,
                "", float(lat), float(lon), "", 0, weight(20_000) + RESORT_BONUS, main={en, ru},
            )  # fmt: skip


def weight(population: int) -> int:
    """How likely a place is meant, before anything is known of the caller: 0 for a hamlet, 70 for ten millions."""
    return round(10 * math.log10(max(population, 1)))


def _same_town(resort: Row, neighbours: list[Row]) -> Row | None:
    if resort.kind != "town":
        return None
    ears = {ear_key(word_key(one)) for one in (resort.name, resort.name_ru)}
    near = [row for row in neighbours if abs(row.latitude - resort.latitude) < 0.3
            and kilometres(row.latitude, row.longitude, resort.latitude, resort.longitude) < SAME_TOWN_KM]  # fmt: skip
    named = [row for row in near if _sounds_like(row, ears)]
    return max(named, key=lambda row: row.population, default=None)


def _sounds_like(row: Row, ears: set[str]) -> bool:
    names = {ear_key(word_key(one)) for one in (row.name, row.name_ru) if one}
    return any(distance(one, other, 1) <= 1 for one in names for other in ears)


def _lent(resort: Row, neighbours: list[Row]) -> bool:
    town = _same_town(resort, neighbours)
    if town is None:
        return False
    town.others += [one for one in (town.name_ru, resort.name, *resort.others) if one]
    town.name_ru = resort.name_ru or town.name_ru
    town.main |= {resort.name, resort.name_ru}
    town.weight = max(town.weight + RESORT_BONUS, resort.weight)
    return True


def _settle(resort: Row, neighbours: list[Row]) -> None:
    """Zone and region of the nearest town, and the name of the nearest one of some size."""

    def far(row: Row) -> float:
        return kilometres(row.latitude, row.longitude, resort.latitude, resort.longitude)

    if not neighbours:
        resort.time_zone = "Etc/UTC"
        return
    # Far towns are left out before the trigonometry; a lonely island looks at them all.
    around = [row for row in neighbours if abs(row.latitude - resort.latitude) < BOX_DEGREES
              and abs(row.longitude - resort.longitude) < BOX_DEGREES]  # fmt: skip
    nearest = min(around or neighbours, key=far)
    known = min((row for row in around or neighbours if row.population >= 5000), key=far, default=nearest)
    resort.time_zone, resort.region = nearest.time_zone, nearest.region
    if known.name != resort.name:
        resort.near, resort.near_ru = known.name, known.name_ru


def _write(rows: list[Row]) -> None:
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
        cursor.execute("delete from places_placename")
        _copy(cursor, f"places_placename ({_NAME})", sorted(_names(rows)))
        cursor.execute("analyze places_place (country, latitude), places_placename (key, ear, country)")


def _copy(cursor: Any, into: str, lines: Iterable[str]) -> None:
    with cursor.copy(f"copy {into} from stdin") as copy:
        for block in batched(lines, 5000):
            copy.write("".join(block))


def _place(row: Row) -> str:
    return (
        f"{row.id}\t{row.kind}\t{row.geonames or NULL}\t{row.name}\t{row.name_ru}\t{row.country}\t{row.region}"
        f"\t{row.latitude}\t{row.longitude}\t{row.time_zone}\t{row.population}\t{row.weight}\t{row.near}\t{row.near_ru}\n"
    )


def _names(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        tail = f"{row.id}\t{row.country}\t{row.weight}"
        main = {word_key(one) for one in row.main if one}
        for key in main.union(word_key(one) for one in row.others if one) - {""}:
            yield f"{key}\t{ear_key(key)}\t{tail}\t{key in main}\n"


def _digest() -> str:
    digest = hashlib.sha256()
    for path in (TOWNS, RESORTS, Path(__file__), Path(__file__).with_name("hearing.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
