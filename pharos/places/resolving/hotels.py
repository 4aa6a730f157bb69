"""Hotels of the register: a caller knows the name over the door better than the name of the village."""

import os
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from pharos.places import gazetteer
from pharos.places.atlas import Atlas
from pharos.places.hearing import word_key
from pharos.places.resolving.finding import Found
from pharos.places.resolving.matching import match_of
from pharos.places.resolving.sentences import Token
from pharos.places.resolving.words import FILLERS, PREPOSITIONS
from pharos.places.rules import PlaceMatch, Reason

ROOT = Path(__file__).resolve().parents[3]
LEAST_ALIKE = 0.84
LONGEST_NAME = 5
SHORTEST_CHAIN = 5


@dataclass(frozen=True, slots=True)
class Hotel:
    """A hotel by its names, and where it is: country and English name of a place of ours, or its very id."""

    name: str
    keys: tuple[str, ...]
    country: str
    place: str
    id: str = ""


def register() -> tuple[Hotel, ...]:
    """The hotels that come with Pharos, and those staff have added since."""
    return _register(_version())


def told_by_staff() -> Path:
    """The copy of the table of hotels that the resolver reads, which knows no database. Beside the atlas."""
    return Path(os.environ.get("PHAROS_VAR") or ROOT / "var") / "places" / "hotels.tsv"


def _version() -> tuple[int, int]:
    """Which state of the copy this is; a copy that is not there is a state too."""
    try:
        found = told_by_staff().stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=2)
def _register(version: tuple[int, int]) -> tuple[Hotel, ...]:
    lines = [*gazetteer.lines_of(gazetteer.HOTELS)]
    if version != (0, 0):
        lines += gazetteer.lines_of(told_by_staff())
    return tuple(
        Hotel(name, tuple(dict.fromkeys(map(word_key, (name, *filter(None, others.split("|")))))), country, *place)
        for name, others, country, *place in lines
    )


def hotels_named(words: list[Token], book: Atlas, language: str) -> list[PlaceMatch]:
    """The places of the hotels a sentence names; of a chain each of its houses."""
    found: list[PlaceMatch] = []
    for hotel in _named(words):
        place = _where(hotel, book)
        if place is not None:
            one = Found(place, "", Reason.HOTEL, book.weight[place])
            found.append(replace(match_of(one, book, language), beside=hotel.name))
    return found


def _where(hotel: Hotel, book: Atlas) -> int | None:
    if hotel.id:
        return book.numbered(UUID(hotel.id))
    named = (book.place[name] for name in book.named(word_key(hotel.place)))
    return next((place for place in named if book.word("country", place) == hotel.country), None)


def _by_key() -> dict[str, list[Hotel]]:
    return _keyed(_version())


@lru_cache(maxsize=2)
def _keyed(version: tuple[int, int]) -> dict[str, list[Hotel]]:
    found: dict[str, list[Hotel]] = {}
    for hotel in _register(version):
        for key in hotel.keys:
            found.setdefault(key, []).append(hotel)
    return found


@lru_cache(maxsize=2)
def _chains(version: tuple[int, int]) -> dict[str, list[Hotel]]:
    """First words that several houses share: Rixos, Titanic."""
    found: dict[str, list[Hotel]] = {}
    for hotel in _register(version):
        for first in {key.split(" ")[0] for key in hotel.keys if " " in key}:
            if len(first) >= SHORTEST_CHAIN:
                found.setdefault(first, []).append(hotel)
    return {first: hotels for first, hotels in found.items() if len(hotels) > 1}


def _named(words: list[Token]) -> list[Hotel]:
    keys = [word.key for word in words]
    by_key, chains = _by_key(), _chains(_version())
    for size in range(min(LONGEST_NAME, len(keys)), 0, -1):
        for first in range(len(keys) - size + 1):
            part = keys[first : first + size]
            if all(word in FILLERS or word in PREPOSITIONS for word in part):
                continue
            said = " ".join(part)
            if said in by_key:
                return by_key[said]
            if said in chains:
                return chains[said]
            if size > 1 and len(said) > 8 and (near := _alike(said, by_key)):
                return by_key[near]
    return []


def _alike(said: str, by_key: dict[str, list[Hotel]]) -> str | None:
    found = extract(said, tuple(by_key), scorer=OSA.normalized_similarity, score_cutoff=LEAST_ALIKE, limit=1)
    return found[0][0] if found else None
