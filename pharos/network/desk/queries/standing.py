"""What a request has so far, as its rules want to know it."""

from datetime import date, datetime

from django.utils import timezone

from pharos.network.models import Candidate, Credential, DestinationRequest
from pharos.network.rules.proofs import Line, Proof, checklist, missing
from pharos.network.rules.requests import Answer, Origin, Result, Standing, Step

State = Candidate.State


def standing_of(row: DestinationRequest, now: datetime) -> Standing:
    """Read with three statements."""
    states = list(row.candidates.values_list("state", flat=True))
    return Standing(
        step=Step(row.step),
        origin=Origin(row.origin),
        placed=row.place_id is not None or bool(row.country),
        answer=Answer(row.answer) if row.answer else None,
        candidates=len(states),
        asked=sum(state != State.FOUND for state in states),
        interested=sum(state in (State.INTERESTED, State.CHOSEN) for state in states),
        chosen=State.CHOSEN in states,
        is_provider=row.provider_id is not None,
        missing=missing(proofs_of(row, timezone.localdate(now))),
        agreed=agreed(row, timezone.localdate(now)),
        given_up=bool(row.given_up),
        clarification_sent=row.clarification is not None,
        replied=row.replied_at is not None,
    )


def proofs_of(row: DestinationRequest, today: date) -> tuple[Line, ...]:
    """The checklist of the request's provider by the day of the first departure; empty while there is no provider."""
    if row.provider_id is None:
        return checklist(row.aim, (), by=today)
    given = Credential.objects.filter(provider=row.provider_id).values_list(
        "kind", "expires_on", "evidence", "file_name", "checked_by"
    )
    proofs = [Proof(kind=kind, expires_on=ends, evidence=any(seen)) for kind, ends, *seen in given]
    return checklist(row.aim, proofs, by=max(today, row.departs_on or today))


def agreed(row: DestinationRequest, today: date) -> Result | None:
    """The agreement, where it is in force on the day of the first departure."""
    contract = row.contract
    if contract is None or contract.status != contract.Status.ACTIVE:
        return None
    day = max(today, row.departs_on or today)
    if contract.first > day or (contract.last is not None and contract.last < day):
        return None
    return Result.JOURNEY if row.aim == "journey" else Result.CONTRACTED
