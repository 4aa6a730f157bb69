"""A request begins: from an insurer's letter, typed after a call, or as a prospect of our own."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from pharos.core.actor import Actor
from pharos.core.ids import new_id
from pharos.core.objections import Objection
from pharos.events.network import DestinationChanged, DestinationRequested
from pharos.journal import api as journal
from pharos.network.desk.actions.loading import due_of, locked_open, refuse
from pharos.network.desk.actions.moving import move, set_place
from pharos.network.models import DestinationRequest
from pharos.network.rules.requests import Origin, Purpose, Step
from pharos.places import api as places
from pharos.vault import api as vault

MOST_TRAVELLERS = 100_000


@dataclass(frozen=True, kw_only=True)
class Journey:
    """Who goes when, what for, and what we try for: `contracted` or `journey`."""

    purpose: str = ""
    travellers: int | None = None
    departs_on: date | None = None
    returns_on: date | None = None
    aim: str = "contracted"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request as it comes in. `conversation` and `letter` where it came as a letter."""

    origin: Origin
    insurer: UUID | None = None
    conversation: UUID | None = None
    letter: UUID | None = None
    reply_to: str = ""
    place_said: str = ""
    details: str = ""
    journey: Journey = Journey()


def open_request(*, actor: Actor, now: datetime, asked: Asked) -> UUID:
    """Begin a request; its id. A letter makes one request: asked again it gives the one that is there.

    Objects: insurer_needed, nothing_asked, dates_crossed, travellers_unlikely, purpose_unknown.
    """
    with journal.transaction(actor=actor, now=now) as record:
        if asked.letter and (known := DestinationRequest.objects.filter(letter=asked.letter).first()):
            return known.id
        refuse(_objections(asked))
        row = DestinationRequest(
            id=new_id(), number=next_number(now.year), insurer_id=asked.insurer, origin=asked.origin,
            conversation=asked.conversation, letter=asked.letter, reply_to=asked.reply_to,
            place_said=asked.place_said.strip()[:200], key=vault.new_key(), details=asked.details.strip() or None,
            received_at=now, due_at=now, **vars(asked.journey),
        )  # fmt: skip
        if actor.kind == "staff" and asked.letter is None:
            row.owner_id = int(actor.id)
        row.due_at = due_of(row)
        row.save(force_insert=True)
        event = DestinationRequested(
            request=row.id, number=row.number, origin=row.origin, insurer=row.insurer_id, conversation=row.conversation
        )
        record(event)
    return row.id


def open_prospect(*, actor: Actor, now: datetime, place_id: UUID) -> UUID:
    """Work through a place of our own plan, unless somebody does already; the request's id. Objects: place_unknown."""
    with journal.transaction(actor=actor, now=now):
        working = DestinationRequest.objects.filter(place=place_id, closed_at__isnull=True).order_by("due_at").first()
        if working is not None:
            return working.id
        place = places.places([place_id]).get(place_id)
        said = place.name if place else ""
        refuse([] if place else [Objection("place_unknown")])
        made = open_request(actor=actor, now=now, asked=Asked(origin=Origin.OWN, place_said=said))
        set_place(actor=actor, now=now, request_id=made, place_id=place_id)
        move(actor=actor, now=now, request_id=made, to=Step.REGISTER)
    return made


def change_journey(*, actor: Actor, now: datetime, request_id: UUID, told: Journey) -> tuple[str, ...]:
    """Say who goes when; the clock follows the first departure. Returns the names of what changed.

    Objects: request_closed, dates_crossed, travellers_unlikely.
    """
    with journal.transaction(actor=actor, now=now) as record:
        row = locked_open(request_id)
        refuse(_against(told))
        changed = tuple(name for name, value in vars(told).items() if getattr(row, name) != value)
        for name in changed:
            setattr(row, name, getattr(told, name))
        if changed:
            row.due_at = due_of(row)
            row.save(update_fields=[*changed, "due_at"])
            record(DestinationChanged(request=row.id, fields=changed))
    return changed


def next_number(year: int) -> str:
    """The year's next number, D26-0014. The counter stays locked to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into network_requestnumber as counter (year, last) values (%s, 1)"
            " on conflict (year) do update set last = counter.last + 1 returning last",
            [year],
        )
        (count,) = cursor.fetchone()
    return f"D{year % 100:02d}-{count:04d}"


def _objections(asked: Asked) -> list[Objection]:
    found = _against(asked.journey)
    if asked.origin is Origin.INSURER and asked.insurer is None:
        found.append(Objection("insurer_needed"))
    if not asked.place_said.strip() and asked.letter is None:
        found.append(Objection("nothing_asked"))
    return found


def _against(journey: Journey) -> list[Objection]:
    found = []
    if journey.departs_on and journey.returns_on and journey.returns_on < journey.departs_on:
        found.append(Objection("dates_crossed"))
    if journey.travellers is not None and not 1 <= journey.travellers <= MOST_TRAVELLERS:
        found.append(Objection("travellers_unlikely", {"most": MOST_TRAVELLERS}))
    if journey.purpose and journey.purpose not in set(Purpose):
        found.append(Objection("purpose_unknown"))
    return found
