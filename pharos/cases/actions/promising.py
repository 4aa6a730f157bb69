"""Promises: made, moved, paused, resumed, kept, withdrawn. Each act is an event; the clock is what the events say."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from pharos.cases.actions.loading import against_finished, locked_open, locked_with, open_promises, refuse, settle
from pharos.cases.models import Case, Promise
from pharos.cases.rules import clocks
from pharos.cases.rules.codes import Code
from pharos.cases.rules.promises import (
    OWED_ONCE,
    OWN_MINUTES,
    SERVICES,
    Act,
    PauseReason,
    PromiseKind,
    WithdrawReason,
    against_hand,
    due,
    objections_to,
)
from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events import cases as events
from pharos.insurers import api as insurers
from pharos.journal import api as journal


def make_promise(
    *,
    actor: Actor,
    now: datetime,
    case_id: UUID,
    kind: PromiseKind,
    party: UUID | None = None,
    agreed: datetime | None = None,
) -> UUID:
    """Promise something, by the agreed hour or by the target. Objects: promise_due_past, case_finished.

    A review and a policy's confirmation are owed once: promising them again changes nothing and gives the one there is.
    """
    with journal.transaction(actor=actor, now=now) as record:
        case = locked_open(case_id)
        if agreed is not None and agreed <= now:
            raise Objected(Objection(Code.PROMISE_DUE_PAST))
        promise = open_once(case, kind, record, now, agreed=agreed, party=party)
        settle(case)
        return promise.id


def move_promise(*, actor: Actor, now: datetime, promise_id: UUID, until: datetime) -> None:
    """Another hour was agreed with whoever waits. Objects: promise_finished, promise_due_past."""
    _act(actor, now, promise_id, Act.MOVE, until=until)


def pause_promise(*, actor: Actor, now: datetime, promise_id: UUID, reason: str) -> None:
    """The clock stands still; what is left stays. Objects: promise_finished, promise_paused, reason_needed."""
    _act(actor, now, promise_id, Act.PAUSE, reason=reason)


def resume_promise(*, actor: Actor, now: datetime, promise_id: UUID) -> None:
    """The clock runs on with what was left. Objects: promise_finished, promise_not_paused."""
    _act(actor, now, promise_id, Act.RESUME)


def keep_promise(*, actor: Actor, now: datetime, promise_id: UUID) -> None:
    """It is done. Objects: promise_finished, promise_of_hold, promise_of_question."""
    _act(actor, now, promise_id, Act.KEEP)


def withdraw_promise(*, actor: Actor, now: datetime, promise_id: UUID, reason: str) -> None:
    """It is no longer owed. Objects: promise_finished, promise_of_hold, promise_of_question, reason_needed."""
    _act(actor, now, promise_id, Act.WITHDRAW, reason=reason)


def end_doctors_promise(*, actor: Actor, now: datetime, promise_id: UUID, answered: bool) -> None:
    """The doctor's question this promise is about was answered, or is not asked any more; or his order was carried
    out. Nothing where the promise ended before it."""
    with journal.transaction(actor=actor, now=now) as record:
        case = locked_with(Promise, promise_id)
        promise = Promise.objects.get(pk=promise_id)
        if promise.stopped_at is None and not against_finished(case):
            act, reason = (Act.KEEP, "") if answered else (Act.WITHDRAW, WithdrawReason.NOT_NEEDED.value)
            hear(promise, _event(act, promise, None, reason), record, now, reason=reason)
            settle(case)


def open_once(
    case: Case,
    kind: PromiseKind,
    record: journal.Record,
    now: datetime,
    *,
    agreed: datetime | None = None,
    party: UUID | None = None,
) -> Promise:
    """Start a clock on a locked case; where this kind is owed once and already runs, that one."""
    if kind in OWED_ONCE and (running := open_promises(case.id).filter(kind=kind).first()):
        return running
    promise = prepared(case, kind, now, agreed=agreed, party=party)
    promise.save(force_insert=True)
    record(made(promise))
    return promise


def prepared(
    case: Case, kind: PromiseKind, now: datetime, *, agreed: datetime | None = None, party: UUID | None = None
) -> Promise:
    """A promise not yet saved, with the time it is due."""
    by = due(kind, now, zone=timezone.get_default_timezone(), minutes=_minutes(case, kind), agreed=agreed)
    return Promise(
        case=case, insurer_id=case.insurer_id, kind=kind, party_id=party, rule=by.rule, rule_version=by.version,
        started_at=now, due_at=by.at, heard_at=now,
    )  # fmt: skip


def made(promise: Promise) -> events.PromiseMade:
    return events.PromiseMade(
        case=promise.case_id, promise=promise.id, kind=promise.kind, due_at=promise.due_at, rule=promise.rule,
        rule_version=promise.rule_version,
    )  # fmt: skip


def hear(
    promise: Promise, event: events.PromiseEvent, record: journal.Record, now: datetime, *, reason: str = ""
) -> None:
    """Record the event and bring the promise's columns to what the clock says after it."""
    before = clocks.Watch(clock=promise.clock, heard_at=promise.heard_at)
    seen = clocks.after(before, clocks.Heard(now, event))
    assert seen is not None
    clock = seen.clock
    promise.due_at, promise.paused_at, promise.stopped_at = clock.due_at, clock.paused_at, clock.stopped_at
    promise.withdrawn, promise.heard_at = clock.withdrawn, seen.heard_at
    promise.pause_reason = reason if clock.paused_at else ""
    promise.withdraw_reason = reason if clock.withdrawn else ""
    promise.save(
        update_fields=["due_at", "paused_at", "stopped_at", "withdrawn", "heard_at", "pause_reason", "withdraw_reason"]
    )
    record(event)


