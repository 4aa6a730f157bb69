"""What a place lacks is one open gap for everybody who asks."""

from collections.abc import Mapping
from datetime import datetime

from pharos.core.actor import Actor
from pharos.core.capabilities import TIERS
from pharos.network.actions.gaps import Lacking, close_gap, open_gap
from pharos.network.desk.queries.place import spot_of
from pharos.network.models import DestinationRequest, Gap, RequestGap
from pharos.network.rules.coverage import Cover
from pharos.network.rules.requests import Origin

LACKING = (Cover.GAP, Cover.UNREACHABLE)


def attach_gaps(*, actor: Actor, now: datetime, row: DestinationRequest, states: Mapping[str, Cover]) -> int:
    """Attach a request to the open gaps of its place, opening those that are not there; how many. A request that
    comes to the register again is not counted twice."""
    spot = spot_of(row)
    if spot is None:
        return 0
    wanted = [TIERS[tier][0] for tier, state in states.items() if state in LACKING]
    known = set(row.gaps.filter(closed_at__isnull=True).values_list("capability", flat=True))
    found_by = Gap.Found.PROSPECT if row.origin == Origin.OWN else Gap.Found.REQUEST
    for capability in wanted:
        if capability.value not in known:
            lacking = Lacking(
                latitude=spot.latitude, longitude=spot.longitude, capability=capability, place_id=row.place_id
            )
            gap = open_gap(actor=actor, now=now, lacking=lacking, found_by=found_by)
            RequestGap.objects.get_or_create(request=row, gap=gap)
    return len(wanted)


def close_gaps(*, actor: Actor, now: datetime, row: DestinationRequest, states: Mapping[str, Cover], why: str) -> int:
    """Close the gaps of a request whose kind of help is there now; how many."""
    there = {TIERS[tier][0].value for tier, state in states.items() if state not in LACKING}
    open_ones = list(row.gaps.filter(closed_at__isnull=True, capability__in=there).values_list("id", flat=True))
    for gap in open_ones:
        close_gap(actor=actor, now=now, gap_id=gap, why=why)
    return len(open_ones)
