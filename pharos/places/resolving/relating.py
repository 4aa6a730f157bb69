"""How the places of one sentence lie to each other: a beach of an island, a village by a town, islands around it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from pharos.places.atlas import Atlas
from pharos.places.resolving.finding import Found
from pharos.places.rules import WITHIN_BONUS, Note, PlaceMatch, Reason, kilometres

REACH = {"town": 80, "resort": 60, "island": 150, "islands": 500, "region": 350, "bay": 60}
"""How far from its middle, in km, what is said to be in it may lie."""
WIDE = ("island", "islands", "region")
AROUND_KM = 75


def inside_of(found: list[PlaceMatch], groups: Sequence[Collection[object]]) -> tuple[list[PlaceMatch], bool]:
    """The places with those favoured that lie in or by another one that was said; whether there are any."""
    marked: dict[object, str] = {}
    for one in found:
        for other in found:
            if _different_words(one, other, groups) and _lies_in(one, other):
                marked[one.id] = other.name
    rows = [
        replace(match, score=match.score + WITHIN_BONUS, notes=(*match.notes, Note.WITHIN), beside=marked[match.id])
        if match.id in marked
        else match
        for match in found
    ]
    return rows, bool(marked)


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
    """Whether two places are an hour's drive apart at most."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return one.country == other.country
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude) < REACH.get(other.kind, 80)


def _different_words(one: PlaceMatch, other: PlaceMatch, groups: Sequence[Collection[object]]) -> bool:
    first = {at for at, ids in enumerate(groups) if one.id in ids}
    second = {at for at, ids in enumerate(groups) if other.id in ids}
    return bool(first and second) and first != second and not first & second


def _lies_in(one: PlaceMatch, other: PlaceMatch) -> bool:
    """Whether the first is the closer description: of a wide place any place in it, of two towns the lesser."""
    if one.id is None or other.id is None or one.country != other.country:
        return False
    if one.kind in WIDE and other.kind not in WIDE:
        return False
    if (one.kind in WIDE) == (other.kind in WIDE) and one.weight > other.weight:
        return False
    return close(one, other)
