"""Which match comes first, which others may as well be meant, and so what to ask."""

import math
from collections.abc import Iterable
from dataclasses import replace

from pharos.places.rules.distances import kilometres
from pharos.places.rules.matches import (
    CERTAIN,
    HINTED_BONUS,
    KNOWN,
    NAMED,
    ONE_AND_THE_SAME,
    TRUST,
    Doubt,
    Note,
    PlaceMatch,
    Reason,
    once,
)

SAME_PLACE_KM = 20
APART_KM = 50
NEARBY_KM = 200
RIVAL_SCORE, RIVAL_AT_HOME = 40, 25
"""Within one country the bigger of two namesakes is meant sooner."""
COUNTRY_RIVAL = 60
WHOLE = 1.0
CONVINCING, CONVINCING_SHORT, SHORT_NAME = 0.7, 0.85, 4
AHEAD = 60


def ranked(matches: Iterable[PlaceMatch], limit: int) -> list[PlaceMatch]:
    """Best first, each place once, doubts added: several of one name, or none that was really named."""
    best: dict[tuple[str, object], PlaceMatch] = {}
    for match in sorted(matches, key=lambda match: -match.score):
        best.setdefault(("country", match.country) if match.id is None else ("place", match.id), match)
    rows = _without_twins(list(best.values())[: limit * 3])[:limit]
    return [_doubted(row, rows) for row in rows]


def asked(rows: list[PlaceMatch]) -> tuple[Doubt, ...]:
    """What to ask about the first of them; a convincing guess far ahead of the next is only confirmed."""
    if not rows:
        return ()
    first = rows[0]
    doubts: list[Doubt] = [doubt for doubt in first.doubts if doubt is not Doubt.GUESS]
    if Doubt.GUESS in first.doubts and not _convincing(first, rows[1:]):
        doubts.append(Doubt.GUESS)
    return tuple(doubts)


def _convincing(first: PlaceMatch, others: list[PlaceMatch]) -> bool:
    if first.weight < KNOWN and not {Note.COUNTRY_SAID, Note.EXPECTED} & set(first.notes):
        return False
    apart = [other for other in others if other.weight >= KNOWN - 10 and _elsewhere(first, other)]
    rival = max((other.score for other in apart), default=0)
    enough = CONVINCING if len(first.name) > SHORT_NAME else CONVINCING_SHORT  # Луара is not Лара
    return first.likeness >= enough and first.score - rival >= AHEAD // 2


def _elsewhere(first: PlaceMatch, other: PlaceMatch) -> bool:
    around = Note.WITHIN in first.notes and _one_within_the_other(first, other)
    return _apart(first, other) > APART_KM and not around


def _without_twins(rows: list[PlaceMatch]) -> list[PlaceMatch]:
    """GeoNames often has a town and its district under one name: the smaller neighbour is left out."""
    kept: list[PlaceMatch] = []
    for row in rows:
        if not any(_same_spot(row, other) for other in kept):
            kept.append(row)
    return kept


def _same_spot(one: PlaceMatch, other: PlaceMatch) -> bool:
    if one.id is None or other.id is None or one.country != other.country or one.name != other.name:
        return False
    return _apart(one, other) < SAME_PLACE_KM


def _doubted(row: PlaceMatch, rows: list[PlaceMatch]) -> PlaceMatch:
    doubts = [*row.doubts]
    if row.reason in NAMED or row.reason is Reason.HOTEL:
        if any(_rival(row, other) for other in rows if other is not row):
            doubts.append(Doubt.SEVERAL)
        if (row.reason not in CERTAIN and row.reason is not Reason.HOTEL) or row.likeness < WHOLE:
            doubts.append(Doubt.GUESS)
    elif row.reason is Reason.WITHDRAWN:
        doubts.append(Doubt.COUNTRY_GONE)
    elif row.reason is Reason.CHOICE:
        doubts += [] if _chosen(row, rows) else [Doubt.WHICH_COUNTRY]
    else:
        doubts.append(Doubt.GUESS)
    return replace(row, doubts=once(doubts))


def _chosen(row: PlaceMatch, rows: Iterable[PlaceMatch]) -> bool:
    """Whether of the countries a word means only this one is expected of the caller."""
    wanted = [one for one in rows if one.reason is Reason.CHOICE and Note.EXPECTED in one.notes]
    return wanted == [row]


def _rival(row: PlaceMatch, other: PlaceMatch) -> bool:
    """Whether the other may as well be meant: as well named, of like likelihood, not next door."""
    if other.reason not in NAMED and not (other.reason is row.reason is Reason.HOTEL):
        return False
    if row.words and other.words and row.words != other.words:
        return False
    if (row.id is None) != (other.id is None):
        return _country_or_town(row, other)
    if _one_within_the_other(row, other):
        return False
    gap = abs(_unhinted(other) - _unhinted(row))
    if Reason.TRANSLITERATION in (row.reason, other.reason):
        gap -= TRUST[Reason.EXACT] - TRUST[Reason.TRANSLITERATION]
    least = RIVAL_AT_HOME if row.country == other.country else RIVAL_SCORE
    return gap < least and _apart(row, other) >= APART_KM


def _unhinted(match: PlaceMatch) -> int:
    """A weak hint ranks namesakes and does not settle between them."""
    return match.score - (HINTED_BONUS if Note.HINTED in match.notes else 0)


def _one_within_the_other(row: PlaceMatch, other: PlaceMatch) -> bool:
    """An island and the town of its name, a resort and the region that lends it its name."""
    wide = any(one.kind in ("island", "islands", "region") or one.reason is Reason.ALIAS for one in (row, other))
    return wide and row.country == other.country and _apart(row, other) < NEARBY_KM


def _country_or_town(row: PlaceMatch, other: PlaceMatch) -> bool:
    land, place = (row, other) if row.id is None else (other, row)
    if place.reason not in (Reason.EXACT, Reason.CASE, Reason.ALIAS):
        return False
    if place.country == land.country and place.kind in ("island", "islands"):
        return False
    if place.country == land.country:
        known = place.reason is not Reason.ALIAS and place.weight >= KNOWN - 10
        return known and land.country not in ONE_AND_THE_SAME
    named = place.reason is Reason.EXACT or (place.reason is Reason.ALIAS and place.weight >= KNOWN + 25)
    return named and abs(_unhinted(row) - _unhinted(other)) < COUNTRY_RIVAL and place.weight >= KNOWN - 10


def _apart(one: PlaceMatch, other: PlaceMatch) -> float:
    places = (one.latitude, one.longitude, other.latitude, other.longitude)
    if any(number is None for number in places):
        return math.inf
    return kilometres(*(number for number in places if number is not None))
