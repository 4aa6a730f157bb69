"""What a match is: how a text led to a place, how far that is trusted, what spoke for it and what is doubtful."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

OBSCURE_CASE = 50
KNOWN = 60
"""The weight of a place many have heard of: one of the overlay, or a town of a million."""


class Reason(StrEnum):
    """How the text led to the place; the order is the order of trust."""

    COORDINATES = "coordinates"
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
    HINT = "hint"


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
    ON_THE_WAY = "on_the_way"
    UNREAD = "unread"
    EXCHANGED = "exchanged"
    REMOTE = "remote"
    GUESS = "guess"


TRUST = {
    Reason.COORDINATES: 610, Reason.EXACT: 600, Reason.ALIAS: 595, Reason.CASE: 590, Reason.HOTEL: 580,
    Reason.CHOICE: 560, Reason.WITHDRAWN: 560, Reason.LOOK_ALIKE: 560, Reason.LAYOUT: 540, Reason.TRANSLITERATION: 530,
    Reason.PREFIX: 475, Reason.SOUND: 480, Reason.MISSPELT: 250, Reason.AROUND: 560, Reason.HINT: 100,
}  # fmt: skip
EXPECTED_BONUS, HINTED_BONUS, SAID_BONUS, WITHIN_BONUS = 120, 40, 250, 150
CERTAIN = {Reason.EXACT, Reason.ALIAS, Reason.CASE, Reason.COORDINATES}
NAMED = CERTAIN | {Reason.TRANSLITERATION, Reason.LOOK_ALIKE, Reason.LAYOUT}
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
    a hotel, a phrase or a containing place was called that led here. `likeness` is 1 but for guesses. `words` is
    the stretch of the sentence that led here, where there was one. By coordinates the match is the place they lie by,
    and `latitude` and `longitude` are the point itself.
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
    words: tuple[int, int] | None = None
    notes: tuple[Note, ...] = field(default=())
    doubts: tuple[Doubt, ...] = field(default=())

    @property
    def sure(self) -> bool:
        """Nothing to ask: named exactly, alone or far ahead of its namesakes, in the country that was said."""
        return self.reason in CERTAIN and not self.doubts and Note.NEAR not in self.notes


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
    return TRUST[reason] + weight + alike - (OBSCURE_CASE if reason is Reason.CASE and weight < KNOWN - 10 else 0)


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
    return replace(match, doubts=once(doubts), notes=once(notes), score=match.score + bonus)


def with_expectation(match: PlaceMatch, expected: Collection[str], hinted: Collection[str]) -> PlaceMatch:
    """A match beside the countries expected of the caller; the strong expectation is marked where it is not met."""
    if expected:
        if within(match, expected):
            return replace(match, score=match.score + EXPECTED_BONUS, notes=once([*match.notes, Note.EXPECTED]))
        return replace(match, doubts=once([*match.doubts, Doubt.UNEXPECTED]))
    if hinted and within(match, hinted):
        return replace(match, score=match.score + HINTED_BONUS, notes=once([*match.notes, Note.HINTED]))
    return match


def within(match: PlaceMatch, countries: Collection[str]) -> bool:
    """Whether the place lies in one of the countries, or in a territory for which one of them is said."""
    return match.country in countries or ALSO_SAID.get(match.country) in countries


def without(match: PlaceMatch, *doubts: Doubt) -> PlaceMatch:
    return replace(match, doubts=tuple(one for one in match.doubts if one not in doubts))


def once[T](values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))
