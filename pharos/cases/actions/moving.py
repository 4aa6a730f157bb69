"""The steps of a case's life. `rules.lifecycle` holds the table and the guards; here they are carried out."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from pharos.cases.actions.holding import let_lapse, put_hold
from pharos.cases.actions.loading import locked, open_promises, refuse, settle, standing
from pharos.cases.actions.promising import hear, open_once, pause_for_wait, resume_after_wait
from pharos.cases.models import Case, Hold
from pharos.cases.rules.holds import HoldKind
from pharos.cases.rules.lifecycle import Status, Step, next_status, objections_to
from pharos.cases.rules.promises import PromiseKind, WithdrawReason
from pharos.core.actor import Actor
from pharos.events import cases as events
from pharos.journal import api as journal

WAIT = ("waits_for", "waiting_until")


def start_work(*, actor: Actor, now: datetime, case_id: UUID) -> None:
    """The owner begins. Objects: claim_first, step_not_from_here."""
    with journal.transaction(actor=actor, now=now) as record:
        case = locked(case_id)
        refuse(objections_to(Step.START, standing(case)))
        start_locked(case, record)


def wait_for(
    *, actor: Actor, now: datetime, case_id: UUID, waits_for: str, until: datetime, pausing: Collection[UUID] = ()
) -> None:
    """Wait for somebody until a moment, when the case comes back to the head of the queue by itself.

    `pausing` are promises whose clocks stand still meanwhile. Objects: waits_for_needed, until_past,
    step_not_from_here.
    """
    with journal.transaction(actor=actor, now=now) as record:
        case = locked(case_id)
        refuse(objections_to(Step.WAIT, standing(case), now=now, answer=waits_for, until=until))
        _move(case, Step.WAIT)
        case.waits_for, case.waiting_until = waits_for, until
        record(events.WaitBegan(case=case.id, waits_for=waits_for, until=until))
        pause_for_wait(case, set(pausing), record, now)
        settle(case, "status", *WAIT)


def resume(*, actor: Actor, now: datetime, case_id: UUID) -> None:
    """What was waited for came, or waiting is over. Objects: step_not_from_here."""
    with journal.transaction(actor=actor, now=now) as record:
        case = locked(case_id)
        refuse(objections_to(Step.RESUME, standing(case)))
        _move(case, Step.RESUME)
        record(events.WaitEnded(case=case.id))
        resume_after_wait(case, record, now)
        settle(case, "status", *WAIT)


def close(*, actor: Actor, now: datetime, case_id: UUID, outcome: str) -> None:
    """End the case. Objects to everything still open at once: outcome_needed, holds_open, promises_open."""
    with journal.transaction(actor=actor, now=now) as record:
        case = locked(case_id)
        refuse(objections_to(Step.CLOSE, standing(case), answer=outcome))
        _move(case, Step.CLOSE)
        case.outcome, case.closed_at = outcome, now
        record(events.CaseClosed(case=case.id, outcome=outcome))
        settle(case, "status", *WAIT, "outcome", "closed_at")


def reopen(*, actor: Actor, now: datetime, case_id: UUID, reason: str) -> None:
    """Take a finished case up again. Nobody has it; a promise to look at it brings it up in the queue.

    A cancelled case whose review lapsed owes it again. Objects: reason_needed, step_not_from_here, merged_away.
    """
    with journal.transaction(actor=actor, now=now) as record:
        case = locked(case_id)
        refuse(objections_to(Step.REOPEN, standing(case), answer=reason))
        _move(case, Step.REOPEN)
        case.outcome, case.cancel_reason, case.closed_at = "", "", None
        case.owner, case.claimed_at = None, None
        record(events.CaseReopened(case=case.id, reason=reason))
        if _review_lapsed(case):
            put_hold(case, HoldKind.MEDICAL_REVIEW, record, now, actor)
            open_once(case, PromiseKind.MEDICAL_REVIEW, record, now)
        open_once(case, PromiseKind.LOOK_AGAIN, record, now)
        settle(case, "status", *WAIT, "outcome", "cancel_reason", "closed_at", "owner", "claimed_at")


def cancel(*, actor: Actor, now: datetime, case_id: UUID, reason: str) -> None:
    """It was never a case of ours. Its promises are withdrawn, its review lapses.

    Objects: reason_needed, holds_open (a bill or a complaint), step_not_from_here.
    """
    with journal.transaction(actor=actor, now=now) as record:
        case = locked(case_id)
        refuse(objections_to(Step.CANCEL, standing(case), answer=reason))
        _move(case, Step.CANCEL)
        case.cancel_reason, case.closed_at = reason, now
        record(events.CaseCancelled(case=case.id, reason=reason))
        let_lapse(case, record, now, actor)
        for promise in open_promises(case.id):
            why = WithdrawReason.CASE_CANCELLED
            gone = events.PromiseWithdrawn(case=case.id, promise=promise.id, reason=why)
            hear(promise, gone, record, now, reason=why)
        settle(case, "status", *WAIT, "cancel_reason", "closed_at")


def start_locked(case: Case, record: journal.Record) -> None:
    """Begin work on a locked case that has an owner."""
    _move(case, Step.START)
    case.save(update_fields=["status"])
    record(events.WorkStarted(case=case.id))


def _move(case: Case, step: Step) -> None:
    status = next_status(Status(case.status), step)
    assert status is not None
    case.status = status
    if step is not Step.WAIT:
        case.waits_for, case.waiting_until = "", None


def _review_lapsed(case: Case) -> bool:
    reviews = Hold.objects.filter(case=case, kind=HoldKind.MEDICAL_REVIEW).order_by("-placed_at", "-id")
    newest = reviews.first()
    return newest is not None and newest.lapsed
