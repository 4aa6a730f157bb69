"""One request opened: what it has, whom one might ask, what was tried, what was said in answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import cos, radians
from uuid import UUID

from django.db.models import F, Prefetch
from django.utils import timezone

from pharos.core.capabilities import Capability
from pharos.core.objections import Objection
from pharos.mailroom import api as mailroom
from pharos.network.desk.queries.place import look, spot_of
from pharos.network.desk.queries.standing import proofs_of, standing_of
from pharos.network.models import Attempt, Candidate, DestinationRequest, Facility, Gap, Provider
from pharos.network.queries.nearest import Wanted, nearest
from pharos.network.rules.coverage import Cover
from pharos.network.rules.kinds import Kind
from pharos.network.rules.proofs import Line
from pharos.network.rules.requests import Standing, Step, moves, what_next
from pharos.places import api as places

NEAR_KM = 60
SUGGESTED = 25
PARTNERS = 3
BOX_DEGREES = 0.6
LOOKED_AT = 1000
"""Of the facilities in the box the nearest: a capital has many thousands."""
USEFUL = (Kind.HOSPITAL, Kind.CLINIC, Kind.DOCTOR, Kind.POST)


@dataclass(frozen=True, kw_only=True)
class CandidateView:
    """A candidate, what was tried, and what came back by letter."""

    row: Candidate
    attempts: Sequence[Attempt]
    answers: Sequence[mailroom.LetterView]


@dataclass(frozen=True, kw_only=True)
class RequestView:
    """A request with all its page shows."""

    row: DestinationRequest
    standing: Standing
    moves: tuple[tuple[Step, tuple[Objection, ...]], ...]
    next: tuple[str, ...]
    candidates: Sequence[CandidateView]
    proofs: tuple[Line, ...]
    states: dict[str, Cover]
    gaps: Sequence[Gap]
    letter: mailroom.LetterView | None


def opened(request_id: UUID, now: datetime) -> RequestView | None:
    """None where there is no such request."""
    rows = DestinationRequest.objects.select_related("insurer", "place", "owner", "provider", "contract", "key")
    row = rows.filter(pk=request_id).first()
    if row is None:
        return None
    standing = standing_of(row, now)
    return RequestView(
        row=row,
        standing=standing,
        moves=moves(standing),
        next=what_next(standing),
        candidates=_candidates(row),
        proofs=proofs_of(row, timezone.localdate(now)),
        states=look(row, timezone.localdate(now)) if standing.placed else {},
        gaps=list(row.gaps.order_by("closed_at", "capability")),
        letter=mailroom.letters([row.letter]).get(row.letter) if row.letter else None,
    )


def facilities_near(row: DestinationRequest) -> list[tuple[Facility, float]]:
    """Facilities of lists around the place, hospitals and clinics first, then by distance; without those that are
    candidates already."""
    spot = spot_of(row)
    if spot is None:
        return []
    narrow = max(0.2, cos(radians(spot.latitude)))
    wide = BOX_DEGREES / narrow
    away = (F("latitude") - spot.latitude) ** 2 + ((F("longitude") - spot.longitude) * narrow) ** 2
    rows = Facility.objects.filter(
        country=row.country,
        latitude__range=(spot.latitude - BOX_DEGREES, spot.latitude + BOX_DEGREES),
        longitude__range=(spot.longitude - wide, spot.longitude + wide),
    ).exclude(id__in=row.candidates.filter(facility__isnull=False).values("facility"))
    far = [
        (one, places.kilometres(spot.latitude, spot.longitude, one.latitude, one.longitude))
        for one in rows.select_related("source").order_by(away)[:LOOKED_AT]
    ]
    near = [pair for pair in far if pair[1] <= NEAR_KM]
    return sorted(near, key=lambda pair: (_rank(pair[0]), pair[1]))[:SUGGESTED]


def partners_near(row: DestinationRequest) -> list[tuple[Provider, float]]:
    """Partner assistances of ours, the nearest first: they know whom one can trust there."""
    spot = spot_of(row)
    if spot is None:
        return []
    wanted = Wanted(latitude=spot.latitude, longitude=spot.longitude, capability=Capability.PARTNER_ASSISTANCE)
    far = {one.subject: one.kilometres for one in nearest(wanted, count=PARTNERS)}
    taken = set(row.candidates.filter(provider__isnull=False).values_list("provider_id", flat=True))
    rows = Provider.objects.filter(id__in=set(far) - taken)
    return sorted(((one, far[one.id]) for one in rows), key=lambda pair: pair[1])


def _candidates(row: DestinationRequest) -> list[CandidateView]:
    rows = row.candidates.select_related("facility", "provider").prefetch_related(
        Prefetch("attempts", Attempt.objects.order_by("-at", "-id"))
    )
    return [CandidateView(row=one, attempts=list(one.attempts.all()), answers=_answers(one)) for one in rows]


def _answers(candidate: Candidate) -> list[mailroom.LetterView]:
    """Letters from outside in the threads of ours to this candidate."""
    threads = [mailroom.thread_root(one.letter) for one in candidate.attempts.all() if one.letter]
    found = mailroom.letters([letter for thread in threads for letter in mailroom.thread_letters(thread)])
    return [letter for letter in found.values() if letter.source != mailroom.Source.OUTBOUND]


def _rank(facility: Facility) -> int:
    return next((at for at, kind in enumerate(USEFUL) if kind == facility.kind), len(USEFUL))
