"""Places a letter names: "мы отдыхаем в Хургаде", "our hotel is in Hammamet". A hint for whoever reads it, no more."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pharos.places.atlas import atlas
from pharos.places.countries import country_words
from pharos.places.hearing import word_key
from pharos.places.resolving import resolve
from pharos.places.rules import PlaceMatch

LONGEST = 4_000
MOST_WORDS = 300
PART_OF = 3
# A word after "in" may be a village; a word that merely stands in a letter has to be a place everybody knows.
AFTER_IN, ANYWHERE = 30, 60
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_IN = frozenset("в во на под около возле in at near".split())
_FROM = frozenset("из from".split())
_NO_NAMES = frozenset("отель отеле отеля hotel hotels clinic номер номере".split())
_ENDINGS = {"е": ("а", "", "ь", "й", "о", "я"), "и": ("а", "я", "ь", ""), "у": ("", "а"), "ю": ("ь", "я", "й"),
            "ы": ("а", ""), "а": ("", "о"), "я": ("й", "ь"), "х": ("",)}  # fmt: skip


@dataclass(frozen=True)
class _Said:
    """Words of a letter that may be a name: as a name is kept, how sure a form of it, where it stands."""

    key: str
    at: int
    after_in: bool
    as_written: bool


def mentioned(
    text: str, *, language: str, country: str | Collection[str] | None = None, but: str = "", limit: int = 2
) -> list[PlaceMatch]:
    """Places and countries a letter names, in its order; `but` are words that name somebody, not somewhere."""
    said = list(_said(text[:LONGEST], frozenset(word_key(but).split())))
    weights = {key: weight for key in {one.key for one in said} if (weight := _weight(key))}
    named = [one for one in said if _is_place(one, weights)]
    best: dict[int, _Said] = {}
    for one in sorted(named, key=lambda one: (one.key.count(" "), one.as_written, weights.get(one.key, ANYWHERE))):
        best[one.at] = one
    first = sorted(best.values(), key=lambda one: (not one.after_in, one.at))
    found = [match for one in first[:limit] for match in resolve(one.key, language=language, country=country)[:1]]
    return list({(match.id, match.country): match for match in found}.values())


def _weight(key: str) -> int:
    """The weight of the likeliest place of this name; 0 where there is none."""
    book = atlas()
    return max((book.weight[book.place[name]] for name in book.named(key)), default=0)


def _said(text: str, names: frozenset[str]) -> Iterator[_Said]:
    """Every word that may begin a name, alone and with the two after it, in the forms it may have been bent from."""
    words = _WORD.findall(text)[:MOST_WORDS]
    for at, word in enumerate(words):
        before = words[at - 1].lower() if at else ""
        if before in _FROM or not (word[0].isupper() or before in _IN) or word_key(word) in names | _NO_NAMES:
            continue
        after_in = before in _IN and word[0].isupper()
        for more in range(PART_OF):
            part = words[at : at + more + 1]
            if len(part) > more:
                yield from (_Said(key, at, after_in, bent == 0) for bent, key in enumerate(_unbent(part)))


def _unbent(part: list[str]) -> Iterator[str]:
    """`Хургаде` as it stands and as `Хургада`. Of several words only the last is tried: `Солнечном Береге` is not."""
    key = word_key(" ".join(part))
    if len(key) < 4:
        return
    yield key
    if "а" <= key[-1] <= "я":
        yield from (key[:-1] + ending for ending in _ENDINGS.get(key[-1], ()))
        if key.endswith("ии"):
            yield key[:-1] + "я"


def _is_place(one: _Said, weights: dict[str, int]) -> bool:
    if one.key in country_words() and len(one.key) > 3:
        return True
    return weights.get(one.key, 0) >= (AFTER_IN if one.after_in else ANYWHERE)
