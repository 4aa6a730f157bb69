"""What the desk learns from cases: where they come from, as counts. Listed in `pharos/site/subscriptions.py`."""

from datetime import date
from uuid import UUID

from django.db.models import F

from pharos.events.cases import CaseRegistered, PlaceSet
from pharos.journal import api as journal
from pharos.network.models import Demand
from pharos.places import api as places


def count_case(event: CaseRegistered | PlaceSet, entry: journal.Entry) -> None:
    """One case more where it was registered, or where it was found to be; one less where it was thought to be."""
    month = entry.recorded_at.date().replace(day=1)
    if isinstance(event, PlaceSet):
        if (event.before_country, event.before_place) == (event.country, event.place):
            return
        _count(event.before_country, event.before_place, month, -1)
    _count(event.country, event.place, month, 1)


def _count(country: str, place: UUID | None, month: date, by: int) -> None:
    known = places.places([place]).get(place) if place else None
    country = known.country if known else country
    if not country:
        return
    row, made = Demand.objects.get_or_create(country=country, place=known, month=month, defaults={"cases": by})
    if not made:
        Demand.objects.filter(pk=row.pk).update(cases=F("cases") + by)
