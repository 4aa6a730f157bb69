"""Resolving what a caller says: from a few typed letters, a misheard name or "Джуба (Судан)" to places and doubts."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from pharos.places.countries import CountryWord, countries, country_ears, country_words
from pharos.places.hearing import distance, ear_key, near_keys, one_script, other_layout, word_key
from pharos.places.models import Place, PlaceName
from pharos.places.rules import Doubt, PlaceMatch, Reason, kilometres, ranked, score, with_country_said

SHORTEST = 2
CANDIDATES = 60
_INSIDE = re.compile(r"^(?P<place>[^(]+)\((?P<country>[^)]+)\)\s*$")
_LEADING = re.compile(r"^(г|гор|город|о|остров|пос|курорт|отель|city of)[. ]+(?=\S{2})", re.IGNORECASE)
type Found = list[PlaceMatch]


def resolve(text: str, *, language: str, country: str | Collection[str] | None = None, limit: int = 8) -> Found:
    """What a typed or heard text may mean, best first: towns, resorts, countries; for type-ahead and for letters.

    `country` is what we expect of the caller (the policy's territory, the SIM's country): it ranks, never decides.
    Every match says how it was found and what is doubtful; only `PlaceMatch.sure` may be taken without asking.
    """
    prior = _codes(country)
    place, said = _split(_LEADING.sub("", text.strip()))
    if len(word_key(place)) < SHORTEST and word_key(place) not in country_words():
        return []
    if said:
        matches = _beside(place, said, language, prior, limit)
        if matches:
            return matches
    return _with_neighbours(
        _search(place if said else _LEADING.sub("", text.strip()), language, prior, limit), language
    )


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


def _beside(text: str, said: CountryWord, language: str, prior: frozenset[str], limit: int) -> Found:
    found = _search(text, language, prior | set(said.codes), limit * 3, stop_early=False)
    told = [with_country_said(match, said.codes, gone=said.gone is not None) for match in found if match.id]
    within = [match for match in told if match.country in said.codes]
    exact = [match for match in told if match.reason in (Reason.EXACT, Reason.ALIAS)]
    if any(match.reason in (Reason.EXACT, Reason.ALIAS) for match in within):
        exact = [match for match in exact if match.country in said.codes]
    chosen = exact or within or told
    alone = [replace(match, doubts=tuple(d for d in match.doubts if d is not Doubt.SEVERAL)) for match in chosen]
    return _with_neighbours(ranked(alone, limit), language)


def _search(text: str, language: str, prior: frozenset[str], limit: int, *, stop_early: bool = True) -> Found:
    key = word_key(text)
    found = [*_country_matches(key, language, prior), *_named(key, language, prior)]
    if len(found) < limit:
        found += _prefixed(key, language, prior)
    if not any(match.reason in (Reason.EXACT, Reason.ALIAS) for match in found) or not stop_early:
        for reading, reason in _readings(key):
            found += [replace(match, reason=reason, score=match.score - 300)
                      for match in (*_country_matches(reading, language, prior), *_named(reading, language, prior))]  # fmt: skip
    if not found or (all(match.reason is Reason.PREFIX for match in found) and len(key) > 3):
        found += _heard(key, language, prior)
    return ranked(found, limit)


def _readings(key: str) -> Iterator[tuple[str, Reason]]:
    for reading in one_script(key):
        yield reading, Reason.LOOK_ALIKE
    yield other_layout(key), Reason.LAYOUT


def _country_matches(key: str, language: str, prior: frozenset[str]) -> Found:
    found: Found = []
    for word in country_words().get(key, ()):
        reason = Reason.EXACT if word.formal else Reason.ALIAS
        if word.gone is not None:
            reason = Reason.WITHDRAWN
        elif len(word.codes) > 1:
            reason = Reason.CHOICE
        found += [_country(code, reason, language, prior, 90 - at) for at, code in enumerate(word.codes)]
    if not found and len(key) > 2:
        starts = [word for other, words in country_words().items() if other.startswith(key) for word in words]
        found = [_country(word.codes[0], Reason.PREFIX, language, prior, 60)
                 for word in starts if len(word.codes) == 1 and len(word.key) > 3]  # fmt: skip
    return found


def _country(code: str, reason: Reason, language: str, prior: frozenset[str], weight: int) -> PlaceMatch:
    row = countries()[code]
    return PlaceMatch(
        kind="country", id=None, country=code, name=row.name(language), name_ru=row.ru, name_en=row.en, reason=reason,
        score=score(reason, weight, prior=code in prior),
    )  # fmt: skip


def _named(key: str, language: str, prior: frozenset[str]) -> Found:
    rows = PlaceName.objects.filter(key=key).order_by("-weight").select_related("place")[:CANDIDATES]
    return [_match(row, Reason.EXACT if row.main else Reason.ALIAS, language, prior) for row in rows]


def _prefixed(key: str, language: str, prior: frozenset[str]) -> Found:
    names = PlaceName.objects.filter(key__startswith=key).exclude(key=key)
    best = list(names.order_by("-weight").values_list("id", flat=True)[:CANDIDATES])
    if prior:
        best += names.filter(country__in=prior).order_by("-weight").values_list("id", flat=True)[:CANDIDATES]
    rows = PlaceName.objects.filter(id__in=best).select_related("place")
    return [_match(row, Reason.PREFIX, language, prior) for row in rows]


def _heard(key: str, language: str, prior: frozenset[str]) -> Found:
    """Names that sound alike, then one slip away, then alike for a start: as far as a dictated name goes wrong."""
    ear = ear_key(key)
    if len(ear) < 3:
        return []
    found = [_country(word.codes[0], Reason.SOUND, language, prior, 60)
             for word in country_ears().get(ear, ()) if len(word.codes) == 1]  # fmt: skip
    found += [_match(row, Reason.SOUND, language, prior, distance(row.key, key, 3)) for row in _with_ears([ear])]
    if len(ear) > 3:
        near = [row for row in _with_ears(near_keys(ear)) if distance(row.key, key, 4) <= 4 or _other_script(row, key)]
        found += [_match(row, Reason.MISSPELT, language, prior, min(2, distance(row.key, key, 3))) for row in near]
    if not found and len(ear) > 5:
        rows = PlaceName.objects.filter(ear__startswith=ear[:4]).order_by("-weight").select_related("place")[:400]
        slips = [(distance(row.ear, ear, 3), row) for row in rows]
        found += [_match(row, Reason.MISSPELT, language, prior, count) for count, row in slips if count <= 3]
    return found


def _other_script(row: PlaceName, key: str) -> bool:
    return row.key.isascii() != key.isascii()


def _with_ears(ears: Iterable[str]) -> Iterable[PlaceName]:
    return PlaceName.objects.filter(ear__in=ears).order_by("-weight").select_related("place")[:CANDIDATES]


def _match(row: PlaceName, reason: Reason, language: str, prior: frozenset[str], slips: int = 0) -> PlaceMatch:
    there = row.place
    return PlaceMatch(
        kind=there.kind, id=there.id, country=there.country, name=there.title(language),
        name_ru=there.name_ru, name_en=there.name, reason=reason,
        score=score(reason, row.weight, prior=row.country in prior, slips=slips), region=there.region,
        latitude=there.latitude, longitude=there.longitude, time_zone=there.time_zone, population=there.population,
        near=(there.near_ru if language == "ru" else "") or there.near,
    )  # fmt: skip


def _with_neighbours(matches: Found, language: str) -> Found:
    """Places of one name told apart by the nearest bigger town and its distance."""
    return [_neighboured(match, language) if Doubt.SEVERAL in match.doubts and match.id else match for match in matches]


def _neighboured(match: PlaceMatch, language: str) -> PlaceMatch:
    assert match.latitude is not None and match.longitude is not None
    lat, lon = match.latitude, match.longitude
    around = Place.objects.filter(
        country=match.country, latitude__range=(lat - 0.5, lat + 0.5), longitude__range=(lon - 0.7, lon + 0.7),
        population__gte=max(20_000, match.population * 2),
    ).exclude(id=match.id)  # fmt: skip
    far = [(kilometres(lat, lon, row.latitude, row.longitude), row) for row in around]
    if not far:
        return match
    away, nearest = min(far, key=lambda pair: pair[0])
    return replace(match, near=nearest.title(language), near_km=round(away))
