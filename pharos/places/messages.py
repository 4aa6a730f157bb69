"""Codes of places in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pharos.places.rules import Doubt, Reason, Standing

Text = str | Promise

SERVICES: Mapping[str, Text] = {
    "ambulance": _("ambulance"),
    "general": _("general emergency"),
    "police": _("police"),
    "fire": _("fire brigade"),
    "tourist_police": _("tourist police"),
}

REASONS: Mapping[str, Text] = {
    Reason.EXACT: _("by name"),
    Reason.ALIAS: _("by another name"),
    Reason.TRANSLITERATION: _("spelt in the other alphabet"),
    Reason.CHOICE: _("the word means several countries"),
    Reason.WITHDRAWN: _("the country is no more"),
    Reason.PREFIX: _("begins like this"),
    Reason.LOOK_ALIKE: _("letters of two alphabets mixed"),
    Reason.LAYOUT: _("other keyboard layout"),
    Reason.SOUND: _("sounds alike"),
    Reason.MISSPELT: _("perhaps misspelt"),
}

DOUBTS: Mapping[str, Text] = {
    Doubt.SEVERAL: _("several places of this name"),
    Doubt.WHICH_COUNTRY: _("ask which country"),
    Doubt.OTHER_COUNTRY: _("not in the country that was said"),
    Doubt.COUNTRY_GONE: _("ask which of today's countries"),
    Doubt.GUESS: _("a guess"),
}

KINDS: Mapping[str, Text] = {
    "country": _("country"),
    "town": _("town"),
    "resort": _("resort"),
    "island": _("island"),
    "islands": _("islands"),
    "region": _("region"),
}

# Status, icon and word of a number's standing.
STANDINGS: Mapping[str, tuple[str, str, Text]] = {
    Standing.VERIFIED: ("covered", "ok", _("verified")),
    Standing.TWO_AGREE: ("waiting", "half", _("unverified, two sources agree")),
    Standing.DISPUTED: ("ask", "ask", _("sources disagree")),
    Standing.ONE_SOURCE: ("ask", "ask", _("unverified, one source")),
}
