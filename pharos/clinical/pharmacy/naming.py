"""Which medicine a written name means: INN in Russian, English or Latin, ATC code, trade name, slips of the pen.

What is not known stays unknown. A name one letter away from exactly one known name is read as that, and said so. Where
a name is one medicine here and another there, the country decides; where it does not, nothing is taken as known.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from pharos.clinical.pharmacy.registers import same, shared
from pharos.clinical.pharmacy.spelling import near, sound, words
from pharos.clinical.pharmacy.values import Pharmacy, Product, Register
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
    `may_be`: the substances of each medicine sold under the name, where the country does not tell which is meant.
    """

    contains: Mapping[str, float]
    written: Written
    route: str = ""
    read_as: str = ""
    may_be: tuple[tuple[str, ...], ...] = ()

    @property
    def known(self) -> bool:
        return bool(self.contains)


@dataclass(frozen=True)
class Names:
    """Every known name: as written, by its sound, by its sound without forms and salts.

    The first that fits counts: Desal is furosemide in Turkey, Дезал desloratadine in Russia. `starts`: sounds by their
    first two letters, to look for slips. `bound`: names that mean this in some countries only.
    """

    written: Mapping[str, Product]
    whole: Mapping[str, Product]
    bare: Mapping[str, Product]
    by_atc: Mapping[str, str]
    said: Mapping[str, str]
    starts: Mapping[str, list[str]] = field(default_factory=dict)
    bound: Mapping[str, list[Product]] = field(default_factory=dict)


@lru_cache(maxsize=4)
def names(pharmacy: Pharmacy) -> Names:
    """All names of a pharmacy; a name of two substances belongs to the one that bears it first.

    Without its form a name belongs first to whom it is the whole name: `Voltaren` to diclofenac, not to its eye drops.
    """
    written: dict[str, Product] = {}
    whole: dict[str, Product] = {}
    bare: dict[str, Product] = {}
    said: dict[str, str] = {}
    bound: dict[str, list[Product]] = {}
    every: list[tuple[int, str, Product, str]] = []
    for product, name in _all(pharmacy):
        told = words(name)
        if product.countries:
            bound.setdefault(" ".join(told), []).append(product)
            continue
        kept, key = _kept(told), _key(told)
        written.setdefault(" ".join(told), product)
        whole.setdefault(key, product)
        every.append((len(told) - len(kept), key if len(kept) == len(told) else _key(kept), product, name))
    for _forms, key, product, name in sorted(every, key=lambda one: one[0]):
        if key:
            bare.setdefault(key, product)
            said.setdefault(key, name)
    starts: dict[str, list[str]] = {}
    for key in bare:
        starts.setdefault(key[:2], []).append(key)
    atc = {one.atc: code for code, one in reversed(list(pharmacy.medicines.items())) if len(one.atc) == 7}
    return Names(written, whole, bare, atc, said, starts, bound)


@lru_cache(maxsize=16384)
def recognise(pharmacy: Pharmacy, text: str, country: str = "") -> Recognised:
    """What the words of one line of a prescription mean; `country` (two letters) is where it was written."""
    written, rest = read(text)
    index = names(pharmacy)
    for atc in ATC_IN.findall(text.upper()):
        if atc in index.by_atc:
            return Recognised(contains={index.by_atc[atc]: 0.0}, written=written)
    told = words(rest)
    whole = _one(index, words(text)) or _one(index, told)
    meant = [whole] if whole is not None and not whole.names else _sold(pharmacy, whole, (words(text), told), country)
    if len(meant) > 1:
        return Recognised(contains={}, written=written, may_be=tuple(tuple(one.contains) for one in meant))
    if meant:
        return Recognised(contains=meant[0].contains, written=written, route=meant[0].route)
    return (
        _several(pharmacy, told, written, country)
        or _sounding(pharmacy, told, written, country)
        or _mended(index, told, written)
        or Recognised(contains={}, written=written)
    )


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


def _sold(pharmacy: Pharmacy, usual: Product | None, said: Iterable[list[str]], country: str) -> list[Product]:
    """What is sold under a name: one medicine where that is sure, several where it depends on the country, or none.

    Here the register of the country decides. Elsewhere the usual meaning holds unless more registers speak against it
    than for it; a name known only to registers is what they agree on.
    """
    tries = dict.fromkeys(" ".join(one) for told in said for one in (told, _kept(told)) if one)
    every = [product for name in tries for product in names(pharmacy).bound.get(name, ())]
    for register in pharmacy.registers.values():
        every += next(([found] for name in tries if (found := register.sold_as(name))), [])
    here = [one for one in every if country in one.countries]
    if usual is None or here:
        agreed = [usual] if usual and any(same(usual.contains, one.contains) for one in here) else (here or every)
        return agreed[:1] if all(same(agreed[0].contains, one.contains) for one in agreed[1:]) else _different(agreed)
    against = [one for one in every if not shared(usual.contains, one.contains)]
    backing = [one for one in every if same(usual.contains, one.contains)]
    return [usual] if len(against) <= len(backing) else _different([usual, *against])


def _different(products: Iterable[Product]) -> list[Product]:
    """Each composition once."""
    found: list[Product] = []
    for product in products:
        if not any(same(product.contains, one.contains) for one in found):
            found.append(product)
    return found


def _sounding(pharmacy: Pharmacy, told: list[str], written: Written, country: str) -> Recognised | None:
    """A name of the country's register written as it is heard: `Окитаск` is Okitask."""
    key = _key(_kept(told))
    for register in pharmacy.registers.values() if len(key) >= LEAST_MENDED else ():
        name = _by_sound(register).get(key, "") if country in register.countries else ""
        if (product := register.sold_as(name)) is not None:
            return Recognised(contains=product.contains, written=written, route=product.route, read_as=name)
    return None


@lru_cache(maxsize=16)
def _by_sound(register: Register) -> Mapping[str, str]:
    """Names of a register by their sound; of two that sound alike and differ, neither."""
    found: dict[str, str] = {}
    for name, row in register.by_name.items():
        key = _key(_kept(name.split()))
        found[key] = name if register.by_name.get(found.get(key, name)) == row else ""
    return found


def _several(pharmacy: Pharmacy, told: list[str], written: Written, country: str) -> Recognised | None:
    """The longest known names one after another; their substances together, as in a fixed combination."""
    index = names(pharmacy)
    found: dict[str, float] = {}
    heard: list[str] = []
    route, at = "", 0
    while at < len(told):
        for size in range(min(MOST_WORDS, len(told) - at), 0, -1):
            telling = set(told[at : at + size]) - LEFT_OUT - COMMON
            product = _piece(pharmacy, index, told[at : at + size], country) if telling else None
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


def _piece(pharmacy: Pharmacy, index: Names, told: list[str], country: str) -> Product | None:
    """What words within a longer text mean: known everywhere, or by the register of the country."""
    usual = _one(index, told)
    if usual is not None and not usual.names:
        return usual
    meant = _sold(pharmacy, usual, [told], country)
    return meant[0] if len(meant) == 1 and (usual is not None or country in meant[0].countries) else None


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
