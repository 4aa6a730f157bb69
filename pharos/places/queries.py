"""Reads of places: where it is, what time it is there, which number to dial."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

from pharos.places.atlas import atlas
from pharos.places.models import EmergencyNumber, Place
from pharos.places.rules import Standing, standing

EVERYBODY = 3


def place(place_id: UUID) -> Place:
    """Raises Place.DoesNotExist."""
    return Place.objects.get(id=place_id)


def local_time(place_id: UUID, now: datetime) -> datetime:
    """The clock on the wall there. Raises Place.DoesNotExist."""
    zone = Place.objects.values_list("time_zone", flat=True).get(id=place_id)
    return now.astimezone(ZoneInfo(zone))


def places(place_ids: Iterable[UUID]) -> dict[UUID, Place]:
    """Several places by their ids; unknown ones are left out."""
    return Place.objects.in_bulk(list(place_ids))


@cache
def thought_of_first() -> tuple[UUID, ...]:
    """The places everybody thinks of first (fame 3 of our overlay), some hundred and forty of the whole world."""
    book = atlas()
    return tuple(book.id(at) for at, fame in enumerate(book.fame) if fame >= EVERYBODY)


def town_choices(country: str, *, language: str, limit: int = 20) -> list[tuple[UUID, str]]:
    """The likeliest places of a country, for a list to choose from before anything is typed."""
    rows = Place.objects.filter(country=country).order_by("-weight", "name")[:limit]
    return [(row.id, row.title(language)) for row in rows]


@dataclass(frozen=True)
class SourceView:
    name: str
    url: str
    dated: str
    says: str


@dataclass(frozen=True)
class EmergencyView:
    """A number to dial, its standing, who verified it, and the sources that agree or say otherwise."""

    id: UUID
    country: str
    service: str
    number: str
    languages: tuple[str, ...]
    note: str
    standing: Standing
    verified_at: datetime | None
    verified_by: str
    agreeing: tuple[SourceView, ...]
    contradicting: tuple[SourceView, ...]


def emergency_numbers(country_code: str, language: str = "ru") -> list[EmergencyView]:
    """The numbers of a country: ambulance first, then the general one, police, fire. Empty where we know none.

    What one source alone says is not shown to anybody until a member of staff has checked it.
    """
    rows = EmergencyNumber.objects.filter(country=country_code).prefetch_related("sources")
    return _shown(emergency_view(row, language) for row in rows)


def emergency_by_country(language: str = "ru") -> dict[str, list[EmergencyView]]:
    """The numbers of every country we know some of, as `emergency_numbers` gives them."""
    found: dict[str, list[EmergencyView]] = {}
    for row in EmergencyNumber.objects.prefetch_related("sources"):
        found.setdefault(row.country, []).append(emergency_view(row, language))
    return {code: shown for code, rows in found.items() if (shown := _shown(rows))}


def emergency_countries() -> list[str]:
    """Codes of the countries we have numbers for."""
    codes = EmergencyNumber.objects.order_by("country").values_list("country", flat=True).distinct()
    return list(codes)


def _shown(rows: Iterable[EmergencyView]) -> list[EmergencyView]:
    return [row for row in rows if row.standing is not Standing.ONE_SOURCE]


def emergency_view(row: EmergencyNumber, language: str) -> EmergencyView:
    sources = [SourceView(source.name, source.url, source.dated, source.says) for source in row.sources.all()]
    agreeing = tuple(source for source in sources if not source.says)
    contradicting = tuple(source for source in sources if source.says)
    worth = standing(verified=row.verified_at is not None, agreeing=len(agreeing), contradicting=len(contradicting))
    note = row.note_ru if language == "ru" else row.note_en
    return EmergencyView(
        row.id, row.country, row.service, row.number, tuple(row.languages), note, worth, row.verified_at,
        row.verified_by, agreeing, contradicting,
    )  # fmt: skip
