"""Facts of a case: details, place, policy, urgency. A form opened long ago never overwrites a colleague's change."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from pharos.cases.actions.loading import SEALED, locked, locked_open, refuse, settle
from pharos.cases.actions.parties import follow_names, name_case, readable_phone
from pharos.cases.actions.promising import keep_all, open_once
from pharos.cases.models import Case, Party
from pharos.cases.rules.codes import Code
from pharos.cases.rules.details import merge
from pharos.cases.rules.promises import PromiseKind
from pharos.cases.rules.registration import PartyRole, PolicyState, birth_date_in
from pharos.cases.rules.search import phone_tail
from pharos.cases.rules.urgency import objections_to_change
from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.core.spelling import number_key
from pharos.core.urgency import Urgency
from pharos.events import cases as events
from pharos.journal import api as journal
from pharos.policies import api as policies

Fields = Mapping[str, object]
DETAILS = ("person_name", "birth_date", "phone", "language", "complaint", "circumstances")
TOLD = ("told_number", "told_insurer", "told_holder", "insurer_id")
PLACE = ("place_id", "place_heard", "country", "hotel", "address", "room", "reception_phone")
NUMBER = ("policy_state", "policy_number", "policy_key")
PHONES = ("phone", "reception_phone")


def change_details(*, actor: Actor, now: datetime, case_id: UUID, seen: Fields, wanted: Fields) -> tuple[str, ...]:
    """Write what the person changed: `seen` is what the form was opened with, `wanted` what it says now.

    Returns the fields written. Objects: stale (fields), when somebody changed one of them to something else
    meanwhile; nothing is written then. ValueError for a field that is no detail of a case.
    """
    return _change(actor, now, case_id, (*DETAILS, *TOLD), seen, wanted)


def set_place(*, actor: Actor, now: datetime, case_id: UUID, seen: Fields, wanted: Fields) -> tuple[str, ...]:
    """Where the person is, with the same protection as `change_details`."""
    return _change(actor, now, case_id, PLACE, seen, wanted)


def confirm_policy(*, actor: Actor, now: datetime, case_id: UUID, policy_id: UUID) -> None:
    """The policy is found in the register: link it, keep what was told, and the promise to confirm it is kept.

    The case and all its rows now belong to the policy's insurer. Confirming another policy replaces the link. A birth
    date nobody has asked for is taken from the register where the name fits one person of the policy.
    """
    with journal.transaction(actor=actor, now=now) as record:
        case = locked(case_id)
        policy = policies.policy(policy_id)
        if case.policy_id == policy_id:
            return
        told, before = case.insurer_id, case.policy_id
        case.policy_id, case.insurer_id = policy_id, policy.insurer_id
        if before is None:
            case.insurer_as_told_id = told
        case.policy_state = PolicyState.CONFIRMED
        case.policy_number, case.policy_key = policy.number[:80], number_key(policy.number)[:80]
        record(events.PolicyConfirmed(case=case.id, policy=policy_id, insurer=policy.insurer_id, before=before))
        if case.birth_date is None and (born := birth_date_in(case.person_name, policy.persons)):
            case.birth_date = born
            record(events.DetailsChanged(case=case.id, fields=("birth_date",)))
        keep_all(case, PromiseKind.CONFIRM_POLICY, record, now)
        settle(case, "policy", "insurer", "insurer_as_told", "birth_date", *NUMBER)


def unlink_policy(*, actor: Actor, now: datetime, case_id: UUID) -> None:
    """It was not this policy after all: back to what was told, the insurer too, and the promise to confirm opens
    again."""
    with journal.transaction(actor=actor, now=now) as record:
        case = locked_open(case_id)
        if case.policy_id is None:
            return
        before, case.policy_id = case.policy_id, None
        case.insurer_id, case.insurer_as_told_id = case.insurer_as_told_id, None
        _fit_policy(case)
        record(events.PolicyUnlinked(case=case.id, before=before))
        open_once(case, PromiseKind.CONFIRM_POLICY, record, now)
        settle(case, "policy", "insurer", "insurer_as_told", *NUMBER)


def set_urgency(*, actor: Actor, now: datetime, case_id: UUID, urgency: Urgency, reason: str = "") -> None:
    """Software may raise it, never lower it; a person may lower it and says why (`reason`, a code). From a person it
    also counts as asked for, whatever it was before.

    Objects: urgency_lowered_by_machine, reason_needed.
    """
    with journal.transaction(actor=actor, now=now) as record:
        case = locked_open(case_id)
        before = Urgency(case.urgency)
        by_person = actor.kind == "staff"
        refuse(objections_to_change(before, urgency, by_person=by_person, reason=reason))
        confirmed = by_person and not case.urgency_asked
        case.urgency, case.urgency_asked = urgency, case.urgency_asked or by_person
        case.save(update_fields=["urgency", "urgency_asked"])
        if urgency != before:
            record(events.UrgencyChanged(case=case.id, raised=urgency > before, reason=reason))
        elif confirmed:
            record(events.UrgencyConfirmed(case=case.id))


def _change(
    actor: Actor, now: datetime, case_id: UUID, allowed: tuple[str, ...], seen: Fields, wanted: Fields
) -> tuple[str, ...]:
    if unknown := set(wanted) - set(allowed):
        raise ValueError(f"not to be changed here: {', '.join(sorted(unknown))}")
    with journal.transaction(actor=actor, now=now) as record:
        case = locked(case_id, sealed=bool(set(wanted) & set(SEALED)))
        seen, wanted = _normal(seen), _normal(wanted)
        outcome = merge(seen, wanted, {field: getattr(case, field) for field in wanted})
        if outcome.conflicts:
            raise Objected(Objection(Code.STALE, {"fields": outcome.conflicts}))
        if outcome.apply:
            refuse(_against_told(case, outcome.apply))
            before = case.country, case.place_id
            _write(case, {field: wanted[field] for field in outcome.apply})
            record(place_set(case, outcome.apply, before) if allowed is PLACE else _changed(case, outcome.apply))
        return outcome.apply


def place_set(case: Case, fields: tuple[str, ...], before: tuple[str, UUID | None]) -> events.PlaceSet:
    """`before`: the country and the place that stood there."""
    return events.PlaceSet(
        case=case.id, country=case.country, fields=fields, place=case.place_id, before_country=before[0],
        before_place=before[1],
    )  # fmt: skip


def _changed(case: Case, fields: tuple[str, ...]) -> events.CaseEvent:
    return events.DetailsChanged(case=case.id, fields=fields)


def _normal(values: Fields) -> dict[str, object]:
    """As the columns keep it, so that a form's spelling of the same value is no change."""
    tidy: dict[str, object] = {}
    for field, value in values.items():
        text = value.strip() if isinstance(value, str) else value
        tidy[field] = readable_phone(text) if field in PHONES and isinstance(text, str) else text
    return tidy


