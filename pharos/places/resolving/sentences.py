"""From a sentence to the stretches of it that name places: the longest first, none overlapping."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pharos.places.atlas import Atlas
from pharos.places.hearing import one_script, word_key
from pharos.places.resolving.finding import Found, strictly
from pharos.places.resolving.words import BETWEEN_PARTS, DEPARTURES, FILLERS, NEARNESS, PREPOSITIONS, TYPES, WORD
from pharos.places.rules import Reason

LONGEST_NAME = 5
MOST_WORDS, LONGEST_WORD = 40, 60
FREE, AFTER_IN, FAMOUS = 60, 20, 95
"""How likely a place must be for its name to be heard in a long sentence: anywhere, or after "in", "from", "near"."""
SHORT_TEXT = 3
CODE = 3
"""Letters of an airport's code."""
MOST_JOINED, MOST_PIECES = 3, 7
"""Words that may be one misheard name: Пух Кет."""
LITERAL = (Reason.EXACT, Reason.ALIAS)
SILENT = FILLERS | PREPOSITIONS | TYPES


@dataclass(frozen=True, slots=True)
class Token:
    """A word, the part of the sentence it stands in, and what is before it."""

    text: str
    key: str
    part: int
    after_in: bool
    after_near: bool
    after_from: bool = False
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of words and what bears such a name."""

    first: int
    last: int
    found: tuple[Found, ...]
    near: bool
    away: bool
    stated: bool = False
    capital: bool = False
    letters: int = 0

    @property
    def weight(self) -> int:
        return max(one.weight for one in self.found)

    @property
    def literal(self) -> bool:
        return any(one.reason in LITERAL for one in self.found)

    @property
    def countries(self) -> tuple[Found, ...]:
        return tuple(one for one in self.found if one.country)

    @property
    def places(self) -> tuple[Found, ...]:
        return tuple(one for one in self.found if not one.country)


def tokens(text: str) -> list[Token]:
    """The words of a text; a word of letters of two alphabets is read in one."""
    found: list[Token] = []
    for part, piece in enumerate(BETWEEN_PARTS.split(text)):
        before: list[str] = []
        for said in WORD.finditer(piece):
            word = said[0]
            key = "село" if word.casefold() == "с" and piece[said.end() :][:1] == "." else word_key(word)
            if not key or len(key) > LONGEST_WORD or len(found) == MOST_WORDS:
                continue
            readings = one_script(key)
            near = bool(NEARNESS & set(before[-2:])) and (not before or before[-1] in PREPOSITIONS | NEARNESS | TYPES)
            after_in = bool(before) and (before[-1] in PREPOSITIONS or before[-1] in TYPES)
            away = bool(before) and before[-1] in DEPARTURES
            found.append(Token(word, readings[0] if readings else key, part, after_in, near, away, bool(readings)))
            before.append(key)
    return found


def hits(words: list[Token], atlas: Atlas) -> list[Hit]:
    """The places named, in the order of the words."""
    found = sorted(_stretches(words, atlas), key=lambda hit: _order(hit, words))
    kept: list[Hit] = []
    for hit in found:
        if all(hit.last < other.first or hit.first > other.last for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.first)


def _order(hit: Hit, words: list[Token]) -> tuple[int, int, int, int]:
    """The longest first, not counting words such as "island"; then the better named and the better known."""
    telling = sum(word.key not in SILENT for word in words[hit.first : hit.last + 1])
    literal = hit.literal
    size = hit.last - hit.first
    return -telling, -size if literal or hit.weight >= FAMOUS else 0, -max(one.score for one in hit.found), size


def left_over(words: list[Token], taken: list[Hit]) -> list[tuple[str, bool]]:
    """Stretches of words that were not understood and may be a misspelt name, the longest first; whether it is but one
    word of several."""
    stretches: list[list[str]] = [[]]
    part = -1
    for at, word in enumerate(words):
        inside = any(hit.first <= at <= hit.last for hit in taken)
        if inside or word.key in SILENT or word.part != part:
            stretches.append([])
            part = word.part
        if not inside and word.key not in SILENT:
            stretches[-1].append(word.key)
    whole = [" ".join(one) for one in stretches if one]
    whole += ["".join(one) for one in stretches if 1 < len(one) <= MOST_JOINED]
    single = [word for one in stretches if len(one) > 1 for word in one if len(word) > 3]
    pieces = {one: False for one in sorted(whole, key=len, reverse=True)}
    return list((pieces | {one: True for one in single if one not in pieces}).items())[:MOST_PIECES]


def _stretches(words: list[Token], atlas: Atlas) -> Iterator[Hit]:
    long = LONGEST_NAME < len(words) <= 2 * LONGEST_NAME and words[-1].part == words[0].part
    if long and (hit := _hit(words, 0, len(words) - 1, atlas)):
        yield hit
    for first in range(len(words)):
        for last in range(first, min(first + LONGEST_NAME, len(words))):
            if words[last].part != words[first].part:
                break
            if hit := _hit(words, first, last, atlas):
                yield hit


def _hit(words: list[Token], first: int, last: int, atlas: Atlas) -> Hit | None:
    inside = words[first : last + 1]
    whole = len(inside) == len(words)
    silent = all(word.key in SILENT for word in inside)
    if silent and not whole:
        return None
    if words[last].key in PREPOSITIONS:
        return None
    key = " ".join(word.key for word in inside)
    whole = whole or _short_name(inside, words)
    found = [one for one in strictly(key, atlas) if _credible(one, inside, whole=whole, count=len(words))]
    if len(key) == CODE and key.isascii() and not _code_meant(key, inside, words, atlas):
        found = [one for one in found if one.country or atlas.word("kind", one.place) != "airport"]
    if len(inside) > 1 and inside[0].key in PREPOSITIONS:  # Ко Липе
        found = [one for one in found if one.reason in (*LITERAL, Reason.CASE) and one.weight >= FREE]
    if silent:
        found = [one for one in found if one.country or (one.reason in LITERAL and one.weight >= FREE)]
    if any(word.mixed for word in inside):
        literal = [one for one in found if one.reason in LITERAL] or found
        found = [replace(one, reason=Reason.LOOK_ALIKE) for one in literal]
    if inside[0].after_in:
        found = [_oblique(one, key) for one in found]
    elif any(one.reason is Reason.EXACT and one.weight >= FREE for one in found):
        found = [_upright(one) for one in found]
    first_word = inside[0]
    how = (first_word.after_near, first_word.after_from, first_word.after_in, first_word.text[:1].isupper(), len(key))
    return Hit(first, last, tuple(found), *how) if found else None


def _credible(found: Found, inside: list[Token], *, whole: bool, count: int) -> bool:
    """Whether these words can have been meant as this name: not every word that is some village's name was."""
    key = " ".join(word.key for word in inside)
    if found.country and len(key) < 4:
        return whole or (key.upper() == inside[0].text and _alone(inside)) or not key.isascii()
    if whole:
        return True
    if len(key) < 3 or found.country:
        return bool(found.country)
    if len(inside) > 1 or count <= SHORT_TEXT:
        return len(key) > 3 or found.weight >= AFTER_IN
    return found.weight >= (AFTER_IN if inside[0].after_in else FREE)


