"""One facility of a list: what is told of it, who it may be among our providers, and what became of it here."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from pharos.core.capabilities import Capability
from pharos.core.phones import e164
from pharos.network.models import Candidate, Facility, Provider, ProviderFacility, Steerage
from pharos.network.rules.kinds import Kind
from pharos.network.rules.listed import capabilities
from pharos.network.rules.naming import sought
from pharos.places import api as places

NEAR_KM, NEIGHBOURS = 5, 5


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """A provider of ours near by, that may be this facility."""

    provider: Provider
    kilometres: float
    alike: bool


@dataclass(frozen=True, kw_only=True)
class FacilityView:
    """`does` is what the search supposes it can do, and whether the list says so. `phones` are as told, with what can
    be dialled where it is a number."""

    row: Facility
    link: ProviderFacility | None
    here: places.Surroundings
    does: dict[Capability, bool]
    phones: Sequence[tuple[str, str | None]]
    neighbours: Sequence[Neighbour]
    candidates: Sequence[Candidate]
    chosen: int


def facility_opened(facility_id: UUID) -> FacilityView | None:
    """None where there is no such facility."""
    row = Facility.objects.select_related("source").filter(pk=facility_id).first()
    if row is None:
        return None
    link = ProviderFacility.objects.select_related("provider").filter(facility=row).first()
    candidates = Candidate.objects.filter(facility=row).select_related("request")
    return FacilityView(
        row=row, link=link, here=places.surroundings(row.latitude, row.longitude), does=supposed(row),
        phones=[(one, e164(one, row.country)) for one in phones_told(row)],
        neighbours=[] if link else _neighbours(row),
        candidates=list(candidates.annotate(tried_at=Max("attempts__at")).order_by("-added_at")),
        chosen=Steerage.objects.filter(chosen=row.id).count(),
    )  # fmt: skip


def supposed(row: Facility) -> dict[Capability, bool]:
    """What it can probably do by its list, and whether the list says so."""
    return capabilities(Kind(row.kind), row.specialities, emergency=row.emergency)


def phones_told(row: Facility) -> list[str]:
    return [one.strip() for one in row.phone.split(";") if one.strip()]


def _neighbours(row: Facility) -> list[Neighbour]:
    box = (row.latitude - 0.06, row.latitude + 0.06)
    near = Provider.objects.filter(country=row.country, latitude__range=box, closed_at__isnull=True)
    words = set(sought(row.name))
    found = [
        Neighbour(
            provider=one, alike=bool(words & set(one.name_key.split())),
            kilometres=places.kilometres(row.latitude, row.longitude, one.latitude, one.longitude),
        )
        for one in near[:400]
    ]  # fmt: skip
    close = [one for one in found if one.kilometres <= NEAR_KM]
    return sorted(close, key=lambda one: (not one.alike, one.kilometres))[:NEIGHBOURS]
