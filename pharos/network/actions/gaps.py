"""Gaps: opened where the search finds nobody, counted when asked again, closed by a provider or a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from pharos.core.actor import Actor
from pharos.core.capabilities import ALL_AGES, Capability
from pharos.events.network import GapClosed, GapOpened
from pharos.journal import api as journal
from pharos.network.models import Gap
from pharos.network.rules import cells
from pharos.places import api as places


@dataclass(frozen=True, kw_only=True)
class Lacking:
    """What is lacking and where; the nearest there is (a provider or a facility), and where one is flown to."""

    latitude: float
    longitude: float
    capability: Capability
    ages: int = int(ALL_AGES)
    place_id: UUID | None = None
    nearest: UUID | None = None
    nearest_is_provider: bool = False
    nearest_km: float | None = None
    hub: str = ""
    hub_km: float | None = None


def open_gap(*, actor: Actor, now: datetime, lacking: Lacking, found_by: str = Gap.Found.SEARCH) -> Gap:
    """Open a gap around this point, or count it once more where it is open already."""
    cell = cells.cell_of(lacking.latitude, lacking.longitude, cells.GAP_RESOLUTION)
    here = places.surroundings(lacking.latitude, lacking.longitude)
    values = {
        "country": here.country, "place_id": lacking.place_id or here.id, "name": here.name, "landmass": here.landmass,
        "latitude": lacking.latitude, "longitude": lacking.longitude, "ages": lacking.ages, "found_by": found_by,
        "opened_at": now, "last_at": now, "nearest": lacking.nearest,
        "nearest_is_provider": lacking.nearest_is_provider, "nearest_km": lacking.nearest_km, "hub": lacking.hub,
        "hub_km": lacking.hub_km,
    }  # fmt: skip
    with journal.transaction(actor=actor, now=now) as record:
        gap, opened = Gap.objects.get_or_create(
            cell=cell, capability=lacking.capability, closed_at=None, defaults=values
        )
        if opened:
            record(GapOpened(gap=gap.id, country=gap.country, capability=gap.capability, found_by=str(found_by)))
        else:
            Gap.objects.filter(id=gap.id).update(times=F("times") + 1, last_at=now)
    return gap


def close_gap(*, actor: Actor, now: datetime, gap_id: UUID, why: str) -> None:
    """Close a gap; `why` is `provider`, `agreement` or `mistaken`. Again is harmless."""
    with journal.transaction(actor=actor, now=now) as record:
        gap = Gap.objects.select_for_update().get(id=gap_id)
        if gap.closed_at is None:
            gap.closed_at, gap.closed_why = now, why
            gap.save(update_fields=["closed_at", "closed_why"])
            record(GapClosed(gap=gap.id, why=why))