def _short_name(inside: list[Token], words: list[Token]) -> bool:
    """A name of two letters after the island it is on: Санторини, Ия. A sentence may begin with a woman's name."""
    named = len(inside) == 1 and len(inside[0].key) == 2 and inside[0].text.istitle() and inside[0].part > 0
    return named and inside[0].key not in SILENT and sum(word.part == inside[0].part for word in words) == 1


def _code_meant(key: str, inside: list[Token], words: list[Token], atlas: Atlas) -> bool:
    """Whether three letters are an airport's code: MAN among other words, not a man, nor MAN where all is in capitals;
    of what is being typed only if no well-known name begins so."""
    if _alone(inside):
        return len(words) <= SHORT_TEXT or any(word.text != word.text.upper() for word in words)
    begun = (atlas.place[name] for name in atlas.beginning(key) if atlas.key(name) != key)
    return len(words) == 1 and not any(atlas.weight[place] >= FREE for place in begun)


def _alone(inside: list[Token]) -> bool:
    return len(inside) == 1 and bool(re.fullmatch("[A-Z]{2,3}", inside[0].text))


def _upright(found: Found) -> Found:
    """Without a preposition a name stands as it is: a case of another is less likely than the very name."""
    bent = found.reason is Reason.CASE and not found.country
    return replace(found, weight=max(0, found.weight - 30)) if bent else found


def _oblique(found: Found, key: str) -> Found:
    """After a preposition a Russian name stands in a case: what merely looks like its first case is less likely."""
    odd = found.reason in (Reason.EXACT, Reason.ALIAS) and not found.country and key[-1] in "еуюы"
    return replace(found, weight=max(0, found.weight - 30)) if odd and found.weight < FREE else found
