"""Reading the gazetteer's files, and filling the table of places from them: only when a file has changed.

Ids are made from the source's own ids, so that a case keeps pointing at its place when the data are renewed.
"""

import hashlib
import lzma
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from uuid import UUID

from pharos.places.countries import countries
from pharos.places.hearing import distance, ear_key, word_key
from pharos.places.rules import kilometres
from pharos.places.turkish import in_russian

DATA = Path(__file__).parent / "data"
TOWNS, RESORTS, LANDMASSES = DATA / "towns.tsv.xz", DATA / "resorts.tsv", DATA / "landmasses.tsv"
HOTELS, LINKS = DATA / "hotels.tsv", DATA / "links.tsv"
FAME = {1: (45, 15), 2: (50, 45), 3: (50, 60)}
"""How likely a place of the overlay is meant: at least so much for its size, and so much for its fame."""
CAPITAL = 25
SAME_TOWN_KM, SAME_RESORT_KM = 25, 12
BOX_DEGREES = 2
UNDRAWN = "ne-"
_ISLAND_WORDS_RU = (
    (re.compile("Ко (.+)"), ("{}", "Кох {}", "остров {}")),
    (re.compile("(.+)[- ]Атолл"), ("{}", "атолл {}")),
)
_ISLAND_WORDS_EN = ((re.compile("Ko (.+)"), ("{}", "Koh {}")), (re.compile("(.+) Atoll"), ("{}",)))


@dataclass(slots=True)
class Row:
    """One place as the files give it. `others` are further names; the resorts of the overlay add theirs."""

    number: int
    own: bool
    kind: str
    name: str
    name_ru: str
    others: list[str]
    country: str
    region: str
    latitude: float
    longitude: float
    time_zone: str
    population: int
    landmass: str
    weight: int = 0
    fame: int = 0
    near: str = ""
    near_ru: str = ""
    main: set[str] = field(default_factory=set)

    @property
    def id(self) -> UUID:
        return own_id(self.number) if self.own else town_id(self.number)


def read() -> list[Row]:
    """Towns, then resorts; a resort that is a town of the first file lends it its names and weight instead."""
    towns = list(_towns())
    by_country: defaultdict[str, list[Row]] = defaultdict(list)
    for town in towns:
        by_country[town.country].append(town)
    _crown(by_country)
    resorts = [resort for resort in _resorts() if not _lent(resort, by_country[resort.country])]
    for resort in resorts:
        _settle(resort, by_country[resort.country])
    return towns + resorts


def _crown(by_country: dict[str, list[Row]]) -> None:
    """A capital is meant more often than its size says."""
    for land in countries().values():
        for town in by_country.get(land.code, ()):
            if (town.latitude, town.longitude) == (land.latitude, land.longitude):
                town.weight += CAPITAL


def town_id(geonames: int) -> UUID:
    """The id of a town of GeoNames: a version 8 UUID (RFC 9562, section 5.8) with the number in its last part."""
    return UUID(f"67656f6e-616d-8000-8000-{geonames:012x}")


def own_id(number: int) -> UUID:
    """The id of an entry of our own overlay."""
    return UUID(f"7265736f-7274-8000-8000-{number:012x}")


def resort_number(country: str, name: str) -> int:
    """The number of an entry of our own overlay, from its country and English name."""
    return int(hashlib.sha256(f"{country}/{name}".encode()).hexdigest()[:12], 16)


@cache
def digest() -> str:
    """What the files and the code that reads them are, as one word."""
    found = hashlib.sha256()
    here = Path(__file__).parent
    code = (
        Path(__file__),
        DATA / "countries.json",
        here / "hearing.py",
        here / "turkish.py",
        here / "atlas" / "building.py",
    )
    for path in (TOWNS, RESORTS, LANDMASSES, *code):
        found.update(path.read_bytes())
    return found.hexdigest()


def weight(population: int) -> int:
    """How likely a place is meant, before anything is known of the caller: 0 for a hamlet, 70 for ten millions."""
    return round(10 * math.log10(max(population, 1)))


