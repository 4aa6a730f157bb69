"""How a medicine's name sounds, so that Russian, Latin and the spellings of a dozen countries meet in one key."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a",
    "ı": "i", "ş": "s", "ç": "c", "ğ": "g", "đ": "d", "ø": "o", "ł": "l", "ß": "s", "æ": "e", "œ": "e", "і": "i",
})  # fmt: skip
_SAME = (("ks", "x"), ("sch", "s"), ("ph", "f"), ("th", "t"), ("ch", "h"), ("rh", "r"), ("qu", "kv"), ("y", "i"),
         ("ae", "e"), ("oe", "e"), ("ea", "e"), ("w", "v"), ("c", "k"), ("q", "k"), ("z", "s"))  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_ENDING = re.compile(r"(?:um|us|is|os|on|ov|om|[aeiou])$")
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Words and numbers, small, without accents; Russian letters stay Russian."""
    return WORD.findall(plain(text))


def plain(text: str) -> str:
    """Small letters without accents; `й` and `ё` become `и` and `е`."""
    small = text.lower()
    if small.isascii():
        return small  # most are, and it is many times quicker
    apart = unicodedata.normalize("NFKD", small.replace("ı", "i"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """One key for the spellings of one word: paracetamol, парацетамола, paracetamolum."""
    key = plain(word).translate(_LETTERS)
    for one, other in _SAME:
        key = key.replace(one, other)
    key = _TWICE.sub(r"\1", key.replace("h", "g"))
    shorter = _ENDING.sub("", key)
    return shorter if len(shorter) >= 4 else key


def near(one: str, other: str) -> bool:
    """At most one sign dropped, added, changed or swapped; the first sign must be the same."""
    if one == other:
        return True
    if one[:1] != other[:1] or abs(len(one) - len(other)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
        return one[at + 1 :] == other[at + 1 :] or swapped
    short, long = sorted((one, other), key=len)
    return short[at:] == long[at + 1 :]
