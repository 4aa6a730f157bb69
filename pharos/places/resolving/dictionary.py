"""Words that are words before they are names: анализ is no misspelt Анталья, рука no resort of Finland.

The dictionary is OpenCorpora's (CC BY-SA 3.0) through pymorphy3 (MIT), read only where nothing else asks about a
doubtful name.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from pharos.places.resolving.doubting import CERTAIN_WEIGHT
from pharos.places.resolving.sentences import SILENT, Token
from pharos.places.rules import CERTAIN, KNOWN, Note, PlaceMatch, Reason

if TYPE_CHECKING:
    import pymorphy3

_NAMES = ("Geox", "Name", "Surn", "Patr", "Orgn", "Trad")
_ASKED_OF = {Note.EXPECTED, Note.COUNTRY_SAID, Note.WITHIN}


def mere_words(match: PlaceMatch, words: Sequence[Token]) -> bool:
    """Whether what led to a place is nothing but words of the language, so that it may not be taken for its name."""
    inside = words[match.words[0] : match.words[1] + 1] if match.words else words
    if match.reason in CERTAIN and (_trusted(match, inside) or _ASKED_OF & set(match.notes)):
        return False
    telling = [word for word in inside if word.key not in SILENT]
    return all(_is_word(word.key) for word in telling)


def _trusted(match: PlaceMatch, inside: Sequence[Token]) -> bool:
    """A name told as it stands, or a well-known one in a case where a case has to be."""
    if match.id is None or len(inside) > 1:
        return True
    if match.reason is Reason.CASE:
        return match.weight >= CERTAIN_WEIGHT and inside[0].after_in
    return match.weight >= KNOWN


@lru_cache(maxsize=4096)
def _is_word(key: str) -> bool:
    if key.isascii() or not _analyser().word_is_known(key):
        return False
    return not any(name in one.tag for one in _analyser().parse(key) for name in _NAMES)


@cache
def _analyser() -> "pymorphy3.MorphAnalyzer":
    from pymorphy3 import MorphAnalyzer  # a tenth of a second: only for who has a doubt

    return cast("pymorphy3.MorphAnalyzer", MorphAnalyzer(lang="ru"))
