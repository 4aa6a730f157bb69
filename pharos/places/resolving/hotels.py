"""Hotels of the register: a caller knows the name over the door better than the name of the village."""

from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from pharos.places import gazetteer
from pharos.places.atlas import Atlas
from pharos.places.hearing import word_key
from pharos.places.resolving.finding import Found, match_of
from pharos.places.resolving.sentences import Token
from pharos.places.resolving.words import FILLERS, PREPOSITIONS
from pharos.places.rules import PlaceMatch, Reason

LEAST_ALIKE = 0.84
LONGEST_NAME = 5
SHORTEST_CHAIN = 5


@dataclass(frozen=True, slots=True)
class Hotel:
    """A hotel by its names, and where it is: country and English name of a place of ours."""

    name: str
    keys: tuple[str, ...]
    country: str
    place: str


@cache
def register() -> tuple[Hotel, ...]:
    """The hotels that come with Pharos."""
    return tuple(
        Hotel(name, tuple(dict.fromkeys(map(word_key, (name, *filter(None, others.split("|")))))), country, place)
        for name, others, country, place in gazetteer.lines_of(gazetteer.HOTELS)
    )


def hotels_named(words: list[Token], book: Atlas, language: str) -> list[PlaceMatch]:
    """The places of the hotels a sentence names; of a chain each of its houses."""
    found: list[PlaceMatch] = []
    for hotel in _named(words):
        for name in book.named(word_key(hotel.place)):
            place = book.place[name]
            if book.word("country", place) == hotel.country:
                one = Found(place, "", Reason.HOTEL, book.weight[place])
                found.append(replace(match_of(one, book, language), beside=hotel.name))
                break
    return found


@cache
def _by_key() -> dict[str, list[Hotel]]:
    found: dict[str, list[Hotel]] = {}
    for hotel in register():
        for key in hotel.keys:
            found.setdefault(key, []).append(hotel)
    return found


@cache
def _chains() -> dict[str, list[Hotel]]:
    """First words that several houses share: Rixos, Titanic."""
    found: dict[str, list[Hotel]] = {}
    for hotel in register():
        for first in {key.split(" ")[0] for key in hotel.keys if " " in key}:
            if len(first) >= SHORTEST_CHAIN:
                found.setdefault(first, []).append(hotel)
    return {first: hotels for first, hotels in found.items() if len(hotels) > 1}


def _named(words: list[Token]) -> list[Hotel]:
    keys = [word.key for word in words]
    for size in range(min(LONGEST_NAME, len(keys)), 0, -1):
        for first in range(len(keys) - size + 1):
            part = keys[first : first + size]
            if all(word in FILLERS or word in PREPOSITIONS for word in part):
                continue
            said = " ".join(part)
            if said in _by_key():
                return _by_key()[said]
            if said in _chains():
                return _chains()[said]
            if size > 1 and len(said) > 8 and (near := _alike(said)):
                return _by_key()[near]
    return []


def _alike(said: str) -> str | None:
    found = extract(said, tuple(_by_key()), scorer=OSA.normalized_similarity, score_cutoff=LEAST_ALIKE, limit=1)
    return found[0][0] if found else None
