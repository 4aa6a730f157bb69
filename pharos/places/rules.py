"""Pure rules of places: how a match was made and how good it is, distances, and what an emergency number is worth."""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

SAME_PLACE_KM = 20
APART_KM = 50
NEARBY_KM = 200
RIVAL_SCORE = 40
OBSCURE_CASE = 50
CONVINCING = 0.7
AHEAD = 60
KNOWN = 60
"""The weight of a place many have heard of: one of the overlay, or a town of a million."""


class Reason(StrEnum):
    """How the text led to the place; the order is the order of trust."""

    EXACT = "exact"
    ALIAS = "alias"
    CASE = "case"
    HOTEL = "hotel"
    TRANSLITERATION = "transliteration"
    CHOICE = "choice"
    WITHDRAWN = "withdrawn"
    LOOK_ALIKE = "look_alike"
    LAYOUT = "layout"
    PREFIX = "prefix"
    SOUND = "sound"
    MISSPELT = "misspelt"
    AROUND = "around"


class Note(StrEnum):
    """What else spoke for the match."""

    NEAR = "near"
    COUNTRY_SAID = "country_said"
    WITHIN = "within"
    EXPECTED = "expected"
    HINTED = "hinted"


class Doubt(StrEnum):
    """What a person must still settle before this match is used."""

    SEVERAL = "several"
    WHICH_COUNTRY = "which_country"
    OTHER_COUNTRY = "other_country"
    UNEXPECTED = "unexpected"
    COUNTRY_GONE = "country_gone"
    WHICH_ISLAND = "which_island"
    TWO_PLACES = "two_places"
    GUESS = "guess"


_TRUST = {
    Reason.EXACT: 600, Reason.ALIAS: 595, Reason.CASE: 590, Reason.HOTEL: 580, Reason.CHOICE: 560,
    Reason.WITHDRAWN: 560, Reason.LOOK_ALIKE: 560, Reason.LAYOUT: 540, Reason.TRANSLITERATION: 530,
    Reason.PREFIX: 475, Reason.SOUND: 480, Reason.MISSPELT: 250, Reason.AROUND: 560,
}  # fmt: skip
EXPECTED_BONUS, HINTED_BONUS, SAID_BONUS, WITHIN_BONUS = 120, 40, 250, 150
_CERTAIN = {Reason.EXACT, Reason.ALIAS, Reason.CASE}
NAMED = _CERTAIN | {Reason.TRANSLITERATION, Reason.LOOK_ALIKE, Reason.LAYOUT}
ONE_AND_THE_SAME = frozenset("SG MC VA SM GI HK MO".split())
"""Where the town is the country: nobody need ask which."""
ALSO_SAID = {
    "HK": "CN", "MO": "CN", "TW": "CN", "PR": "US", "VI": "US", "GU": "US", "MP": "US", "GP": "FR", "MQ": "FR",
    "RE": "FR", "GF": "FR", "PF": "FR", "NC": "FR", "MF": "FR", "BL": "FR", "YT": "FR", "AW": "NL", "CW": "NL",
    "SX": "NL", "BQ": "NL", "GL": "DK", "FO": "DK", "GI": "GB", "BM": "GB", "KY": "GB", "VG": "GB", "TC": "GB",
    "IM": "GB", "JE": "GB", "GG": "GB", "FK": "GB", "AI": "GB", "EH": "MA", "XK": "RS", "PS": "IL",
    "AX": "FI", "SJ": "NO",
}  # fmt: skip
"""A territory and the state that is said for it as well: no conflict."""


