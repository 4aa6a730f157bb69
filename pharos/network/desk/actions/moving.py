"""A request goes on, back, or out; the register is looked at on the way; who works it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from pharos.core.actor import Actor
from pharos.core.objections import Objection
from pharos.events.network import DestinationMoved, DestinationPlaced, DestinationTaken
from pharos.journal import api as journal
from pharos.network.desk.actions.gaps import attach_gaps, close_gaps
from pharos.network.desk.actions.loading import due_of, locked, locked_open, refuse
from pharos.network.desk.queries.place import look
from pharos.network.desk.queries.standing import standing_of
from pharos.network.models import DestinationRequest
from pharos.network.rules.coverage import register_answer
from pharos.network.rules.requests import CLOSED, Result, Step, objections_to, result_of
from pharos.places import api as places

GIVEN_UP = ("nobody_there", "nobody_willing", "no_licence", "no_time", "dangerous", "told_enough")


def set_place(
    *, actor: Actor, now: datetime, request_id: UUID, place_id: UUID | None = None, country: str = ""
) -> None:
    """A person says which place is meant, or that a whole country is. The register is to be looked at again.

    Objects: request_closed, place_unknown.
    """
    with journal.transaction(actor=actor, now=now) as record:
        row = locked_open(request_id)
        place = places.places([place_id]).get(place_id) if place_id else None
        if place is None and (place_id or country not in places.countries()):
            refuse([Objection("place_unknown")])
        country = place.country if place else country
        if (row.place, row.country) == (place, country):
            return
        row.place, row.country, row.answer = place, country, ""
        if row.paused_at:
            _resume(row, now)
        before, row.step = row.step, Step.RECEIVED
        row.due_at = due_of(row)
        row.save(
            update_fields=["place", "country", "answer", "paused_at", "paused_for", "step", "due_at"],
        )
        record(DestinationPlaced(request=row.id, country=row.country, place=row.place_id))
        if before != Step.RECEIVED:
            record(DestinationMoved(request=row.id, before=before, step=Step.RECEIVED))


def take(*, actor: Actor, now: datetime, request_id: UUID, staff: int | None) -> None:
    """Give it to a member of staff, or lay it back. Objects: request_closed."""
    with journal.transaction(actor=actor, now=now) as record:
        row = locked_open(request_id)
        if row.owner_id != staff:
            row.owner_id = staff
            row.save(update_fields=["owner"])
            record(DestinationTaken(request=row.id, staff=staff))


def give_up(*, actor: Actor, now: datetime, request_id: UUID, reason: str, seen: str = "") -> None:
    """Nobody can be had there in time: go to the reply and say so. Objects: request_closed, reason_unknown, and what
    stands in the way of the step."""
    refuse([] if reason in GIVEN_UP else [Objection("reason_unknown")])
    move(actor=actor, now=now, request_id=request_id, to=Step.REPLYING, seen=seen, reason=reason)


def move(*, actor: Actor, now: datetime, request_id: UUID, to: Step, seen: str = "", reason: str = "") -> Step:
    """Go to another step. `seen` is the step the page showed: where somebody moved it meanwhile nothing is done.

    Objects: moved_meanwhile, and `rules.requests.objections_to`.
    """
    with journal.transaction(actor=actor, now=now) as record:
        row = locked(request_id)
        if seen and row.step != seen:
            refuse([Objection("moved_meanwhile")])
        if to is Step.REPLYING and reason:
            row.given_up = reason
        standing = standing_of(row, now)
        refuse(objections_to(standing, to))
        before, row.step = row.step, to
        if to in CLOSED:
            row.closed_at = now
            row.result = result_of(standing) if to is Step.DONE else ""
        elif Step(before) in CLOSED:
            row.closed_at, row.result, row.replied_at, row.given_up = None, "", None, ""
        if to is Step.SCOUTING:
            row.given_up = ""
        _arrive(row, Step(before), actor, now)
        row.save()
        record(
            DestinationMoved(
                request=row.id, before=before, step=to, answer=row.answer, result=row.result, reason=reason
            )
        )
    return to


def _arrive(row: DestinationRequest, before: Step, actor: Actor, now: datetime) -> None:
    to = Step(row.step)
    if before is Step.CLARIFYING:
        _resume(row, now)
    if to is Step.REGISTER:
        states = look(row, timezone.localdate(now))
        row.answer = register_answer(states)
        attach_gaps(actor=actor, now=now, row=row, states=states)
    if to is Step.DONE:
        why = "agreement" if row.result == Result.JOURNEY else "provider"
        close_gaps(actor=actor, now=now, row=row, states=look(row, timezone.localdate(now)), why=why)
    row.due_at = due_of(row)


def _resume(row: DestinationRequest, now: datetime) -> None:
    if row.paused_at:
        row.paused_for = (row.paused_for or timedelta(0)) + (now - row.paused_at)
        row.paused_at = None
