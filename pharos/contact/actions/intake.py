"""Registering a case from a conversation, or from a call nobody has told us of."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from pharos.cases import api as cases
from pharos.clinical import api as clinical
from pharos.contact.actions.attaching import put_into_case
from pharos.contact.actions.loading import locked, refuse, state_of
from pharos.contact.models import DangerScreen
from pharos.contact.queries.cover import cover_of_case
from pharos.contact.rules.states import attach_objection
from pharos.core.actor import Actor
from pharos.events import contact as events
from pharos.journal import api as journal
from pharos.policies import api as policies
from pharos.vault import api as vault


@dataclass(frozen=True, kw_only=True)
class Intake:
    """Everything the intake page brings: the case to register, how the danger questions were answered, and the draft
    an interview may hang on while there is no conversation."""

    registration: cases.Registration
    answers: Mapping[str, str]
    conversation: UUID | None = None
    draft: UUID | None = None
    staff: int | None = None


def register(*, actor: Actor, now: datetime, intake: Intake) -> cases.RegisteredCase:
    """Register a case; its conversation becomes part of it. An answer that means danger makes it an emergency.

    Objects: conversation_held, conversation_has_case, and whatever cases object to. Nothing that is missing stands
    in the way.
    """
    with journal.transaction(actor=actor, now=now) as record:
        conversation = locked(intake.conversation) if intake.conversation else None
        if conversation:
            refuse([attach_objection(state_of(conversation), has_case=conversation.case_id is not None)])
        # The case shares its conversation's key, so that forgetting one forgets the other.
        key = conversation.key_id if conversation else vault.new_key().id
        registration = replace(intake.registration, key=key, origin=conversation.id if conversation else None)
        registration = _with_danger(registration, intake)
        case = cases.register_case(actor=actor, now=now, registration=registration)
        insurer = _insurer(case.id)
        if intake.answers:
            _keep_answers(case.id, insurer, key, intake, now, record)
        if conversation:
            put_into_case(conversation, case.id, record, actor=actor, now=now)
        if intake.draft:
            clinical.move_interviews(subject=intake.draft, to=case.id, insurer=insurer)
        _carry_cover(case.id, [one for one in (intake.conversation, intake.draft) if one], actor=actor, now=now)
        return case


def _carry_cover(case_id: UUID, told_in: Sequence[UUID], *, actor: Actor, now: datetime) -> None:
    """What was told about cover during the call is told of the case, and decides it for the first time."""
    asked = cover_of_case(case_id) if any(policies.kept_about(one) for one in told_in) else None
    if asked:
        policies.move_facts(actor=actor, now=now, subjects=told_in, about=asked.about)


def _with_danger(registration: cases.Registration, intake: Intake) -> cases.Registration:
    danger = clinical.danger_found(intake.answers) if intake.answers else None
    asked = clinical.interview_urgency([one for one in (intake.conversation, intake.draft) if one])
    found = (registration.urgency, danger.urgency if danger else None, asked)
    whole = asked is not None or clinical.danger_asked(intake.answers)
    return replace(registration, urgency=max(one for one in found if one is not None), urgency_asked=whole)


def _insurer(case_id: UUID) -> UUID | None:
    case = cases.case(case_id, medical=False)
    return case.line.insurer_id if case else None


def _keep_answers(
    case_id: UUID, insurer: UUID | None, key: UUID, intake: Intake, now: datetime, record: journal.Record
) -> None:
    screen = DangerScreen.objects.create(
        key_id=key,
        case_id=case_id,
        insurer_id=insurer,
        staff_id=intake.staff,
        asked_at=now,
        answers=json.dumps(dict(intake.answers), sort_keys=True),
    )
    record(events.DangerAsked(case=case_id, screen=screen.id, asked=len(intake.answers)))