def keep_all(case: Case, kind: PromiseKind, record: journal.Record, now: datetime) -> None:
    """Stop the running promises of a kind because what they promised has happened."""
    for promise in open_promises(case.id).filter(kind=kind):
        hear(promise, events.PromiseKept(case=case.id, promise=promise.id), record, now)


def pause_for_wait(case: Case, promises: set[UUID], record: journal.Record, now: datetime) -> None:
    for promise in open_promises(case.id).filter(pk__in=promises, paused_at=None):
        paused = events.PromisePaused(case=case.id, promise=promise.id, reason=PauseReason.WAITING)
        hear(promise, paused, record, now, reason=PauseReason.WAITING)


def resume_after_wait(case: Case, record: journal.Record, now: datetime) -> None:
    """The clocks that stood still because the case waited run on; those paused for another reason do not."""
    for promise in open_promises(case.id).filter(pause_reason=PauseReason.WAITING):
        hear(promise, events.PromiseResumed(case=case.id, promise=promise.id), record, now)


def _act(
    actor: Actor, now: datetime, promise_id: UUID, act: Act, *, until: datetime | None = None, reason: str = ""
) -> None:
    with journal.transaction(actor=actor, now=now) as record:
        case = locked_with(Promise, promise_id)
        refuse(against_finished(case))
        promise = Promise.objects.get(pk=promise_id)
        against = objections_to(act, promise.kind, promise.clock, now=now, until=until, reason=reason)
        refuse(against or against_hand(act, promise.kind))
        hear(promise, _event(act, promise, until, reason), record, now, reason=reason)
        settle(case)


def _event(act: Act, promise: Promise, until: datetime | None, reason: str) -> events.PromiseEvent:
    case, ident = promise.case_id, promise.id
    match act:
        case Act.MOVE:
            assert until is not None
            return events.PromiseMoved(case=case, promise=ident, due_at=until)
        case Act.PAUSE:
            return events.PromisePaused(case=case, promise=ident, reason=reason)
        case Act.RESUME:
            return events.PromiseResumed(case=case, promise=ident)
        case Act.KEEP:
            return events.PromiseKept(case=case, promise=ident)
        case Act.WITHDRAW:
            return events.PromiseWithdrawn(case=case, promise=ident, reason=reason)


def _minutes(case: Case, kind: PromiseKind) -> int:
    if kind in OWN_MINUTES:
        return OWN_MINUTES[kind]
    return insurers.service_minutes(case.insurer_id, SERVICES[kind])