def _against_told(case: Case, fields: tuple[str, ...]) -> tuple[Objection, ...]:
    if "insurer_id" in fields and case.policy_state == PolicyState.CONFIRMED:
        return (Objection(Code.POLICY_OTHER_INSURER),)
    return ()


def _write(case: Case, values: Mapping[str, object]) -> None:
    for field, value in values.items():
        setattr(case, field, value)
    columns = {field.removesuffix("_id") for field in values}
    if "phone" in values:
        case.phone_tail = phone_tail(case.phone)
        columns.add("phone_tail")
    if set(values) & set(TOLD):
        _fit_policy(case)
        columns |= {"policy_state", "policy_number", "policy_key"}
    case.save(update_fields=sorted(columns))
    if "person_name" in values:
        Party.objects.filter(case=case, role=PartyRole.INSURED).update(name=case.person_name)
        name_case(case, case.person_name)
        follow_names(case)


def _fit_policy(case: Case) -> None:
    """State and number of the policy as far as it is known: the register's, else as told."""
    if case.policy_id:
        return
    told = case.told_number or case.told_insurer or case.told_holder or case.insurer_id
    case.policy_state = PolicyState.AS_TOLD if told else PolicyState.NONE
    case.policy_number, case.policy_key = case.told_number, number_key(case.told_number)[:80]
