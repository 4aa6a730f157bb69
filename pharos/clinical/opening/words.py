"""Words as they are heard: Russian forms to their dictionary words, English ones to a stem, misspellings to a sound.

Russian morphology is pymorphy3 (MIT) with the OpenCorpora dictionary (CC BY-SA 3.0), read only when somebody speaks.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import pymorphy3

_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|[а-яa-z]+(?:['’-][а-яa-z]+)*|[,;:()—–]|[.!?…\n]+")
_RUSSIAN = re.compile("[а-я]")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ingly", ""), ("edly", ""), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
_UNDOUBLED = re.compile(r"([bdfgklmnprt])\1$")
_VOWELS = str.maketrans("оеяэыюё", "аииииуи")
_DEAF = str.maketrans("бвгджз", "пфктшс")
_IRREGULAR = {
    "hurts": "hurt", "feet": "foot", "teeth": "tooth", "felt": "feel", "broke": "break", "broken": "break",
    "threw": "throw", "bitten": "bite", "bit": "bite", "stung": "sting", "swollen": "swell", "swelled": "swell",
    "burnt": "burn", "fell": "fall", "fallen": "fall", "bled": "bleed", "children": "child", "lost": "lose",
    "drank": "drink", "ate": "eat", "stood": "stand", "stepped": "step", "can't": "cannot", "couldn't": "cannot",
    "dizziness": "dizzy", "sickness": "sick", "itchy": "itch", "feverish": "fever", "runny": "run", "sore": "sore",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written (small letters, `ё` as `е`), what it may be a form of, and how it is used in the sentence."""

    text: str
    lemmas: frozenset[str]
    verb: bool = False
    noun: bool = False
    genitive: bool = False
    nominative: bool = False
    known: bool = True


def tokens(text: str) -> list[Token]:
    """The words, numbers and stops of a text, in order."""
    folded = text.lower().replace("ё", "е")
    return [_token(found[0]) for found in _TOKEN.finditer(folded)]


@lru_cache(maxsize=20_000)
def lemmas(word: str) -> frozenset[str]:
    """What a word of a pattern may be a form of."""
    text = word.lower().replace("ё", "е")
    if not _RUSSIAN.search(text):
        return frozenset({text, _stem(text)})
    return frozenset({text, *map(_folded, _analyser().normal_forms(text))})


def sound(word: str) -> str:
    """One key for spellings that sound alike: температура and тимпиратура, анемели and онемели."""
    key = re.sub(r"(.)\1+", r"\1", word.replace("ё", "е"))
    key = key.replace("ться", "ца").replace("тся", "ца").replace("сч", "щ").replace("зч", "щ").replace("ого", "ово")
    key = key.replace("жи", "жы").replace("ши", "шы").replace("ь", "").replace("ъ", "").translate(_VOWELS)
    return re.sub(r"(.)\1+", r"\1", key.replace("й", "и").translate(_DEAF))


@lru_cache(maxsize=20_000)
def _token(text: str) -> Token:
    if _RUSSIAN.search(text):
        return _russian(text)
    if text.isalpha() or "'" in text or "-" in text:
        return Token(text.replace("’", "'"), frozenset({text, _stem(text)}))
    return Token(text, frozenset({text}))


def _russian(text: str) -> Token:
    parses = _analyser().parse(text)
    best = max(one.score for one in parses)
    likely = [one for one in parses if one.score >= best * 0.2] if text not in _SHORT else parses
    found = {_folded(one.normal_form) for one in parses}
    for part in text.split("-") if "-" in text else ():
        found |= {_folded(one.normal_form) for one in _analyser().parse(part)} if len(part) > 3 else set()
    return Token(
        text,
        frozenset(found | {text}),
        verb=any(one.tag.POS in ("VERB", "INFN", "PRTS", "PRED") for one in likely),
        noun=any(one.tag.POS == "NOUN" for one in likely),
        genitive=any("gent" in one.tag for one in parses),
        nominative=any("nomn" in one.tag for one in likely),
        known=any(one.is_known for one in parses),
    )


_SHORT = frozenset({"боли", "кровь"})


def _folded(word: str) -> str:
    return word.replace("ё", "е")


def _stem(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)] + instead
            return _UNDOUBLED.sub(r"\1", stem).removesuffix("e") if ending != "s" else stem.removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word


@cache
def _analyser() -> "pymorphy3.MorphAnalyzer":
    from pymorphy3 import MorphAnalyzer  # a tenth of a second and 15 MB: only for who listens to Russian

    return cast("pymorphy3.MorphAnalyzer", MorphAnalyzer(lang="ru"))
