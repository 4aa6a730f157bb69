"""The plan of the day, and how much was worked from year to year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import ExtractMonth, ExtractYear

from pharos.network.desk.queries.watching import WatchedPlace, watched_places
from pharos.network.models import DestinationRequest
from pharos.network.rules.demand import Kind, growth, kind, ranked
from pharos.network.rules.requests import Step

MOST = 40


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A place to be worked: what it lacks, how many cases a year would find nobody, and the request that is open."""

    place: WatchedPlace
    lacking: tuple[str, ...]
    without: float
    request: UUID | None


@dataclass(frozen=True, kw_only=True)
class Plan:
    popular: Sequence[Planned]
    single: Sequence[Planned]


def plan(now: datetime, *, most: int = MOST) -> Plan:
    """Places of mass travel, and places of single travellers, each with most cases without a provider first. A place
    nobody has gone to and nobody asked about is not work."""
    places = {str(place.id): place for place in watched_places(now) if place.expected > 0}
    open_ones = DestinationRequest.objects.filter(closed_at__isnull=True, place__isnull=False)
    requests = dict(open_ones.order_by("-received_at").values_list("place_id", "id"))
    rows: dict[Kind, list[Planned]] = {Kind.POPULAR: [], Kind.SINGLE: []}
    for one in ranked(place.watched for place in places.values()):
        place = places[one.key]
        planned = Planned(place=place, lacking=one.lacking, without=one.without, request=requests.get(place.id))
        rows[kind(one.expected)].append(planned)
    return Plan(popular=rows[Kind.POPULAR][:most], single=rows[Kind.SINGLE][:most])


@dataclass(frozen=True, kw_only=True)
class Year:
    """Requests received in a year and worked to an answer, by month of receipt."""

    year: int
    received: tuple[int, ...]
    worked: tuple[int, ...]
    change: float | None

    @property
    def total(self) -> int:
        return sum(self.received)

    @property
    def answered(self) -> int:
        return sum(self.worked)


def years(now: datetime, *, back: int = 3) -> list[Year]:
    """This year and those before, the newest first; the change is of all requests up to the same day of the year."""
    first = now.year - back
    rows = (
        DestinationRequest.objects.filter(received_at__year__gte=first)
        .annotate(year=ExtractYear("received_at"), month=ExtractMonth("received_at"))
        .values_list("year", "month")
        .annotate(asked=Count("id"), answered=Count("id", filter=Q(step=Step.DONE)))
    )
    counts = {(year, month): (received, worked) for year, month, received, worked in rows}
    found = []
    for year in range(now.year, first, -1):
        received, worked = zip(*(counts.get((year, month), (0, 0)) for month in range(1, 13)), strict=True)
        change = growth(_until(year, now), _until(year - 1, now))
        found.append(Year(year=year, received=received, worked=worked, change=change))
    return found


def by_insurer(now: datetime) -> list[tuple[str, int, int]]:
    """Who asked this year: code of the insurer (empty: ourselves), requests, and how many are worked."""
    rows = DestinationRequest.objects.filter(received_at__year=now.year).values_list("insurer__code")
    told = rows.annotate(asked=Count("id"), worked=Count("id", filter=Q(step=Step.DONE)))
    told = told.order_by("-asked", "insurer__code")
    return [(code or "", asked, worked) for code, asked, worked in told]


def _until(year: int, now: datetime) -> int:
    """Requests of a year up to this day and hour of it."""
    day = min(now.day, 28) if now.month == 2 else now.day
    end = now.replace(year=year, day=day)
    return DestinationRequest.objects.filter(received_at__year=year, received_at__lte=end).count()
