"""One clinic under three spellings: names by the sounds of their telling words, and who may be the same."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations

from rapidfuzz.fuzz import ratio

from pharos.core.spelling import fold, sound_key

NEAR_KM, APART_KM = 3.0, 60.0
SHORT, NEAR, MOST_JOINED = 5, 80.0, 3
"""Letters of a word that can be misspelt and still be told, and how alike two of them are, in percent."""
_GENERIC = frozenset(
    "hospital clinic clinique hopital klinik klinika klinik hastanesi hastane centre center merkezi health saglik tip "
    "medical medikal medicine de du da do la le the of and und ve international ooo llc ltd gmbh as больница госпиталь "
    "клиника медицинский центр поликлиника ооо и hotel doctor dr общество".split()
)
_LETTER = re.compile("[a-zа-я]")


class Alike(StrEnum):
    """Why two may be one."""

    NAME = "name"
    PHONE = "phone"
    SPOT = "spot"


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is compared: the key of the names, the numbers (E.164), and how far it is from the other in km."""

    key: str
    phones: frozenset[str]
    kilometres: float = 0.0


def name_key(names: Iterable[str]) -> str:
    """The sounds of the telling words of all names, each once, between spaces: `Özel Kemer Hastanesi` and `Кемер,
    больница` share one. Names of generic words only keep them."""
    words = [word for name in names for word in _words(name)]
    telling = [word for word in words if word not in _GENERIC and len(word) > 1] or words
    sounds = sorted({sound_key(word) for word in telling} - {""})
    return f" {' '.join(sounds)} "[:400] if sounds else " "


def house_key(name: str) -> str:
    """As `name_key`, to tell the houses of a list apart: numbers count (`No 1`, `No 2`), and words of a script whose
    sounds we do not know stand as they are written. Never empty."""
    words = _words(name)
    telling = [word for word in words if word not in _GENERIC and not _LETTER.fullmatch(word)] or words
    sounds = sorted({sound_key(word) or word for word in telling})
    return f" {' '.join(sounds) or fold(name)} "


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[^\w]+", fold(name)) if word]


def similar(mine: set[str], theirs: set[str]) -> bool:
    """Whether the telling words of one name are nearly among those of the other, or the same written together: two of
    one house, unless a person says otherwise."""
    few, many = sorted((mine, theirs), key=len)
    if len("".join(few)) < SHORT or not few:
        return False
    if any(_joined(words, others) for words, others in ((few, many), (many, few))):
        return True
    near = sum(any(one == other or _near(one, other) for other in many) for one in few)
    return near == len(few) and any(len(one) >= SHORT for one in few)


def _joined(words: set[str], others: set[str]) -> bool:
    """`med` and `line` beside `medline`."""
    if not 1 < len(words) <= MOST_JOINED:
        return False
    together = {"".join(order) for order in permutations(words)}
    return any(_near(one, other) for one in together for other in others)


def _near(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= SHORT and ratio(one, other) >= NEAR


def sought(text: str) -> list[str]:
    """What of a `name_key` a typed text asks for, word by word; a word may be unfinished."""
    return [key for word in re.split(r"[^\w]+", fold(text)) if word and (key := sound_key(word))]


def alike(one: Known, other: Known) -> Alike | None:
    """Why the two may be the same provider; None where nothing says so. A chain's houses far apart are not one."""
    if one.phones & other.phones:
        return Alike.PHONE
    if other.kilometres > APART_KM:
        return None
    mine, theirs = set(one.key.split()), set(other.key.split())
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    if shared >= 0.5 and other.kilometres <= NEAR_KM:
        return Alike.NAME
    if mine and mine == theirs:
        return Alike.NAME
    return Alike.SPOT if other.kilometres < 0.03 else None
