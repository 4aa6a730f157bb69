"""A candidate becomes a provider, shows its proofs, and agrees: with a contract, or for one journey."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from pharos.core.actor import Actor
from pharos.core.objections import Objection
from pharos.events.network import CandidateBecameProvider, DestinationAgreed
from pharos.journal import api as journal
from pharos.network.actions.parts import save_part
from pharos.network.actions.providers import add_provider, link_facility
from pharos.network.desk.actions.loading import locked_open, refuse
from pharos.network.desk.queries.place import spot_of
from pharos.network.desk.queries.standing import proofs_of
from pharos.network.models import Candidate, Contract, DestinationRequest
from pharos.network.rules.proofs import missing


@dataclass(frozen=True, kw_only=True)
class Becoming:
    """What is known of a provider when it begins to be one. `latitude` and `longitude` where no list told them."""

    kind: str
    name_latin: str
    capabilities: tuple[str, ...]
    languages: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    hours: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What was agreed. Without `last` it is open-ended."""

    number: str = ""
    first: date
    last: date | None = None
    currency: str = "EUR"
    direct_billing: bool = False
    payment_days: int | None = None


def make_provider(*, actor: Actor, now: datetime, candidate_id: UUID, becoming: Becoming) -> UUID:
    """Keep the chosen candidate as a provider; its id. One that is a provider already is taken as it is.

    Objects: request_closed, not_chosen, nowhere_told, and what keeping a provider objects to.
    """
    with journal.transaction(actor=actor, now=now) as record:
        candidate = Candidate.objects.select_for_update(of=("self",)).select_related("facility").get(pk=candidate_id)
        row = locked_open(candidate.request_id)
        if candidate.state != Candidate.State.CHOSEN:
            refuse([Objection("not_chosen")])
        if candidate.provider_id is None:
            candidate.provider_id = _made(actor, now, row, candidate, becoming)
            candidate.save(update_fields=["provider"])
            event = CandidateBecameProvider(request=row.id, candidate=candidate.id, provider=candidate.provider_id)
            record(event)
        row.provider_id = candidate.provider_id
        row.save(update_fields=["provider"])
        return candidate.provider_id


def keep_proof(*, actor: Actor, now: datetime, request_id: UUID, kind: str, values: dict[str, Any]) -> None:
    """Write down a proof of the request's provider. Objects: request_closed, no_provider, dates_turned."""
    with journal.transaction(actor=actor, now=now):
        row = locked_open(request_id)
        if row.provider_id is None:
            refuse([Objection("no_provider")])
            return
        save_part(actor=actor, now=now, provider_id=row.provider_id, part="credential", values={"kind": kind, **values})


def conclude(*, actor: Actor, now: datetime, request_id: UUID, terms: Terms) -> UUID:
    """Write down the agreement; the contract's id. A contract takes in every insurer; an agreement for a journey
    only the one that asks, and needs its last day.

    Objects: request_closed, no_provider, proof_missing, last_day_needed, begins_after_departure, contract_overlaps.
    """
    with journal.transaction(actor=actor, now=now) as record:
        row = locked_open(request_id)
        refuse(_against(row, terms, now))
        assert row.provider_id is not None
        own = row.aim == "journey" and row.insurer_id is not None
        values = {
            **vars(terms), "kind": Contract.Kind.CONTRACT, "status": Contract.Status.ACTIVE,
            "included": [row.insurer_id] if own else [], "excluded": [], "note": row.number,
        }  # fmt: skip
        key = save_part(actor=actor, now=now, provider_id=row.provider_id, part="contract", values=values)
        row.contract_id = UUID(str(key))
        row.save(update_fields=["contract"])
        record(DestinationAgreed(request=row.id, provider=row.provider_id, contract=row.contract_id))
        return row.contract_id


def _against(row: DestinationRequest, terms: Terms, now: datetime) -> list[Objection]:
    if row.provider_id is None:
        return [Objection("no_provider")]
    found = []
    if kinds := missing(proofs_of(row, timezone.localdate(now))):
        found.append(Objection("proof_missing", {"kinds": kinds}))
    if row.aim == "journey" and terms.last is None:
        found.append(Objection("last_day_needed"))
    if row.departs_on and terms.first > row.departs_on:
        found.append(Objection("begins_after_departure", {"departs_on": row.departs_on}))
    if terms.last and terms.last < terms.first:
        found.append(Objection("dates_turned"))
    return found


def _made(actor: Actor, now: datetime, row: DestinationRequest, candidate: Candidate, told: Becoming) -> UUID:
    latitude = told.latitude if told.latitude is not None else candidate.latitude
    longitude = told.longitude if told.longitude is not None else candidate.longitude
    spot = spot_of(row)
    if latitude is None or longitude is None or spot is None:
        refuse([Objection("nowhere_told")])
    particulars: dict[str, Any] = {
        "kind": told.kind, "name_latin": told.name_latin, "country": row.country, "latitude": latitude,
        "longitude": longitude, "email": told.email, "website": candidate.website, "hours": told.hours,
    }  # fmt: skip
    provider = add_provider(actor=actor, now=now, particulars=particulars)
    for part, values in _parts(told):
        save_part(actor=actor, now=now, provider_id=provider.id, part=part, values=values)
    if candidate.facility_id:
        link_facility(actor=actor, now=now, provider_id=provider.id, facility_id=candidate.facility_id)
    return provider.id


def _parts(told: Becoming) -> list[tuple[str, dict[str, Any]]]:
    return [
        *[("phone", {"purpose": "reception", "number": told.phone}) for _ in (1,) if told.phone],
        *[("capability", {"capability": one}) for one in told.capabilities],
        *[("language", {"language": one}) for one in told.languages],
    ]
