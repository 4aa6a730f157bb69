"""How alike two names or two numbers are: the same, alike but for a slip, or different."""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache


class Likeness(IntEnum):
    DIFFERENT = 0
    NEAR = 1
    SAME = 2


def slips(first: str, second: str, most: int = 2) -> int:
    """Letters wrong, missing, extra or swapped with a neighbour between two words; `most` + 1 when more."""
    if first == second:
        return 0
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        ahead = [i]
        for j, other in enumerate(second, 1):
            cost = min(row[j] + 1, ahead[j - 1] + 1, row[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            ahead.append(cost)
        before, row = row, ahead
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def words_alike(first: str, second: str) -> Likeness:
    """Two words of names as sound keys. An initial (Ю. becomes `iu`) is near to any word it begins."""
    if first == second:
        return Likeness.SAME
    short, long = sorted((first, second), key=len)
    if len(short) <= 2:
        return Likeness.NEAR if long.startswith(short) else Likeness.DIFFERENT
    allowed = 0 if len(short) < 4 else 1 if len(short) < 8 else 2
    return Likeness.NEAR if slips(short, long) <= allowed else Likeness.DIFFERENT


@lru_cache(maxsize=20_000)
def names_alike(asked: str, known: str) -> Likeness:
    """Two names as person keys, in any order of words; a patronymic may be missing on either side.

    One word alone, or initials, is never the same: it is only near.
    """
    left, right = sorted((asked.split(), known.split()), key=len)
    if not left:
        return Likeness.DIFFERENT
    found = _pairing(left, right)
    if found is Likeness.SAME and len(left) < 2 and len(right) > 1:
        return Likeness.NEAR
    return found


def _pairing(left: Sequence[str], right: Sequence[str]) -> Likeness:
    """The worst of the best pairs: every word of the shorter name needs one of its own in the longer."""
    free = list(right)
    worst = Likeness.SAME
    for word in sorted(left, key=len, reverse=True):
        best = max(free, key=lambda other: (words_alike(word, other), other == word))
        likeness = words_alike(word, best)
        if likeness is Likeness.DIFFERENT:
            return likeness
        worst = min(worst, likeness)
        free.remove(best)
    return worst


_MISREAD = {
    "O": "0",
    "0": "O",
    "I": "1",
    "1": "I",
    "B": "8",
    "8": "B",
    "S": "5",
    "5": "S",
    "3": "Z",
    "Z": "2",
    "2": "Z",
}


def slipped_numbers(key: str) -> Iterator[str]:
    """Numbers one slip away: two neighbours swapped, one digit wrong, missing or extra, a letter for a digit."""
    for place in range(len(key)):
        here = key[place]
        if place + 1 < len(key) and here != key[place + 1]:
            yield f"{key[:place]}{key[place + 1]}{here}{key[place + 2 :]}"
        if here in _MISREAD:
            yield f"{key[:place]}{_MISREAD[here]}{key[place + 1 :]}"
        if here.isdigit():
            yield from (f"{key[:place]}{digit}{key[place + 1 :]}" for digit in "0123456789" if digit != here)
            yield f"{key[:place]}{key[place + 1 :]}"
            yield f"{key[:place]}0{key[place:]}"