def lines_of(path: Path) -> Iterator[list[str]]:
    """The rows of one of our data files."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _towns() -> Iterator[Row]:
    land = {int(row[3]): row[0] for row in lines_of(LANDMASSES) if row[3]}
    small = [(row[0], float(row[4]), float(row[5]), float(row[6])) for row in lines_of(LANDMASSES) if not row[3]]
    with lzma.open(TOWNS, "rt", encoding="utf-8") as lines:
        next(lines)
        zones = next(lines).rstrip("\n").split("\t")
        for line in lines:
            number, name, ru, others, country, region, lat, lon, zone, people, on = line.rstrip("\n").split("\t")
            population, latitude, longitude = int(people), float(lat), float(lon)
            if country == "TR" and (spelt := in_russian(name)):
                ru, others = ru or spelt, "|".join(filter(None, (others, spelt)))
            landmass = land.get(int(on)) or (f"{UNDRAWN}{on}" if on != "0" else "")
            yield Row(
                int(number), False, "town", name, ru, others.split("|") if others else [], country, region,
                latitude, longitude, zones[int(zone)], population, _small(small, latitude, longitude) or landmass,
                weight(population), main={name, ru},
            )  # fmt: skip


def _small(lands: list[tuple[str, float, float, float]], latitude: float, longitude: float) -> str:
    """The island too small to be drawn on which this point lies, if it does."""
    for code, lat, lon, radius in lands:
        close = abs(lat - latitude) < 0.1 and abs(lon - longitude) < 0.2
        if close and kilometres(lat, lon, latitude, longitude) < radius:
            return code
    return ""


def _resorts() -> Iterator[Row]:
    for kind, country, ru, en, others, lat, lon, fame, landmass, _source in lines_of(RESORTS):
        yield Row(
            resort_number(country, en), True, kind, en, ru, [*filter(None, others.split("|")), *_said(ru, en)], country,
            "", float(lat), float(lon), "", 0, landmass, sum(FAME[int(fame)]), int(fame), main={en, ru},
        )  # fmt: skip


def _said(ru: str, en: str) -> Iterator[str]:
    """What is said for names with the word for an island or an atoll in them: Чанг, остров Чанг, атолл Баа."""
    for name, forms in ((ru, _ISLAND_WORDS_RU), (en, _ISLAND_WORDS_EN)):
        for pattern, ways in forms:
            if found := pattern.fullmatch(name):
                yield from (way.format(found[1]) for way in ways)


def _same_town(resort: Row, neighbours: list[Row]) -> Row | None:
    if resort.kind not in ("town", "resort"):
        return None
    reach = SAME_TOWN_KM if resort.kind == "town" else SAME_RESORT_KM
    near = [row for row in neighbours if abs(row.latitude - resort.latitude) < 0.3
            and kilometres(row.latitude, row.longitude, resort.latitude, resort.longitude) < reach]  # fmt: skip
    keys = {word_key(one) for one in (resort.name, resort.name_ru)}
    named = [row for row in near if keys & {word_key(one) for one in (row.name, row.name_ru) if one}]
    if not named and resort.kind == "town":
        ears = {ear_key(key) for key in keys}
        named = [row for row in near if _sounds_like(row, ears)]
    return max(named, key=lambda row: row.population, default=None)


def _sounds_like(row: Row, ears: set[str]) -> bool:
    names = {ear_key(word_key(one)) for one in (row.name, row.name_ru) if one}
    return any(distance(one, other, 1) <= 1 for one in names for other in ears)


def _lent(resort: Row, neighbours: list[Row]) -> bool:
    town = _same_town(resort, neighbours)
    if town is None:
        return False
    town.others += [one for one in (town.name_ru, *resort.others) if one]
    town.name, town.name_ru = resort.name, resort.name_ru or town.name_ru
    town.main |= {resort.name, resort.name_ru}
    least, bonus = FAME[resort.fame]
    town.weight, town.fame = max(town.weight, max(weight(town.population), least) + bonus), resort.fame
    town.landmass = resort.landmass or town.landmass
    if resort.kind != "town":
        town.kind = resort.kind
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