@dataclass(frozen=True, kw_only=True)
class PlaceMatch:
    """One place or country a text may mean, why we think so, and what is doubtful about it.

    `id` is None for a country. `near` names the nearest bigger town, to tell places of one name apart; `beside` is what
    a hotel, a phrase or a containing place was called that led here. `likeness` is 1 but for guesses.
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
    landmass: str = ""
    population: int = 0
    weight: int = 0
    near: str = ""
    near_km: int | None = None
    beside: str = ""
    likeness: float = 1.0
    notes: tuple[Note, ...] = field(default=())
    doubts: tuple[Doubt, ...] = field(default=())

    @property
    def sure(self) -> bool:
        """Nothing to ask: named exactly, alone or far ahead of its namesakes, in the country that was said."""
        return self.reason in _CERTAIN and not self.doubts and Note.NEAR not in self.notes


@dataclass(frozen=True)
class Resolution:
    """What a text may mean, best first, and what a careful person would ask before going on."""

    candidates: tuple[PlaceMatch, ...]
    asks: tuple[Doubt, ...]

    @property
    def ask(self) -> bool:
        return bool(self.asks) or not self.candidates


def score(reason: Reason, weight: int, likeness: float = 1.0) -> int:
    """Trust in the way of finding, then how likely the place. A village is seldom named in a case of its own."""
    alike = round(250 * likeness) if reason is Reason.MISSPELT else 0
    return _TRUST[reason] + weight + alike - (OBSCURE_CASE if reason is Reason.CASE and weight < KNOWN - 10 else 0)


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
    apart = [other for other in others if other.weight >= KNOWN - 10 and _apart(first, other) > APART_KM]
    rival = max((other.score for other in apart), default=0)
    return first.likeness >= CONVINCING and first.score - rival >= AHEAD // 2


def with_countries_said(match: PlaceMatch, said: Collection[str], *, gone: bool) -> PlaceMatch:
    """A match beside the countries that were said with it: another country is a conflict for a person to see."""
    doubts, notes = [*match.doubts], [*match.notes]
    inside = within(match, said)
    if not inside:
        doubts.append(Doubt.OTHER_COUNTRY)
    else:
        notes.append(Note.COUNTRY_SAID)
        if gone or (len(said) > 1 and match.id is None):
            doubts.append(Doubt.COUNTRY_GONE if gone else Doubt.WHICH_COUNTRY)
    bonus = SAID_BONUS if inside else 0
    return replace(match, doubts=_once(doubts), notes=_once(notes), score=match.score + bonus)


def with_expectation(match: PlaceMatch, expected: Collection[str], hinted: Collection[str]) -> PlaceMatch:
    """A match beside the countries expected of the caller; the strong expectation is marked where it is not met."""
    if expected:
        if within(match, expected):
            return replace(match, score=match.score + EXPECTED_BONUS, notes=_once([*match.notes, Note.EXPECTED]))
        return replace(match, doubts=_once([*match.doubts, Doubt.UNEXPECTED]))
    if hinted and within(match, hinted):
        return replace(match, score=match.score + HINTED_BONUS, notes=_once([*match.notes, Note.HINTED]))
    return match


def within(match: PlaceMatch, countries: Collection[str]) -> bool:
    """Whether the place lies in one of the countries, or in a territory for which one of them is said."""
    return match.country in countries or ALSO_SAID.get(match.country) in countries


def without(match: PlaceMatch, *doubts: Doubt) -> PlaceMatch:
    return replace(match, doubts=tuple(one for one in match.doubts if one not in doubts))


def _once[T](values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


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
        if row.reason not in _CERTAIN and row.reason is not Reason.HOTEL:
            doubts.append(Doubt.GUESS)
    elif row.reason in (Reason.CHOICE, Reason.WITHDRAWN):
        doubts.append(Doubt.WHICH_COUNTRY if row.reason is Reason.CHOICE else Doubt.COUNTRY_GONE)
    else:
        doubts.append(Doubt.GUESS)
    return replace(row, doubts=_once(doubts))


def _rival(row: PlaceMatch, other: PlaceMatch) -> bool:
    """Whether the other may as well be meant: as well named, of like likelihood, not next door."""
    if other.reason not in NAMED and not (other.reason is row.reason is Reason.HOTEL):
        return False
    if (row.id is None) != (other.id is None):
        return _country_or_town(row, other)
    if _one_within_the_other(row, other):
        return False
    gap = abs(_unhinted(other) - _unhinted(row))
    if Reason.TRANSLITERATION in (row.reason, other.reason):
        gap -= _TRUST[Reason.EXACT] - _TRUST[Reason.TRANSLITERATION]
    return gap < RIVAL_SCORE and _apart(row, other) >= APART_KM


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
    return named and abs(row.score - other.score) < RIVAL_SCORE and place.weight >= KNOWN


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
