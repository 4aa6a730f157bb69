"""Why a place was found and what to ask, in words, without Django being set up: for the command that must start at
once. The same catalogue translates them as everywhere else."""

import gettext
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from pharos.places.countries import countries
from pharos.places.rules import Doubt, Note, PlaceMatch, Reason, Resolution

LOCALE = Path(__file__).parent / "locale"


def noted(text: str) -> str:
    """Marks a text for the catalogue. Django's own mark would load the settings."""
    return text


_ = noted

REASONS: Mapping[Reason, str] = {
    Reason.COORDINATES: _("nearest to the coordinates"),
    Reason.EXACT: _("by name"),
    Reason.ALIAS: _("by another name"),
    Reason.CASE: _("a case of the name"),
    Reason.HOTEL: _("a hotel of this name stands there"),
    Reason.TRANSLITERATION: _("spelt in the other alphabet"),
    Reason.CHOICE: _("the word means several countries"),
    Reason.WITHDRAWN: _("the country is no more"),
    Reason.PREFIX: _("begins like this"),
    Reason.LOOK_ALIKE: _("letters of two alphabets mixed"),
    Reason.LAYOUT: _("other keyboard layout"),
    Reason.SOUND: _("sounds alike"),
    Reason.MISSPELT: _("perhaps misspelt"),
    Reason.HINT: _("nothing was understood; a hint points to the country"),
    Reason.AROUND: _("lies near the place that was said"),
}
NOTES: Mapping[Note, str] = {
    Note.NEAR: _("said to be near it"),
    Note.COUNTRY_SAID: _("in the country that was said"),
    Note.WITHIN: _("within or by another place that was said"),
    Note.EXPECTED: _("in a country expected of the caller"),
    Note.HINTED: _("a hint points to the country"),
}
DOUBTS: Mapping[Doubt, str] = {
    Doubt.SEVERAL: _("several places of this name"),
    Doubt.WHICH_COUNTRY: _("ask which country"),
    Doubt.OTHER_COUNTRY: _("not in the country that was said"),
    Doubt.UNEXPECTED: _("not in a country expected of the caller"),
    Doubt.COUNTRY_GONE: _("ask which of today's countries"),
    Doubt.WHICH_ISLAND: _("ask which island"),
    Doubt.TWO_PLACES: _("two places were named: ask which"),
    Doubt.ON_THE_WAY: _("on the way or some distance from it: ask where exactly"),
    Doubt.UNREAD: _("something else was named that we do not know: ask which town"),
    Doubt.EXCHANGED: _("latitude and longitude may be exchanged"),
    Doubt.REMOTE: _("far from any place we know: ask what is around"),
    Doubt.GUESS: _("a guess"),
}
TOLD_BY = (Reason.HOTEL, Reason.COORDINATES)
NOTHING = _("no place sounds like this: ask for the nearest big town")
CLEAR = _("nothing to ask")

Tell = Callable[[str], str]


def teller(language: str) -> Tell:
    """What puts a text into the language; the text itself where it has no translation."""
    return gettext.translation("django", LOCALE, [language], fallback=True).gettext


def why_found(match: PlaceMatch, tell: Tell) -> str:
    """The reason of a match with what else spoke for it and against it."""
    told = [tell(REASONS[match.reason]) + (f": {match.beside}" if match.reason in TOLD_BY else "")]
    told += [tell(NOTES[note]) + (f": {match.beside}" if note is Note.WITHIN else "") for note in match.notes]
    told += [tell(DOUBTS[doubt]) for doubt in match.doubts]
    return "; ".join(told)


def why_ask(answer: Resolution, tell: Tell, language: str) -> str:
    """What to ask and between which places, or that there is nothing to ask."""
    if not answer.candidates:
        return tell(NOTHING)
    if not answer.asks:
        return tell(CLEAR)
    told = "; ".join(tell(DOUBTS[doubt]) for doubt in answer.asks)
    return f"{told}: {' · '.join(_titles(answer.candidates[:4], language))}"


def _titles(matches: Iterable[PlaceMatch], language: str) -> Iterable[str]:
    for match in matches:
        land = countries()[match.country].name(language)
        near = f" ({match.near})" if match.near else ""
        yield match.name if match.id is None else f"{match.name}{near}, {land}"
