"""How the places of one sentence lie to each other: a beach of an island, a village by a town, islands around it."""

import math
from collections.abc import Collection, Sequence
from dataclasses import replace

from pharos.places.atlas import Atlas
from pharos.places.resolving.finding import Found
from pharos.places.rules import KNOWN, WITHIN_BONUS, Note, PlaceMatch, Reason, kilometres

REACH = {"town": 80, "resort": 60, "island": 150, "islands": 500, "region": 350, "bay": 60, "nature": 130}
"""How far from its middle, in km, what is said to be in it may lie."""
WIDE = ("island", "islands", "region")
AROUND_KM = 75
CONTINENTS = ("", "afro-eurasia", "americas", "australia")
NEARER = 60
ALMOST, CLOSER = 0.9, 5
"""A well-known place that sounds so much like what was said goes before the island or the region said with it."""


def inside_of(found: list[PlaceMatch], groups: Sequence[Collection[object]]) -> tuple[list[PlaceMatch], bool]:
    """The places with those favoured that lie in or by another one that was said; whether there are any."""
    marked: dict[object, PlaceMatch] = {}
    for one in found:
        for other in found:
            if _different_words(one, other, groups) and lies_in(one, other):
                marked[one.id] = other
    return [placed(match, marked[match.id]) if match.id in marked else match for match in found], bool(marked)


def placed(match: PlaceMatch, inside: PlaceMatch) -> PlaceMatch:
    """The match said to lie in or by another place; of namesakes the nearest to its middle is the likeliest."""
    far = apart(match, inside) / REACH.get(inside.kind, 80)
    bonus = WITHIN_BONUS - round(NEARER * min(1.0, far))
    score = match.score + bonus
    if inside.kind in WIDE and match.weight >= KNOWN and match.likeness >= ALMOST:
        score = max(score, inside.score + CLOSER)
    return replace(match, score=score, notes=(*match.notes, Note.WITHIN), beside=inside.name)


def around(centre: PlaceMatch, book: Atlas) -> list[Found]:
    """Islands near a place, the nearest first."""
    if centre.latitude is None or centre.longitude is None:
        return []
    far = [
        (kilometres(centre.latitude, centre.longitude, book.latitude[place], book.longitude[place]), place)
        for place in book.islands
        if abs(book.latitude[place] - centre.latitude) < 1 and book.id(place) != centre.id
    ]
    near = sorted(pair for pair in far if pair[0] < AROUND_KM)
    return [Found(place, "", Reason.AROUND, max(0, 100 - round(away))) for away, place in near[:6]]


def close(one: PlaceMatch, other: PlaceMatch) -> bool:
    """Whether two places are an hour's drive apart at most, or on one island."""
    if other.kind == "island" and {one.landmass, other.landmass}.isdisjoint(CONTINENTS):
        return one.landmass == other.landmass
    return apart(one, other) < REACH.get(other.kind, 80)


def apart(one: PlaceMatch, other: PlaceMatch) -> float:
    """Kilometres between two places; of one whose place is not known, none."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return 0 if one.country == other.country else math.inf
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)


def _different_words(one: PlaceMatch, other: PlaceMatch, groups: Sequence[Collection[object]]) -> bool:
    first = {at for at, ids in enumerate(groups) if one.id in ids}
    second = {at for at, ids in enumerate(groups) if other.id in ids}
    return len(first | second) > 1 and bool(first and second)


def lies_in(one: PlaceMatch, other: PlaceMatch) -> bool:
    """Whether the first is the closer description: of a wide place any place in it, of two towns the lesser."""
    if one.id is None or other.id is None or one.country != other.country:
        return False
    if one.kind in WIDE and other.kind not in WIDE:
        return False
    if (one.kind in WIDE) == (other.kind in WIDE) and one.weight > other.weight:
        return False
    return close(one, other)
