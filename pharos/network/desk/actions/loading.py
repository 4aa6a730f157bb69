"""A request under its lock, its clock set anew, and refusals."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from pharos.core.objections import Objected, Objection
from pharos.insurers import api as insurers
from pharos.network.models import DestinationRequest
from pharos.network.rules.request_clocks import LIVE, due, service
from pharos.network.rules.requests import CLOSED, Answer, Origin, Step


def locked(request_id: UUID) -> DestinationRequest:
    """Raises DestinationRequest.DoesNotExist."""
    return DestinationRequest.objects.select_for_update(of=("self",)).select_related("place").get(pk=request_id)


def locked_open(request_id: UUID) -> DestinationRequest:
    """Objects `request_closed` where it is done or withdrawn."""
    row = locked(request_id)
    refuse([Objection("request_closed")] if Step(row.step) in CLOSED else [])
    return row


def refuse(objections: Iterable[Objection]) -> None:
    """Raise what stands in the way, if anything does."""
    if found := tuple(objections):
        raise Objected(*found)


def due_of(row: DestinationRequest) -> datetime:
    """When the answer is owed, by the insurer's contract, the register's answer and the first departure. A wait for
    the insurer is added, but never beyond the departure."""
    promised = service(Origin(row.origin), Answer(row.answer) if row.answer else None)
    minutes = insurers.service_minutes(row.insurer_id, promised)
    zone = ZoneInfo(row.insurer.time_zone if row.insurer else settings.TIME_ZONE)
    begun = row.received_at + (row.paused_for or timedelta(0))
    return due(received=begun, minutes=minutes, live=promised == LIVE, departs_on=row.departs_on, zone=zone)
