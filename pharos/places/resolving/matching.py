"""What was found as a match with its names, its place and its time zone."""

from pharos.places.atlas import Atlas
from pharos.places.countries import countries
from pharos.places.resolving.finding import COUNTRY_WEIGHT, HALF_READ, Found
from pharos.places.rules import PlaceMatch, Reason, score


def match_of(found: Found, atlas: Atlas, language: str) -> PlaceMatch:
    """The match with its names in the language."""
    if found.country:
        return country_of(found.country, found.reason, language, found.weight, found.likeness)
    place = found.place
    name, russian = atlas.titles(place)
    return PlaceMatch(
        kind=atlas.word("kind", place), id=atlas.id(place), country=atlas.word("country", place),
        name=(russian if language == "ru" else "") or name, name_ru=russian, name_en=name, reason=found.reason,
        score=found.score, region=atlas.word("region", place), latitude=round(atlas.latitude[place], 4),
        longitude=round(atlas.longitude[place], 4), time_zone=atlas.word("time_zone", place),
        landmass=atlas.word("landmass", place), population=atlas.population[place], weight=atlas.weight[place],
        likeness=min(found.likeness, HALF_READ) if found.part else found.likeness,
    )  # fmt: skip


def country_of(
    code: str, reason: Reason, language: str, weight: int = COUNTRY_WEIGHT, alike: float = 1.0
) -> PlaceMatch:
    """A country as a match."""
    land = countries()[code]
    return PlaceMatch(
        kind="country", id=None, country=land.code, name=land.name(language), name_ru=land.ru, name_en=land.en,
        reason=reason, score=score(reason, weight, alike), latitude=land.latitude, longitude=land.longitude,
        weight=weight, likeness=alike,
    )  # fmt: skip
