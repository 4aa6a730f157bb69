"""Codes of places in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from pharos.places import wording
from pharos.places.rules import PlaceMatch, Resolution, Standing

Text = str | Promise

HOTEL_OBJECTIONS: Mapping[str, Text] = {
    "not_a_person": _("Only a member of staff adds a hotel."),
    "hotel_too_short": _("A name of at least %(least)s letters: any word would resemble a shorter one."),
    "hotel_known": _("This hotel is known already."),
    "place_unknown": _("There is no such place of ours."),
}
SERVICES: Mapping[str, Text] = {
    "ambulance": _("ambulance"),
    "general": _("general emergency"),
    "police": _("police"),
    "fire": _("fire brigade"),
    "tourist_police": _("tourist police"),
}

# The resolver's own words stand in `wording`, which the command line reads without Django.
REASONS: Mapping[str, Text] = {code: gettext_lazy(text) for code, text in wording.REASONS.items()}
DOUBTS: Mapping[str, Text] = {code: gettext_lazy(text) for code, text in wording.DOUBTS.items()}
NOTES: Mapping[str, Text] = {code: gettext_lazy(text) for code, text in wording.NOTES.items()}


def service_in_words(code: str) -> str:
    """What an emergency number is for, in the language of the screen."""
    return str(SERVICES[code])


def found_in_words(match: PlaceMatch) -> str:
    """Why a match was found and what is doubtful of it, in the language of the screen."""
    return wording.why_found(match, gettext)


def ask_in_words(answer: Resolution, language: str) -> str:
    """What a careful person would ask, in the language of the screen; empty where there is nothing to ask."""
    return wording.why_ask(answer, gettext, language) if answer.ask else ""


KINDS: Mapping[str, Text] = {
    "country": _("country"),
    "town": _("town"),
    "resort": _("resort"),
    "island": _("island"),
    "islands": _("islands"),
    "region": _("region"),
    "airport": _("airport"),
    "nature": _("lake, mountain, park or sight"),
    "hotel": _("hotel"),
}

# Status, icon and word of a number's standing.
STANDINGS: Mapping[str, tuple[str, str, Text]] = {
    Standing.VERIFIED: ("covered", "ok", _("verified")),
    Standing.TWO_AGREE: ("waiting", "half", _("unverified, two sources agree")),
    Standing.DISPUTED: ("ask", "ask", _("sources disagree")),
    Standing.ONE_SOURCE: ("ask", "ask", _("unverified, one source")),
}
