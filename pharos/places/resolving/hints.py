"""What is expected of the caller: countries the policy is for, and weaker signs such as his telephone number."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pharos.places.atlas import Atlas
from pharos.places.resolving.sentences import hits, tokens
from pharos.places.rules import Reason

_CODE = re.compile(r"^[A-Za-z]{2}$")
_DIGITS = re.compile(r"\d[\d ()-]{5,}")
_SCHENGEN = re.compile(r"шенген|schengen", re.IGNORECASE)
SCHENGEN = frozenset("AT BE BG HR CZ DK EE FI FR DE GR HU IS IT LV LI LT LU MT NL NO PL PT RO SK SI ES SE CH".split())
"""Of whose territory a policy speaks as of one country."""
HOME = {"RU"}
"""Where the travellers' own numbers are from: they say nothing of where the traveller is."""
SURE = (Reason.EXACT, Reason.ALIAS, Reason.CASE)


@dataclass(frozen=True, slots=True)
class Hints:
    """Countries the caller is expected in (strong) and countries something points to (weak)."""

    expected: frozenset[str] = frozenset()
    hinted: frozenset[str] = frozenset()


def hints(country: str | Collection[str] | None, weak: Collection[str], texts: Iterable[str], atlas: Atlas) -> Hints:
    """`country` are codes. A text that names countries (a policy's territory) is expected; a number, a place weak."""
    codes = {country} if isinstance(country, str) else set(country or ())
    expected = {code.upper() for code in codes if _CODE.match(code)}
    hinted = {code.upper() for code in weak if _CODE.match(code)}
    for text in texts:
        strong, pointing = _read(text, atlas)
        expected |= strong
        hinted |= pointing
    return Hints(frozenset(expected), frozenset(hinted) - expected)


def _rung_from(text: str) -> set[str]:
    """Countries of the numbers in a text. Loaded only when there is one: the plans of all countries are not small."""
    from pharos.core.phones import country_of, numbers_in

    return {code for number in numbers_in(text, "RU") if (code := country_of(number))}


def _read(text: str, atlas: Atlas) -> tuple[set[str], set[str]]:
    if _DIGITS.search(text) and (codes := _rung_from(text)):
        return set(), codes - HOME
    strong, weak = set(SCHENGEN) if _SCHENGEN.search(text) else set[str](), set[str]()
    for hit in hits(tokens(text[:200]), atlas):
        named = {one.country for one in hit.countries if one.reason in SURE}
        strong |= named
        if not named and hit.places:
            best = max(hit.places, key=lambda one: one.score)
            weak.add(atlas.word("country", best.place))
    return strong, weak
