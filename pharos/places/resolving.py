"""Resolving what a caller says: from a few typed letters, a misheard name or "Джуба (Судан)" to places and doubts."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from pharos.core.spelling import sound_key
from pharos.places.countries import CountryWord, countries, country_ears, country_words
from pharos.places.hearing import distance, ear_key, near_keys, one_script, other_layout, word_key
from pharos.places.models import Place, PlaceName
from pharos.places.rules import Doubt, PlaceMatch, Reason, kilometres, ranked, score, with_country_said

SHORTEST = 2
LONGEST = 120
CANDIDATES = 60
WELL_KNOWN = 60
NOWHERE = UUID(int=0)
NAMED = (Reason.EXACT, Reason.ALIAS, Reason.TRANSLITERATION)
_INSIDE = re.compile(r"^(?P<place>[^(]+)\((?P<country>[^)]+)\)\s*$")
_LEADING = re.compile(r"^(г|гор|город|о|остров|пос|курорт|отель|city of)[. ]+(?=\S{2})", re.IGNORECASE)
_GENERIC = re.compile(
    r"\b(пляж|бич|бэй|отель|отеле|курорт|остров|острове|город|beach|resort|hotel|island|city|town)\b[. ]*",
    re.IGNORECASE,
)
type Found = list[PlaceMatch]


@dataclass(frozen=True)
class Asking:
    """Who asks: the language of names, the countries expected of the caller, how many answers."""

    language: str
    prior: frozenset[str]
    limit: int


def resolve(text: str, *, language: str, country: str | Collection[str] | None = None, limit: int = 8) -> Found:
    """What a typed or heard text may mean, best first: towns, resorts, countries; for type-ahead and for letters.

    `country` is what we expect of the caller (the policy's territory, the SIM's country): it ranks, never decides.
    Every match says how it was found and what is doubtful; only `PlaceMatch.sure` may be taken without asking.
    """
    asking = Asking(language, _codes(country), limit)
    whole = _LEADING.sub("", text.replace("\0", "").strip()[:LONGEST])
    if len(word_key(whole)) < SHORTEST:
        return []
    found = _search(whole, asking) if _known_whole(whole) else _parted(whole, asking)
    return _with_neighbours(found, language)


def _known_whole(text: str) -> bool:
    key = word_key(text)
    return key in country_words() or PlaceName.objects.filter(key=key).exists()


def _parted(text: str, asking: "Asking") -> Found:
    """The text as place and country, else without a word like `beach`, else as it is."""
    place, said = _split(text)
    if said and (beside := _beside(place, said, asking)):
        return beside
    bare = _GENERIC.sub("", text).strip()
    if bare != text and len(bare) > SHORTEST and _known_whole(bare):
        return _search(bare, asking)
    return _search(text, asking)


def _codes(country: str | Collection[str] | None) -> frozenset[str]:
    if country is None:
        return frozenset()
    return frozenset({country} if isinstance(country, str) else country)


def _split(text: str) -> tuple[str, CountryWord | None]:
    """`Джуба (Судан)`, `Джуба, Судан`, `Судан Джуба`: the place and the country said with it, if one was."""
    if inside := _INSIDE.match(text):
        return inside["place"].strip(), _country_word(inside["country"])
    if "," in text:
        parts = [part.strip() for part in text.split(",") if part.strip()]
        for at in (-1, 0):
            if len(parts) > 1 and (word := _country_word(parts[at])):
                return ", ".join(parts[:-1] if at else parts[1:]), word
        return text, None
    words = text.split()
    for at in range(1, len(words)):
        for place, country in ((words[:at], words[at:]), (words[at:], words[:at])):
            if len(" ".join(country)) > 3 and (word := _country_word(" ".join(country))):
                return " ".join(place), word
    return text, None


def _country_word(text: str) -> CountryWord | None:
    words = country_words().get(word_key(text), ())
    return words[0] if words else None


def _beside(text: str, said: CountryWord, asking: Asking) -> Found:
    """Places of this name in the country that was said; when it has none, those elsewhere, marked as a conflict."""
    wide = replace(asking, prior=asking.prior | set(said.codes), limit=asking.limit * 3)
    found = [match for match in _search(text, wide) if match.id]
    told = [with_country_said(match, said.codes, gone=said.gone is not None) for match in found]
    named = [match for match in told if match.reason in NAMED]
    if named and not _within(named, said):
        named = [*_outgrowing(text, named, said, wide), *named]
    for group in (_within(named, said), named, _within(told, said), told):
        if group:
            return ranked([_without(match, Doubt.SEVERAL) for match in group], asking.limit)
    return []


def _outgrowing(text: str, elsewhere: Found, said: CountryWord, asking: Asking) -> Found:
    """Places of the country that was said that sound alike and dwarf the namesakes elsewhere: `Antaliya Turkey`."""
    alike = [match for match in _within(_heard(word_key(text), asking), said) if match.reason is Reason.SOUND]
    most = max(match.population for match in elsewhere)
    return [replace(match, score=2000 + match.score) for match in alike if match.population > 5 * most]


def _within(matches: Found, said: CountryWord) -> Found:
    return [match for match in matches if match.country in said.codes]


def _without(match: PlaceMatch, doubt: Doubt) -> PlaceMatch:
    return replace(match, doubts=tuple(one for one in match.doubts if one is not doubt))


def _search(text: str, asking: Asking) -> Found:
    key = word_key(text)
    found = [*_country_matches(key, asking), *_named(key, asking)]
    if found:
        found += _namesakes(key, found, asking)
    if len(found) < asking.limit:
        found += _prefixed(key, asking)
    if not any(match.reason in NAMED for match in found):
        for reading, reason in _readings(text):
            seen = (*_country_matches(reading, asking), *_named(reading, asking))
            found += [replace(match, reason=reason, score=match.score - 300) for match in seen]
    if not any(match.reason is not Reason.PREFIX or match.score % 100 >= WELL_KNOWN for match in found):
        found += _heard(key, asking)
    return ranked(found, asking.limit)


def _namesakes(key: str, found: Found, asking: Asking) -> Found:
    """Places of the same country and sound that the data spell in the other script only: the second Паралия."""
    ear, lands, spelt = ear_key(key), {match.country for match in found if match.id}, sound_key(key)
    rows = PlaceName.objects.filter(ear=ear, country__in=lands, main=True).exclude(key=key).select_related("place")
    alike = [row for row in rows[:CANDIDATES] if _other_script(row, key) and sound_key(row.key) == spelt]
    return [_match(row, Reason.TRANSLITERATION, asking) for row in alike]


def _readings(text: str) -> Iterator[tuple[str, Reason]]:
    for reading in one_script(word_key(text)):
        yield reading, Reason.LOOK_ALIKE
    yield word_key(other_layout(text)), Reason.LAYOUT


def _country_matches(key: str, asking: Asking) -> Found:
    found: Found = []
    for word in country_words().get(key, ()):
        reason = Reason.EXACT if word.formal else Reason.ALIAS
        if word.gone is not None:
            reason = Reason.WITHDRAWN
        elif len(word.codes) > 1:
            reason = Reason.CHOICE
        found += [_country(code, reason, asking, 105 - at) for at, code in enumerate(word.codes)]
    if not found and len(key) > 2:
        starts = [word for other, words in country_words().items() if other.startswith(key) for word in words]
        found = [_country(word.codes[0], Reason.PREFIX, asking, 60)
                 for word in starts if len(word.codes) == 1 and len(word.key) > 3]  # fmt: skip
    return found


def _country(code: str, reason: Reason, asking: Asking, weight: int) -> PlaceMatch:
    row = countries()[code]
    return PlaceMatch(
        kind="country", id=None, country=code, name=row.name(asking.language), name_ru=row.ru, name_en=row.en,
        reason=reason, score=score(reason, weight, prior=code in asking.prior),
    )  # fmt: skip


def _named(key: str, asking: Asking) -> Found:
    rows = PlaceName.objects.filter(key=key).order_by("-weight").select_related("place")[:CANDIDATES]
    return [_match(row, Reason.EXACT if row.main else Reason.ALIAS, asking) for row in rows]


def _prefixed(key: str, asking: Asking) -> Found:
    names = PlaceName.objects.filter(key__startswith=key).exclude(key=key)
    best = list(names.order_by("-weight").values_list("id", flat=True)[:CANDIDATES])
    if asking.prior:
        best += names.filter(country__in=asking.prior).order_by("-weight").values_list("id", flat=True)[:CANDIDATES]
    rows = PlaceName.objects.filter(id__in=best).select_related("place")
    return [_match(row, Reason.PREFIX, asking) for row in rows]


def _heard(key: str, asking: Asking) -> Found:
    """Names that sound alike, then one slip away, then alike for a start: as far as a dictated name goes wrong."""
    ear = ear_key(key)
    if len(ear) < 3:
        return []
    found = [_country(word.codes[0], Reason.SOUND, asking, 60)
             for word in country_ears().get(ear, ()) if len(word.codes) == 1]  # fmt: skip
    found += [_match(row, Reason.SOUND, asking, distance(row.key, key, 3)) for row in _with_ears([ear])]
    if len(ear) > 3:
        near = [row for row in _with_ears(near_keys(ear)) if distance(row.key, key, 4) <= 4 or _other_script(row, key)]
        found += [_match(row, Reason.MISSPELT, asking, min(2, distance(row.key, key, 3))) for row in near]
    if not found and len(ear) > 5:
        rows = PlaceName.objects.filter(ear__startswith=ear[:4]).order_by("-weight").select_related("place")[:400]
        slips = [(distance(row.ear, ear, 3), row) for row in rows]
        found += [_match(row, Reason.MISSPELT, asking, count) for count, row in slips if count <= 3]
    return found


def _other_script(row: PlaceName, key: str) -> bool:
    return row.key.isascii() != key.isascii()


def _with_ears(ears: Iterable[str]) -> Iterable[PlaceName]:
    return PlaceName.objects.filter(ear__in=ears).order_by("-weight").select_related("place")[:CANDIDATES]


def _match(row: PlaceName, reason: Reason, asking: Asking, slips: int = 0) -> PlaceMatch:
    there = row.place
    return PlaceMatch(
        kind=there.kind, id=there.id, country=there.country, name=there.title(asking.language),
        name_ru=there.name_ru, name_en=there.name, reason=reason,
        score=score(reason, row.weight, prior=row.country in asking.prior, slips=slips), region=there.region,
        latitude=there.latitude, longitude=there.longitude, time_zone=there.time_zone, population=there.population,
        near=(there.near_ru if asking.language == "ru" else "") or there.near,
    )  # fmt: skip


def _with_neighbours(matches: Found, language: str) -> Found:
    """Places of one name told apart by the nearest bigger town and its distance."""
    return [_neighboured(match, language) if Doubt.SEVERAL in match.doubts and match.id else match for match in matches]


def _neighboured(match: PlaceMatch, language: str) -> PlaceMatch:
    lat, lon = match.latitude or 0.0, match.longitude or 0.0
    around = Place.objects.filter(
        country=match.country, latitude__range=(lat - 0.5, lat + 0.5), longitude__range=(lon - 0.7, lon + 0.7),
        population__gte=max(20_000, match.population * 2),
    ).exclude(id=match.id or NOWHERE)  # fmt: skip
    far = [(kilometres(lat, lon, row.latitude, row.longitude), row) for row in around]
    if not far:
        return match
    away, nearest = min(far, key=lambda pair: pair[0])
    return replace(match, near=nearest.title(language), near_km=round(away))
