"""What of a sentence stays open: a way instead of a place, words that name nothing we know, names said by chance."""

import re
from collections.abc import Sequence

from pharos.places.atlas import Atlas
from pharos.places.resolving.finding import Found
from pharos.places.resolving.relating import REACH
from pharos.places.resolving.sentences import SILENT, Hit, Token
from pharos.places.rules import KNOWN, kilometres

FAR_KM, FAR_MINUTES = 15, 20
SHORTEST_NAME = 4
CERTAIN_WEIGHT = 95
"""The weight of a place many think of, beside which a village of some name is chance."""
_WAY = re.compile(
    r"\b(между|меж|по (?:дороге|пути)|на (?:пути|полпути|пароме|поезде)|в поезде|паром\w*|не до(?:езжая|ехав|ехали)"
    r"|between|on the way|en route|half-?way|ferry|on (?:a|the) (?:train|boat))\b"
)
_FAR = re.compile(
    r"(?:(?P<number>\d+)[- ]?(?:х|ти|и|ми)?\s*)?\b(?P<unit>км|километр\w*|мин|минут\w*|час|часа|часе|часах|часов"
    r"|полчаса|получас\w*|полутора часах|km|kilomet\w+|min|minutes?|hours?|miles?)\b"
    r"[^,;.]{0,24}?\b(?:от|до|from|away|to)\b"
)


def on_the_way(text: str) -> bool:
    """Whether somebody is under way, or at some distance from what he names: ask where exactly."""
    said = text.casefold().replace("ё", "е")
    return bool(_WAY.search(said)) or any(_far(found) for found in _FAR.finditer(said))


def _far(found: re.Match[str]) -> bool:
    unit, number = found["unit"], int(found["number"][:6]) if found["number"] else None
    if unit.startswith(("мин", "min")):
        return number is None or number >= FAR_MINUTES
    if unit.startswith(("км", "кил", "km", "kil", "mile")):
        return number is None or number >= FAR_KM
    return True


def unread(words: Sequence[Token], taken: Sequence[Hit]) -> list[int]:
    """Words beside a country's name, written as names are, or alone in their part, that name nothing we know."""
    beside = {words[hit.first].part for hit in taken if hit.countries}
    return [
        at
        for at, word in enumerate(words)
        if word.key not in SILENT
        and len(word.key) >= SHORTEST_NAME
        and not any(hit.first <= at <= hit.last for hit in taken)
        and (word.part in beside or (at > 0 and word.text[:1].isupper()) or _alone(word, words))
    ]


def _alone(word: Token, words: Sequence[Token]) -> bool:
    return sum(other.part == word.part for other in words) == 1


def torn(hit: Hit, words: Sequence[Token], taken: Sequence[Hit]) -> bool:
    """A village of some name, whose neighbour in the sentence is not understood or another such village: perhaps
    half of another name."""
    if hit.weight >= KNOWN - 10:
        return False
    beside = (hit.first - 1, hit.last + 1)
    return any(
        0 <= at < len(words)
        and words[at].part == words[hit.first].part
        and words[at].key not in SILENT
        and not any(other.first <= at <= other.last and other.weight >= KNOWN - 10 for other in taken)
        for at in beside
    )


def by_chance(spots: Sequence[Hit], book: Atlas) -> list[Hit]:
    """Of several names those that are none, beside a place everybody knows: круиз по Нилу, Луксор; скала Сигирия."""
    best = max(spots, key=lambda hit: (hit.weight, -hit.first))
    return [hit for hit in spots if hit is not best and _chance(hit, best) and not _together(hit, best, book)]


def _chance(hit: Hit, best: Hit) -> bool:
    if best.capital and not hit.capital and (hit.weight < KNOWN or (hit.weight < CERTAIN_WEIGHT and not hit.literal)):
        return True
    if hit.weight >= KNOWN:
        return False
    meant = hit.stated and hit.capital and not best.stated
    return best.weight >= CERTAIN_WEIGHT and not meant


def names_a_region(hit: Hit, placed: Sequence[Hit], book: Atlas) -> bool:
    """A country's name that is a region's too, beside a town of that region: Georgia, Savannah."""
    lands = {one.country for one in hit.countries}
    beside = [one for other in placed if other is not hit for one in other.places]
    if any(book.word("country", one.place) in lands for one in beside):
        return False
    regions = [one for one in hit.places if book.word("kind", one.place) == "region"]
    return any(_close(one, region, book) for region in regions for one in beside)


def _together(hit: Hit, best: Hit, book: Atlas) -> bool:
    return any(_close(one, other, book) for one in hit.places for other in best.places)


def _close(one: Found, other: Found, book: Atlas) -> bool:
    if book.country[one.place] != book.country[other.place]:
        return False
    there, here = ((book.latitude[at], book.longitude[at]) for at in (one.place, other.place))
    return kilometres(*there, *here) < REACH.get(book.word("kind", other.place), 80)
