"""Forgetting the person of a finished case: its conversations, letters and calls, and what was being typed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pharos.cases import api as cases
from pharos.clinical import api as clinical
from pharos.contact.actions.loading import refuse
from pharos.contact.models import Call, CallSignal, Contact, Conversation, DangerScreen
from pharos.contact.queries.forgetting import of_person
from pharos.contact.rules.states import Refused
from pharos.core.actor import Actor
from pharos.core.objections import Objection
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.people import api as people
from pharos.policies import api as policies
from pharos.vault import api as vault

BLANK_CONVERSATION = ("address", "phone", "policy_number")
BLANK_CALL = ("from_number", "to_number", "peer")


def forget_person(*, actor: Actor, now: datetime, case_id: UUID, number: str) -> None:
    """Make everything told, written and dialled around a finished case unreadable for good. There is no way back.

    `number` is the case's own, typed by whoever asks for it. The journal keeps what happened when, without a word of
    it, and still verifies. Objects: wrong_number, letters_on_their_way, not_finished (cases). Raises as
    `cases.forget_case`.
    """
    with journal.transaction(actor=actor, now=now):
        held = of_person(case_id, lock=True)
        waiting = mailroom.on_their_way(held.letters)
        refuse([
            Objection(Refused.WRONG_NUMBER) if number.strip() != held.number else None,
            Objection(Refused.LETTERS_ON_THEIR_WAY) if waiting else None,
        ])  # fmt: skip
        _forget_conversations(held.conversations, now)
        mailroom.forget_letters(held.letters, now=now)
        forgotten = cases.forget_case(actor=actor, now=now, case_id=case_id)
        for key_id in DangerScreen.objects.filter(case__in=forgotten).values_list("key", flat=True):
            vault.destroy(key_id, now=now)
        clinical.forget_interviews(subjects=[*forgotten, *held.conversations], now=now)
        policies.forget_cover(subjects=[*forgotten, *held.conversations], now=now)
        people.drop_drafts_about(now=now, subjects=[*forgotten, *held.conversations])


def _forget_conversations(conversation_ids: Sequence[UUID], now: datetime) -> None:
    calls = list(
        Contact.objects.filter(conversation__in=conversation_ids, call__isnull=False).values_list("call", flat=True)
    )
    Call.objects.filter(pk__in=calls).update(**dict.fromkeys(BLANK_CALL, ""))
    CallSignal.objects.filter(call__in=calls).update(from_number="", to_number="")
    rows = Conversation.objects.filter(pk__in=conversation_ids)
    for key_id in rows.values_list("key", flat=True):
        vault.destroy(key_id, now=now)
    rows.update(**dict.fromkeys(BLANK_CONVERSATION, ""), policy=None)
