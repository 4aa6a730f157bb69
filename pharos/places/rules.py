"""Pure rules of places: how a match was made and how good it is, distances, and what an emergency number is worth."""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

PRIOR_BONUS = 25
RIVAL_SCORE = 160
SAME_PLACE_KM = 20
APART_KM = 50
DWARFED = 50
MILLIONS = 1_000_000


class Reason(StrEnum):
    """How the text led to the place; the order is the order of trust."""

    EXACT = "exact"
    ALIAS = "alias"
    TRANSLITERATION = "transliteration"
    CHOICE = "choice"
    WITHDRAWN = "withdrawn"
    PREFIX = "prefix"
    LOOK_ALIKE = "look_alike"
    LAYOUT = "layout"
    SOUND = "sound"
    MISSPELT = "misspelt"


class Doubt(StrEnum):
    """What a person must still settle before this match is used."""

    SEVERAL = "several"
    WHICH_COUNTRY = "which_country"
    OTHER_COUNTRY = "other_country"
    COUNTRY_GONE = "country_gone"
    GUESS = "guess"


_TRUST = {reason: 100 * (len(Reason) - at) for at, reason in enumerate(Reason)}
_CERTAIN = {Reason.EXACT, Reason.ALIAS}
_NAMED = _CERTAIN | {Reason.TRANSLITERATION}


@dataclass(frozen=True, kw_only=True)
class PlaceMatch:
    """One place or country a text may mean, why we think so, and what is doubtful about it.

    `id` is None for a country. `near` names the nearest bigger town, to tell places of one name apart.
    """

    kind: str
    id: UUID | None
    country: str
    name: str
    name_ru: str
    name_en: str
    reason: Reason
    score: int
    region: str = ""
    latitude: float | None = None
    longitude: float | None = None
    time_zone: str = ""
    population: int = 0
    near: str = ""
    near_km: int | None = None
    doubts: tuple[Doubt, ...] = field(default=())

    @property
    def sure(self) -> bool:
        """Nothing to ask: named exactly, alone or far ahead of its namesakes, in the country that was said."""
        return self.reason in _CERTAIN and not self.doubts


def score(reason: Reason, weight: int, *, prior: bool, slips: int = 0) -> int:
    """Trust in the way of finding first, then how likely the place, more so in a country expected of the caller."""
    return _TRUST[reason] + weight + (PRIOR_BONUS if prior else 0) - 15 * slips


def ranked(matches: Iterable[PlaceMatch], limit: int) -> list[PlaceMatch]:
    """Best first, each place once, doubts added: several of one name, or none that was really named."""
    best: dict[tuple[str, object], PlaceMatch] = {}
    for match in sorted(matches, key=lambda match: -match.score):
        best.setdefault(("country", match.country) if match.id is None else ("place", match.id), match)
    rows = _without_twins(list(best.values()))[:limit]
    return [_doubted(row, rows) for row in rows]


def with_country_said(match: PlaceMatch, said: Collection[str], *, gone: bool) -> PlaceMatch:
    """A match beside the country that was said with it: another country is a conflict for a person to see."""
    doubts = [*match.doubts]
    if match.country not in said:
        doubts.append(Doubt.OTHER_COUNTRY)
    elif gone or (len(said) > 1 and match.id is None):
        doubts.append(Doubt.COUNTRY_GONE if gone else Doubt.WHICH_COUNTRY)
    bonus = 0 if match.country not in said else 150
    return replace(match, doubts=tuple(dict.fromkeys(doubts)), score=match.score + bonus)


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
    if row.reason in _NAMED:
        if any(_rival(row, other) for other in rows if other is not row and other.reason in _NAMED):
            doubts.append(Doubt.SEVERAL)
        if row.reason is Reason.TRANSLITERATION:
            doubts.append(Doubt.GUESS)
    elif row.reason in (Reason.CHOICE, Reason.WITHDRAWN):
        doubts.append(Doubt.WHICH_COUNTRY if row.reason is Reason.CHOICE else Doubt.COUNTRY_GONE)
    else:
        doubts.append(Doubt.GUESS)
    return replace(row, doubts=tuple(dict.fromkeys(doubts)))


def _rival(row: PlaceMatch, other: PlaceMatch) -> bool:
    """Whether the other may as well be meant: of like likelihood, not next door, not fifty times smaller."""
    gap = abs(other.score - row.score)
    if Reason.TRANSLITERATION in (row.reason, other.reason):
        gap -= _TRUST[Reason.EXACT] - _TRUST[Reason.TRANSLITERATION]
    if gap > RIVAL_SCORE or _apart(row, other) < APART_KM:
        return False
    if (row.id is None) != (other.id is None):
        place = row if other.id is None else other
        return place.reason is Reason.EXACT
    smaller, bigger = sorted((row.population, other.population))
    return not (bigger > MILLIONS and bigger >= DWARFED * smaller and row.kind == other.kind)


def _apart(one: PlaceMatch, other: PlaceMatch) -> float:
    places = (one.latitude, one.longitude, other.latitude, other.longitude)
    if any(number is None for number in places):
        return math.inf
    return kilometres(*(number for number in places if number is not None))


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance on a sphere of 6371 km."""
    one, two, step = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1)
    chord = math.sin((two - one) / 2) ** 2 + math.cos(one) * math.cos(two) * math.sin(step / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(chord))


class Standing(StrEnum):
    """How far a number is to be trusted; only `verified` is our own word."""

    VERIFIED = "verified"
    TWO_AGREE = "two_agree"
    DISPUTED = "disputed"
    ONE_SOURCE = "one_source"


def standing(*, verified: bool, agreeing: int, contradicting: int) -> Standing:
    """A number of two sources that nobody contradicts is usable with its warning; a contradicted one says so first."""
    if verified:
        return Standing.VERIFIED
    if contradicting:
        return Standing.DISPUTED
    return Standing.TWO_AGREE if agreeing >= 2 else Standing.ONE_SOURCE
