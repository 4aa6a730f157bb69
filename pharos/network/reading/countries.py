"""Countries as lists name them: by the gazetteer, then by the names of CLDR in the languages of destinations."""

from functools import cache

from babel import Locale

from pharos.core.spelling import fold
from pharos.places import api as places

LANGUAGES = ("fr", "es", "tr", "ar", "de", "it", "pt", "bg", "el", "pl", "uk", "sr", "hr", "vi", "th", "he", "zh", "kk")
_OTHER_CODES = {"EL": "GR", "UK": "GB", "KOSOVO": "XK"}
"""Eurostat's own two letters."""


@cache
def country_told(text: str) -> str | None:
    """The code of the one country a cell names; None where it names several, or none."""
    told = text.strip()
    return places.code_of_country(told) or _OTHER_CODES.get(told.upper()) or _names().get(fold(told))


@cache
def _names() -> dict[str, str]:
    """A name two countries share in some language is left out."""
    found: dict[str, str] = {}
    doubtful = set()
    known = places.countries()
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if code in known:
                key = fold(name)
                doubtful |= {key} if found.get(key, code) != code else set()
                found[key] = code
    return {name: code for name, code in found.items() if name not in doubtful}
