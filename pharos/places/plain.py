"""The door without a database: what the data files alone say of a place. For commands that must start at once.

Less than `api.resolve`, on purpose: a place that is not named clearly is not guessed at.
"""

import lzma
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pharos.places.countries import country, country_ears, country_words
from pharos.places.hearing import ear_key, word_key

__all__ = ["PlainNumber", "PlainPlace", "find_plainly", "numbers_plainly"]

DATA = Path(__file__).parent / "data"
SERVICES = ("ambulance", "general")
PARTS = re.compile(r"[,;()/]|\s[-–—]\s")
BEFORE = re.compile(r"^(?:мы |я )?(?:в|во|на|около|возле|под|из|у|город|г|остров|о|отель|отеле|курорт|in|at|near|on) ")
ENDINGS = {"е": ("а", "", "ь", "й", "о", "я", "е"), "и": ("а", "я", "ь", "", "й"), "у": ("", "а"), "ю": ("ь", "я", "й"),
           "ы": ("а", ""), "а": ("", "о"), "я": ("й", "ь"), "ах": ("ы", "и"), "ях": ("и",)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlainPlace:
    """A country, and the name of the town or resort where one was said."""

    country: str
    name: str


@dataclass(frozen=True, slots=True)
class PlainNumber:
    """A number as the file has it: nobody of ours has verified it."""

    service: str
    number: str
    note_ru: str
    note_en: str


def find_plainly(said: str, country_code: str = "") -> PlainPlace | None:
    """The country a text means: by its name, by a resort or by a town with one clear country. None if unclear."""
    if country_code:
        try:
            return PlainPlace(country(country_code).code, said)
        except KeyError:
            pass
    keys = list(_keys(said))
    found = _by_country(keys) or _by_resort(keys) or _by_town(keys) or _by_sound(keys)
    return PlainPlace(found, said) if found else None


def numbers_plainly(country_code: str) -> list[PlainNumber]:
    """The ambulance's number, then the general one; empty where the file has none."""
    rows = [row for row in _emergency() if row["country"] == country_code and row["service"] in SERVICES]
    rows.sort(key=lambda row: SERVICES.index(row["service"]))
    return [PlainNumber(row["service"], row["number"], row.get("note_ru", ""), row.get("note_en", "")) for row in rows]


def _keys(said: str) -> Iterator[str]:
    """The whole, its parts, their words, each as it stands and in the forms it may have been bent from."""
    parts = [part for part in PARTS.split(said) if part.strip()]
    for text in dict.fromkeys([said, *reversed(parts), *(word for part in parts for word in part.split())]):
        key = BEFORE.sub("", word_key(text))
        if len(key) < 2:
            continue
        yield key
        for end in (key[-2:], key[-1:]):
            yield from (key[: -len(end)] + other for other in ENDINGS.get(end, ()) if len(key) > 4)
        if key.endswith("ии"):
            yield key[:-1] + "я"


def _by_country(keys: list[str]) -> str:
    for key in keys:
        codes = {code for word in country_words().get(key, ()) for code in word.codes}
        if len(codes) == 1 and len(key) > 3:
            return codes.pop()
    return ""


def _by_resort(keys: list[str]) -> str:
    return next((_resorts()[key] for key in keys if key in _resorts()), "")


def _by_town(keys: list[str]) -> str:
    """The country of the biggest town of the name, where no other country has one nearly as big."""
    wanted = {re.escape(key).replace("\\ ", "[ -]"): key for key in keys if len(key) > 3}
    if not wanted:
        return ""
    text, sizes = _towns(), dict[str, dict[str, int]]()
    for found in re.finditer(rf"(?<=[\t|])(?:{'|'.join(wanted)})(?=[\t|])", text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : text.find("\n", found.end())].split("\t")
        there = sizes.setdefault(word_key(found[0]), {})
        there[line[4].upper()] = max(there.get(line[4].upper(), 0), int(line[9]))
    for key in keys:
        order = sorted(sizes.get(key, {}).items(), key=lambda pair: -pair[1])
        if order and (len(order) == 1 or order[0][1] >= 5 * order[1][1]):
            return order[0][0]
    return ""


def _by_sound(keys: list[str]) -> str:
    for key in keys:
        ear = ear_key(key)
        if len(key) > 4 and len(ear) > 3:
            codes = {code for word in country_ears().get(ear, ()) for code in word.codes} | _resort_ears().get(
                ear, set()
            )
            if len(codes) == 1:
                return codes.pop()
    return ""


@cache
def _resorts() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in (DATA / "resorts.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            _kind, code, ru, en, others, *_rest = (part.strip() for part in line.split("\t"))
            for name in (ru, en, *others.split("|")):
                if name:
                    found.setdefault(word_key(name), code)
    return found


@cache
def _resort_ears() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, code in _resorts().items():
        found.setdefault(ear_key(key), set()).add(code)
    return found


@cache
def _towns() -> str:
    """The file of towns in small letters, `ё` as `е`: read only for places that are neither country nor resort."""
    with lzma.open(DATA / "towns.tsv.xz", "rt", encoding="utf-8") as lines:
        return lines.read().lower().replace("ё", "е")


@cache
def _emergency() -> list[dict[str, str]]:
    return list(tomllib.loads((DATA / "emergency.toml").read_text(encoding="utf-8"))["number"])
