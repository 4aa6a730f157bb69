"""Registering a case. It is born owing a medical review; help never waits for a field or a register."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import connection

from pharos.cases.actions.holding import put_hold
from pharos.cases.actions.loading import refuse
from pharos.cases.actions.parties import prepared_party, readable_phone, write_words
from pharos.cases.actions.promising import made, prepared
from pharos.cases.models import Case, Party, Promise
from pharos.cases.rules.holds import HoldKind
from pharos.cases.rules.numbers import format_number
from pharos.cases.rules.promises import PromiseKind
from pharos.cases.rules.registration import (
    PartyRole,
    Registration,
    birth_date_in,
    objections_to,
    policy_state,
    promises_owed,
)
from pharos.cases.rules.search import name_words, phone_tail
from pharos.core.actor import Actor
from pharos.core.spelling import number_key, person_key
from pharos.events import cases as events
from pharos.journal import api as journal
from pharos.policies import api as policies
from pharos.vault import api as vault


@dataclass(frozen=True)
class RegisteredCase:
    id: UUID
    number: str


def register_case(*, actor: Actor, now: datetime, registration: Registration) -> RegisteredCase:
    """Open a case with what is known. Objects only to a call-back promised for a moment that has passed.

    In the same transaction: the hold of the medical review, the promises owed, the parties, the words it is found by.
    """
    refuse(objections_to(registration, now))
    with journal.transaction(actor=actor, now=now) as record:
        case = _row(registration, now)
        promises = _promises(case, registration, now)
        case.next_due_at = min(promise.due_at for promise in promises)
        case.number = next_number(now.year)
        case.save(force_insert=True)
        record(_registered(case))
        _parties(case, registration, now)
        put_hold(case, HoldKind.MEDICAL_REVIEW, record, now, actor)
        for promise in Promise.objects.bulk_create(promises):
            record(made(promise))
        if case.owner_id:
            record(events.CaseClaimed(case=case.id, staff=case.owner_id))
        return RegisteredCase(case.id, case.number)


def next_number(year: int) -> str:
    """The year's next number. Its counter stays locked to the end of the transaction: two cases never share one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into cases_casenumber as counter (year, last) values (%s, 1)"
            " on conflict (year) do update set last = counter.last + 1 returning last",
            [year],
        )
        (count,) = cursor.fetchone()
    return format_number(year, count)


def _row(registration: Registration, now: datetime) -> Case:
    insured, place, told = registration.insured, registration.place, registration.told
    phone = readable_phone(_call_back_phone(registration))
    policy = policies.policy(registration.policy) if registration.policy else None
    number = policy.number if policy else told.number
    born = registration.birth_date or (birth_date_in(insured.name, policy.persons) if policy else None)
    return Case(
        insurer_id=policy.insurer_id if policy else registration.insurer,
        urgency=registration.urgency, urgency_asked=registration.urgency_asked,
        language=registration.language, origin=registration.origin,
        owner_id=registration.owner, claimed_at=now if registration.owner else None,
        person_name=insured.name[:200], person_key=person_key(insured.name)[:200], birth_date=born,
        phone=phone, phone_tail=phone_tail(phone),
        insurer_as_told_id=registration.insurer if policy else None,
        policy_id=registration.policy, policy_state=policy_state(registration),
        policy_number=number[:80], policy_key=number_key(number)[:80],
        told_number=told.number[:80], told_insurer=told.insurer[:120], told_holder=told.holder[:200],
        place_id=place.place, place_heard=place.heard[:200], country=place.country, hotel=place.hotel[:200],
        address=place.address[:300], room=place.room[:40], reception_phone=readable_phone(place.reception_phone),
        key_id=registration.key or vault.new_key().id,
        complaint=registration.complaint, circumstances=registration.circumstances, opened_at=now,
    )  # fmt: skip


def _call_back_phone(registration: Registration) -> str:
    phones = (registration.call_back_phone, registration.insured.phone, *(p.phone for p in registration.others))
    return next((phone for phone in phones if phone.strip()), "")


def _promises(case: Case, registration: Registration, now: datetime) -> list[Promise]:
    agreed = {PromiseKind.CALL_BACK: registration.call_back_by}
    return [prepared(case, kind, now, agreed=agreed.get(kind)) for kind in promises_owed(registration)]


def _registered(case: Case) -> events.CaseRegistered:
    return events.CaseRegistered(
        case=case.id, number=case.number, insurer=case.insurer_id, policy=case.policy_id,
        policy_state=case.policy_state, origin=case.origin, country=case.country, place=case.place_id,
    )  # fmt: skip


def _parties(case: Case, registration: Registration, now: datetime) -> None:
    everybody = (replace(registration.insured, role=PartyRole.INSURED), *registration.others)
    Party.objects.bulk_create([prepared_party(case, facts, now) for facts in everybody])
    write_words(case, name_words([facts.name for facts in everybody]))
