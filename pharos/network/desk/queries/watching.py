"""The places we watch: where cases come from, what is asked for, and what everybody thinks of first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q, Sum
from django.utils import timezone

from pharos.network.desk.queries.reach import Spot, covers
from pharos.network.models import Demand, DestinationRequest, Gap
from pharos.network.rules.coverage import Cover
from pharos.network.rules.demand import Told, Watched, expected
from pharos.places import api as places

REMEMBERED = timedelta(days=730)
"""A place that was asked for is watched for two years."""


@dataclass(frozen=True, kw_only=True)
class WatchedPlace:
    """A place with what is known of its demand and how it is covered, by tier."""

    id: UUID
    name: str
    name_ru: str
    country: str
    latitude: float
    longitude: float
    landmass: str
    told: Told
    expected: float
    states: dict[str, Cover]

    def title(self, language: str) -> str:
        return (self.name_ru if language == "ru" else "") or self.name

    @property
    def watched(self) -> Watched:
        return Watched(key=str(self.id), expected=self.expected, states=tuple(self.states.items()))


def watched_places(now: datetime, *, country: str = "") -> list[WatchedPlace]:
    """All of them, or those of one country."""
    told = _told(now)
    rows = places.places({*told, *places.thought_of_first()})
    wanted = [row for row in rows.values() if not country or row.country == country]
    spots = [Spot(str(row.id), row.latitude, row.longitude, row.landmass) for row in wanted]
    states = covers(spots, today=timezone.localdate(now))
    return [
        WatchedPlace(
            id=row.id, name=row.name, name_ru=row.name_ru, country=row.country, latitude=row.latitude,
            longitude=row.longitude, landmass=row.landmass, told=told.get(row.id, Told()),
            expected=expected(told.get(row.id, Told())), states=states[str(row.id)],
        )
        for row in wanted
    ]  # fmt: skip


def unplaced(now: datetime) -> dict[str, int]:
    """Cases of the last twelve months of which only the country was told."""
    since = a_year_before(timezone.localdate(now))
    rows = Demand.objects.filter(place__isnull=True, month__gt=since).values_list("country")
    return {country: cases for country, cases in rows.annotate(Sum("cases")) if country and cases > 0}


def a_year_before(day: date) -> date:
    """The first of this month a year ago: what comes after it are the last twelve months."""
    return date(day.year - 1, day.month, 1)


def _told(now: datetime) -> dict[UUID, Told]:
    cases: dict[UUID, int] = defaultdict(int)
    months = Demand.objects.filter(place__isnull=False, month__gt=a_year_before(timezone.localdate(now)))
    for place, count in months.values_list("place").annotate(Sum("cases")):
        cases[place] += count
    asked = DestinationRequest.objects.filter(place__isnull=False, received_at__gte=now - REMEMBERED)
    to_come = Q(closed_at__isnull=True) | Q(departs_on__gte=timezone.localdate(now))
    counted = asked.values_list("place").annotate(times=Count("id"), who=Sum("travellers", filter=to_come, default=0))
    requests = {place: (times, who) for place, times, who in counted}
    lacking = Gap.objects.filter(closed_at__isnull=True, place__isnull=False)
    gaps = {place: times for place, times in lacking.values_list("place").annotate(Max("times"))}
    found = {}
    for place in {*cases, *requests, *gaps}:
        asked_times, who = requests.get(place, (0, 0))
        found[place] = Told(cases=cases.get(place, 0), travellers=who, requests=max(asked_times, gaps.get(place, 0)))
    return found
