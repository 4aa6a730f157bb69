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
COMMON = frozenset(
    "antiseptic mix mixture mixtures herbs relief next relax tonic drill saline contrast cold flu pain salts chloride "
    "extract complex supplement anaesthetic ear eye throat agri rescue fever cough immune stop day night plus powder "
    "антисептик травы сбор смесь масло уголь слеза сера стоп чай тоник раствор контраст йод".split()
)
"""Words that are a medicine's name only when they stand alone: in "urinary antiseptic X" they name nothing."""
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
    """Every known name: as written, by its sound, by its sound without forms and salts.

    The first that fits counts: Desal is furosemide in Turkey, Дезал desloratadine in Russia. `starts`: sounds by their
    first two letters, to look for slips.
    """

    written: Mapping[str, Product]
    whole: Mapping[str, Product]
    bare: Mapping[str, Product]
    by_atc: Mapping[str, str]
    said: Mapping[str, str]
    starts: Mapping[str, list[str]] = field(default_factory=dict)


@lru_cache(maxsize=4)
def names(pharmacy: Pharmacy) -> Names:
    """All names of a pharmacy; a name of two substances belongs to the one that bears it first.

    Without its form a name belongs first to whom it is the whole name: `Voltaren` to diclofenac, not to its eye drops.
    """
    written: dict[str, Product] = {}
    whole: dict[str, Product] = {}
    bare: dict[str, Product] = {}
    said: dict[str, str] = {}
    every = [(product, name, words(name)) for product, name in _all(pharmacy)]
    for product, _name, told in every:
        written.setdefault(" ".join(told), product)
        whole.setdefault(_key(told), product)
    for product, name, told in sorted(every, key=lambda one: len(one[2]) - len(_kept(one[2]))):
        if key := _key(_kept(told)):
            bare.setdefault(key, product)
            said.setdefault(key, name)
    starts: dict[str, list[str]] = {}
    for key in bare:
        starts.setdefault(key[:2], []).append(key)
    atc = {one.atc: code for code, one in reversed(list(pharmacy.medicines.items())) if len(one.atc) == 7}
    return Names(written, whole, bare, atc, said, starts)


@lru_cache(maxsize=16384)
def recognise(pharmacy: Pharmacy, text: str) -> Recognised:
    """What the words of one line of a prescription mean."""
    written, rest = read(text)
    index = names(pharmacy)
    for atc in ATC_IN.findall(text.upper()):
        if atc in index.by_atc:
            return Recognised(contains={index.by_atc[atc]: 0.0}, written=written)
    told = words(rest)
    whole = _one(index, words(text)) or _one(index, told)
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


def _kept(told: list[str]) -> list[str]:
    """The words that are neither a form nor a salt."""
    return [word for word in told if word not in LEFT_OUT]


def _key(told: list[str]) -> str:
    return " ".join(sorted(sound(word) for word in told))


def _one(index: Names, told: list[str]) -> Product | None:
    if not told:
        return None
    found = index.written.get(" ".join(told)) or index.whole.get(_key(told))
    kept = _kept(told)
    return found or (index.bare.get(_key(kept)) if kept else None)


def _several(index: Names, told: list[str], written: Written) -> Recognised | None:
    """The longest known names one after another; their substances together, as in a fixed combination."""
    found: dict[str, float] = {}
    heard: list[str] = []
    route, at = "", 0
    while at < len(told):
        for size in range(min(MOST_WORDS, len(told) - at), 0, -1):
            telling = set(told[at : at + size]) - LEFT_OUT - COMMON
            product = _one(index, told[at : at + size]) if telling else None
            if product is not None and len("".join(told[at : at + size])) > 2:
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
    kept = [word for word in _kept(told) if word not in COMMON]
    if sum(len(word) >= LEAST_MENDED and not word.isdigit() for word in kept) > 1 and _joined(index, told) is None:
        return None  # a slip in one word beside others that mean nothing would be a guess
    tries = [sound(word) for word in kept]
    tries += [sound(one + other) for one, other in pairwise(told)]
    for key in tries:
        if len(key) < LEAST_MENDED:
            continue
        if key in index.bare:
            return _read_as(index, key, written)
        close = [one for one in index.starts.get(key[:2], ()) if " " not in one and near(key, one)]
        if len({tuple(index.bare[one].contains) for one in close}) == 1:
            return _read_as(index, close[0], written)
    return None


def _joined(index: Names, told: list[str]) -> str | None:
    """The known sound of two words that belong together, if there are such."""
    return next((key for one, other in pairwise(told) if (key := sound(one + other)) in index.bare), None)


def _read_as(index: Names, key: str, written: Written) -> Recognised:
    product = index.bare[key]
    return Recognised(contains=product.contains, written=written, route=product.route, read_as=index.said[key])
