"""Who can be told to an insurer: providers within reach of a place, and the nearest where there are none."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pharos.core.capabilities import TIERS, Capability
from pharos.network.desk.queries.place import spot_of
from pharos.network.desk.queries.reach import Spot, ways
from pharos.network.models import DestinationRequest, Provider
from pharos.network.queries.nearest import Near, Wanted, nearest
from pharos.network.rules.coverage import REACH_KM

PER_TIER = 5


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A provider of ours and what it can be used for from this place; `by_land` false: across water."""

    provider: Provider
    km: float
    tiers: tuple[str, ...]
    phones: tuple[str, ...]
    languages: tuple[str, ...]
    by_land: bool = True
    at_night: bool = True


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What is within reach, by distance; else the nearest of each kind; and the nearest hospital one is flown to."""

    within: tuple[Offered, ...]
    beyond: tuple[Offered, ...]
    hub: Offered | None


def offer_for(row: DestinationRequest, today: date) -> Offer:
    """For the request's insurer, on the day of the first departure. Empty while the place is open."""
    spot = spot_of(row)
    if spot is None:
        return Offer(within=(), beyond=(), hub=None)
    day = max(today, row.departs_on or today)
    found = {tier: _nearest(row, spot, capabilities[0], day) for tier, capabilities in TIERS.items()}
    within: dict[UUID, list[str]] = {}
    beyond: dict[UUID, list[str]] = {}
    near: dict[UUID, Near] = {}
    for tier, those in found.items():
        reached = [one for one in those if one.kilometres <= REACH_KM[tier]]
        for one in reached or those[:1]:
            near[one.subject] = one
            (within if reached else beyond).setdefault(one.subject, []).append(tier)
    rows = {one.id: one for one in Provider.objects.filter(id__in=list(near)).prefetch_related("phones", "languages")}

    def drawn(of: dict[UUID, list[str]]) -> tuple[Offered, ...]:
        those = [_offered(rows[key], near[key], tiers, spot) for key, tiers in of.items() if key in rows]
        return tuple(sorted(those, key=lambda one: one.km))

    hospital = {one.subject: ["hospital"] for one in found["hospital"][:1] if one.subject in beyond}
    return Offer(within=drawn(within), beyond=drawn(beyond), hub=next(iter(drawn(hospital)), None))


def _nearest(row: DestinationRequest, spot: Spot, capability: Capability, day: date) -> list[Near]:
    wanted = Wanted(
        latitude=spot.latitude, longitude=spot.longitude, capability=capability, day=day, insurer=row.insurer_id
    )
    return nearest(wanted, count=PER_TIER)


def _offered(provider: Provider, near: Near, tiers: list[str], spot: Spot) -> Offered:
    by_land, at_night = ways(spot.landmass, provider.landmass)
    return Offered(
        provider=provider, km=near.kilometres, tiers=tuple(tiers), by_land=by_land, at_night=at_night,
        phones=tuple(phone.number for phone in provider.phones.all()),
        languages=tuple(dict.fromkeys(one.language for one in provider.languages.all())),
    )  # fmt: skip
