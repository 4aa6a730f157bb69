"""Coordinates in what was said or sent, a link of a map too: the place they lie by, and which way round they are."""

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote_plus

from pharos.core.coordinates import BESIDE_KM, LONELY_KM, Point, pair_within, pairs_within
from pharos.places.atlas import Atlas
from pharos.places.resolving.finding import Found
from pharos.places.resolving.hints import Hints
from pharos.places.resolving.matching import match_of
from pharos.places.resolving.relating import WIDE
from pharos.places.rules import (
    KNOWN,
    NAMED,
    Doubt,
    PlaceMatch,
    Reason,
    Resolution,
    kilometres,
    with_expectation,
    within,
)

LONGEST_LINK = 1_000
_LINK = re.compile(r"\bhttps?://\S+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_OF_POINTS = frozenset("lat lon lng long latitude longitude широта долгота point geo srid deg гпс gps".split())
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
"""Marks that come along with copied text, and none of which is part of a name."""
_PLACE_OF_LINK = re.compile(r"/place/([^/@?]+)")
REMOTE_KM = 30
APART_KM = 50
"""Two points no farther from each other are of one place."""
NAMED_KM = 100
"""A town that is named so far from the point that is given is another place."""
KM_WEIGHS = 4
"""What a kilometre counts beside the fame of a place: in Tbilisi it is Tbilisi and not the nearest suburb."""


def point_told(text: str) -> Point | None:
    """The point a text gives in figures; None where it gives none, or the 0, 0 of an empty device. One whose first
    number can be no latitude is turned."""
    found = pair_within(text[:LONGEST_LINK])
    if found is None or found == (0, 0):
        return None
    return _upright(found)


def words_beside(text: str) -> str:
    """What is said beside a point, without figures and without what only says that they are coordinates."""
    return " ".join(word for word in _WORD.findall(without_links(text)) if word.casefold() not in _OF_POINTS)


def contradicts(named: PlaceMatch, point: PlaceMatch) -> bool:
    """Whether a well-known place that is named beside a point lies elsewhere."""
    if named.reason not in NAMED or named.weight < KNOWN:
        return False
    if named.country != point.country:
        return True
    if named.id is None or named.kind in WIDE or named.latitude is None or named.longitude is None:
        return False
    return _apart(named, point) > NAMED_KM


def _apart(one: PlaceMatch, other: PlaceMatch) -> float:
    ends = (one.latitude, one.longitude, other.latitude, other.longitude)
    return kilometres(*(degrees for degrees in ends if degrees is not None))


def _upright(point: Point) -> Point:
    return point if abs(point[0]) <= 90 else (point[1], point[0])


def without_links(text: str) -> str:
    """The text with what a link of a map names in the place of the link: `/maps/place/Kemer,+Antalya/data=...`; without
    marks that cannot be seen."""
    return _LINK.sub(_named_by, _UNSEEN.sub("", text))


def by_point(point: Point, known: Hints, book: Atlas, language: str) -> Resolution:
    """The place by the point, and the one by it the other way round where that may be meant."""
    straight = _by(point, known, book, language)
    if abs(point[1]) > 90:
        return Resolution((straight,), straight.doubts)
    turned = _by((point[1], point[0]), known, book, language)
    if not _rather(turned, straight, known, book):
        return Resolution((straight,), straight.doubts)
    both = tuple(replace(one, doubts=(*one.doubts, Doubt.EXCHANGED)) for one in (turned, straight))
    return Resolution(both, both[0].doubts)


def held_against(found: Resolution, text: str, named: Sequence[PlaceMatch]) -> Resolution:
    """The place by a point, with the question which of two is meant where the text gives another point elsewhere (the
    ends of a way), or names a well-known place elsewhere: neither is taken for the other."""
    first, *rest = found.candidates
    other = tuple(one for one in named[:1] if contradicts(one, first))
    if not other and not _two_points(text):
        return found
    first = replace(first, doubts=tuple(dict.fromkeys((*first.doubts, Doubt.TWO_PLACES))))
    return Resolution((first, *other, *rest), tuple(dict.fromkeys((*found.asks, Doubt.TWO_PLACES))))


def _two_points(text: str) -> bool:
    found = [_upright(one) for one in pairs_within(text[:LONGEST_LINK])]
    return any(kilometres(*one, *found[0]) > APART_KM for one in found[1:])


def _rather(turned: PlaceMatch, straight: PlaceMatch, known: Hints, book: Atlas) -> bool:
    """Whether the other way round makes more sense: there somebody lives, or there the caller is expected."""
    near, far = _away(turned, book), _away(straight, book)
    if near < BESIDE_KM and far > LONELY_KM:
        return True
    wanted = known.expected or known.hinted
    return bool(wanted) and near < LONELY_KM and within(turned, wanted) and not within(straight, wanted)


def _by(point: Point, known: Hints, book: Atlas, language: str) -> PlaceMatch:
    # Its columns of numbers are loaded only where somebody gave coordinates.
    from pharos.places.surroundings import nearest, places_within

    place = nearest(*point)
    around = [one for one in places_within(*point, BESIDE_KM) if book.word("kind", one) not in WIDE]
    place = max(around, key=lambda one: book.weight[one] - KM_WEIGHS * _far(one, point, book), default=place)
    far = round(_far(place, point, book))
    match = replace(
        match_of(Found(place, "", Reason.COORDINATES, book.weight[place]), book, language),
        latitude=round(point[0], 5), longitude=round(point[1], 5),
        beside=f"{_short(point[0])}, {_short(point[1])} · {far} {'км' if language == 'ru' else 'km'}",
        doubts=(Doubt.REMOTE,) if far > REMOTE_KM else (),
    )  # fmt: skip
    return with_expectation(match, known.expected, known.hinted)


def _named_by(link: re.Match[str]) -> str:
    named = _PLACE_OF_LINK.search(link[0])
    return unquote_plus(named[1]) if named else " "


def _short(degrees: float) -> str:
    return f"{degrees:.4f}".rstrip("0").rstrip(".")


def _far(place: int, point: Point, book: Atlas) -> float:
    return kilometres(book.latitude[place], book.longitude[place], *point)


def _away(match: PlaceMatch, book: Atlas) -> float:
    place = book.numbered(match.id) if match.id else None
    assert place is not None
    assert match.latitude is not None
    assert match.longitude is not None
    return _far(place, (match.latitude, match.longitude), book)
