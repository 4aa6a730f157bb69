"""Asking the insurer above our authority: prepared as a letter, sent by a person, its answer written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from pharos.core.actor import Actor
from pharos.core.money import Money
from pharos.core.objections import Objected, Objection
from pharos.events import policies as events
from pharos.journal import api as journal
from pharos.people.api import Permission
from pharos.policies.cover.words import Reach
from pharos.policies.models import InsurerApproval
from pharos.policies.refusals.actions.loading import one_at_a_time, permitted, refuse
from pharos.policies.refusals.queries.decisions import Kept, kept, newest
from pharos.policies.refusals.rules import approvals as rules
from pharos.policies.refusals.rules.approvals import Asking, Refused, Step
from pharos.policies.refusals.rules.states import Refused as RefusalRefused


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is asked for: items of a decision, the expected amount, by when; `remark` goes into the letter."""

    decision: UUID
    items: Sequence[str]
    amount: Money
    due_at: datetime | None = None
    remark: str = ""


def prepare_approval(*, actor: Actor, now: datetime, wanted: Wanted) -> UUID:
    """Prepare the insurer's approval; the request's id. Nothing is sent yet.

    Objects: refusal_no_permission, refusal_stale, approval_no_item, approval_amount, approval_currency (not that of the
    decision), approval_not_needed (within our authority), approval_past, approval_running (asked for these items
    already).
    """
    staff = permitted(actor, Permission.PROPOSE_REFUSALS)
    with journal.transaction(actor=actor, now=now) as record:
        found = kept(wanted.decision)
        one_at_a_time(found.row.case_id)
        items = tuple(item for item in found.items if item in wanted.items)
        refuse(_objections(found, items, wanted, now))
        decided = found.decided()
        authority = decided.engine.rules.authority
        before = sum((one.amount for one in decided.case.used if one.within in (Reach.INCIDENT, None)), Decimal(0))
        why = rules.why(found.items, items, amount=wanted.amount.amount, before=before, authority=authority)
        if why is None:
            raise Objected(Objection(Refused.NOT_NEEDED, {"authority": str(authority or "")}))
        row = InsurerApproval.objects.create(
            insurer_id=found.row.insurer_id,
            case_id=found.row.case_id,
            decision=found.row,
            items=list(items),
            why=why,
            amount=wanted.amount.amount,
            before=before,
            authority=authority,
            currency=wanted.amount.currency,
            state=Asking.PREPARED,
            prepared_at=now,
            prepared_by=staff,
            due_at=rules.due(now, wanted.due_at),
            key_id=found.row.key_id,
            remark=wanted.remark.strip() or None,
        )
        record(events.ApprovalPrepared(case=row.case_id, approval=row.id))
    return row.id


def approval_sent(*, actor: Actor, now: datetime, approval_id: UUID, letter: UUID) -> None:
    """Its letter went out: the clock of the answer runs. Called with the sending, in one transaction."""
    permitted(actor, Permission.PROPOSE_REFUSALS)
    with journal.transaction(actor=actor, now=now) as record:
        row = _step(approval_id, Step.SEND)
        if row.sent_at:  # after a question of the insurer's the time for an answer begins anew
            row.due_at = rules.due(now, None)
        row.sent_at, row.letter, row.due_at = now, letter, max(row.due_at, now)
        row.save(update_fields=["state", "sent_at", "letter", "due_at"])
        record(events.ApprovalSent(case=row.case_id, approval=row.id, letter=letter, due_at=row.due_at))


def record_answer(
    *, actor: Actor, now: datetime, approval_id: UUID, answer: Step, amount: Decimal | None = None, note: str = ""
) -> None:
    """What the insurer answered: approved up to an amount, refused, or asks something.

    Objects: refusal_no_permission, approval_not_now, approval_amount, approval_note_missing.
    """
    permitted(actor, Permission.PROPOSE_REFUSALS)
    with journal.transaction(actor=actor, now=now) as record:
        row = _step(approval_id, answer, amount=amount, note=note)
        row.answered_at, row.answer = now, note.strip() or None
        row.approved = amount if answer is Step.APPROVE else None
        row.save(update_fields=["state", "answered_at", "answer", "approved"])
        record(events.ApprovalAnswered(case=row.case_id, approval=row.id, answer=row.state))


def withdraw_approval(*, actor: Actor, now: datetime, approval_id: UUID) -> None:
    """It is not needed any more."""
    permitted(actor, Permission.PROPOSE_REFUSALS)
    with journal.transaction(actor=actor, now=now) as record:
        row = _step(approval_id, Step.WITHDRAW)
        row.save(update_fields=["state"])
        record(events.ApprovalWithdrawn(case=row.case_id, approval=row.id))


def _step(approval_id: UUID, step: Step, *, amount: Decimal | None = None, note: str = "") -> InsurerApproval:
    row = InsurerApproval.objects.select_for_update(of=("self",)).select_related("key").get(pk=approval_id)
    refuse(rules.objections_to(step, Asking(row.state), amount=amount, note=note))
    row.state = rules.TABLE[Asking(row.state), step]
    return row


def _objections(found: Kept, items: tuple[str, ...], wanted: Wanted, now: datetime) -> list[Objection]:
    latest = newest([found.row.case_id])
    if latest is None or latest.id != found.row.id:
        return [Objection(RefusalRefused.STALE)]
    objections = []
    if not items or set(wanted.items) - set(items):
        objections.append(Objection(Refused.NO_ITEM))
    if wanted.amount.amount <= 0:
        objections.append(Objection(Refused.AMOUNT))
    if wanted.amount.currency != found.decided().case.currency:
        objections.append(Objection(Refused.CURRENCY, {"currency": found.decided().case.currency}))
    if wanted.due_at is not None and wanted.due_at <= now:
        objections.append(Objection(Refused.PAST))
    running = InsurerApproval.objects.filter(case_id=found.row.case_id, state__in=rules.OPEN)
    if any(set(items) & set(one) for one in running.values_list("items", flat=True)):
        objections.append(Objection(Refused.RUNNING))
    return objections
