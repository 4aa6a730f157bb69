"""Which medicine a written name means: INN in Russian, English or Latin, ATC code, trade name, slips of the pen.

What is not known stays unknown. A name one letter away from exactly one known name is read as that, and said so.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from pharos.clinical.pharmacy.spelling import near, sound, words
from pharos.clinical.pharmacy.values import Pharmacy, Product
from pharos.clinical.pharmacy.writing import LEFT_OUT, Written, read

MOST_WORDS = 6
LEAST_MENDED = 6
"""Shorter sounds are not mended: too many medicines are one letter apart."""
ATC_IN = re.compile(r"\b[A-VА-Я]\d\d[A-Z]{1,2}(?:\d\d)?\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What a name means: substances with milligrams in one unit (0: not fixed), none where it is unknown.

    `read_as`: the known name it was taken for, where it was written otherwise. `written`: strength, form, route in it.
    """

    contains: Mapping[str, float]
    written: Written
    route: str = ""
    read_as: str = ""

    @property
    def known(self) -> bool:
        return bool(self.contains)


@dataclass(frozen=True)
class Names:
    """Every known name by its sound. `starts`: sounds by their first two letters, to look for slips."""

    by_sound: Mapping[str, Product]
    by_atc: Mapping[str, str]
    said: Mapping[str, str]
    starts: Mapping[str, list[str]] = field(default_factory=dict)


@lru_cache(maxsize=4)
def names(pharmacy: Pharmacy) -> Names:
    """All names of a pharmacy; a name of two substances belongs to the one that bears it first."""
    found: dict[str, Product] = {}
    said: dict[str, str] = {}
    for product, name in _all(pharmacy):
        key = _key(words(name))
        if key and key not in found:
            found[key], said[key] = product, name
    starts: dict[str, list[str]] = {}
    for key in found:
        starts.setdefault(key[:2], []).append(key)
    atc = {one.atc: code for code, one in reversed(list(pharmacy.medicines.items())) if len(one.atc) == 7}
    return Names(found, atc, said, starts)


@lru_cache(maxsize=16384)
def recognise(pharmacy: Pharmacy, text: str) -> Recognised:
    """What the words of one line of a prescription mean."""
    written, rest = read(text)
    index = names(pharmacy)
    for atc in ATC_IN.findall(text.upper()):
        if atc in index.by_atc:
            return Recognised(contains={index.by_atc[atc]: 0.0}, written=written)
    told = words(rest)
    whole = _one(index, told) or _one(index, [word for word in told if word not in LEFT_OUT])
    if whole is not None:
        return Recognised(contains=whole.contains, written=written, route=whole.route)
    return _several(index, told, written) or _mended(index, told, written) or Recognised(contains={}, written=written)


def in_any_order(pharmacy: Pharmacy, text: str) -> list[str]:
    """Codes of the substances named in a longer text, such as what a person takes at home."""
    return list(recognise(pharmacy, text).contains)


def _all(pharmacy: Pharmacy) -> list[tuple[Product, str]]:
    own = [
        (Product(code=code, contains={code: 0.0}, names=(), route="", origin=one.origin), name)
        for code, one in pharmacy.medicines.items()
        for name in (code.replace("_", " "), *_spoken(one.name.ru), *_spoken(one.name.en))
    ]
    return own + [(product, name) for product in pharmacy.products.values() for name in product.names]


def _spoken(name: str) -> list[str]:
    """`эпинефрин (адреналин)` is two names."""
    outside, _bracket, inside = name.partition("(")
    return [one for one in (outside.strip(), inside.rstrip(") ")) if one]


def _key(told: list[str]) -> str:
    return " ".join(sorted(sound(word) for word in told if word not in LEFT_OUT) or [sound(word) for word in told])


def _one(index: Names, told: list[str]) -> Product | None:
    return index.by_sound.get(_key(told)) if told else None


def _several(index: Names, told: list[str], written: Written) -> Recognised | None:
    """The longest known names one after another; their substances together, as in a fixed combination."""
    found: dict[str, float] = {}
    heard: list[str] = []
    route, at = "", 0
    while at < len(told):
        for size in range(min(MOST_WORDS, len(told) - at), 0, -1):
            product = _one(index, told[at : at + size])
            if product is not None and (size > 1 or told[at] not in LEFT_OUT) and len(told[at]) > 2:
                found |= {code: mg for code, mg in product.contains.items() if code not in found}
                heard.append(" ".join(told[at : at + size]))
                route = route or product.route
                at += size - 1
                break
        at += 1
    if not found:
        return None
    whole = _one(index, [word for name in heard for word in name.split()])
    if whole is not None:
        return Recognised(contains=whole.contains, written=written, route=whole.route)
    return Recognised(contains=found, written=written, route=route, read_as=" + ".join(heard))


def _mended(index: Names, told: list[str], written: Written) -> Recognised | None:
    """A name one slip away, if it is the only one; two words written together or one written apart are tried too."""
    tries = [sound(word) for word in told if word not in LEFT_OUT]
    tries += [sound(one + other) for one, other in pairwise(told)]
    for key in tries:
        if len(key) < LEAST_MENDED:
            continue
        if key in index.by_sound:
            return _read_as(index, key, written)
        close = [one for one in index.starts.get(key[:2], ()) if " " not in one and near(key, one)]
        if len({tuple(index.by_sound[one].contains) for one in close}) == 1:
            return _read_as(index, close[0], written)
    return None


def _read_as(index: Names, key: str, written: Written) -> Recognised:
    product = index.by_sound[key]
    return Recognised(contains=product.contains, written=written, route=product.route, read_as=index.said[key])
