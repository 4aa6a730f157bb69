"""Rows of a case that became part of another: they come over, or end where they were there twice."""

from datetime import datetime
from uuid import UUID

from pharos.cases.actions.holding import end_hold
from pharos.cases.actions.kept import Kept, said_of
from pharos.cases.actions.loading import open_holds, open_promises
from pharos.cases.actions.promising import hear
from pharos.cases.models import Case, Note, Party, Promise
from pharos.cases.rules.lifecycle import Status
from pharos.cases.rules.merging_rows import Around, Owed, Placed, holds_of_both, parties_of_both, promises_of_both
from pharos.cases.rules.promises import PauseReason, WithdrawReason
from pharos.cases.rules.registration import PartyRole, PolicyState
from pharos.core.actor import Actor
from pharos.core.spelling import person_key
from pharos.events import cases as events
from pharos.journal import api as journal


def move_promises(survivor: Case, gone: Case, kept: Kept, record: journal.Record, now: datetime) -> None:
    """Clocks run on where they are now. One that stood because the gone case waited runs: nobody waits any more."""
    ours, theirs = list(open_promises(survivor.id)), list(open_promises(gone.id))
    confirmed = survivor.policy_state == PolicyState.CONFIRMED
    both = promises_of_both([*map(_owed, ours)], [*map(_owed, theirs)], confirmed=confirmed)
    by_id = {promise.id: promise for promise in (*ours, *theirs)}
    for promise_id in (*both.kept, *both.folds):
        _stop(by_id[promise_id], kept, record, now, happened=promise_id in both.kept)
    for promise_id in both.moves:
        promise = by_id[promise_id]
        promise.case, promise.insurer_id = survivor, survivor.insurer_id
        promise.save(update_fields=["case", "insurer"])
        if promise.pause_reason == PauseReason.WAITING and survivor.status != Status.WAITING:
            hear(promise, events.PromiseResumed(case=survivor.id, promise=promise.id), record, now)
            kept.resumed.append(str(promise.id))
        kept.promises[str(promise.id)] = promise.heard_at.isoformat()


def move_holds(survivor: Case, gone: Case, kept: Kept, record: journal.Record, now: datetime, actor: Actor) -> None:
    """Unfinished matters of other rooms forbid closing the survivor now."""
    ours, theirs = open_holds(survivor.id), {hold.id: hold for hold in open_holds(gone.id)}
    both = holds_of_both(
        [Placed(id=hold.id, kind=hold.kind, subject=hold.subject) for hold in ours],
        [Placed(id=hold.id, kind=hold.kind, subject=hold.subject) for hold in theirs.values()],
    )
    for hold_id in both.folds:
        end_hold(theirs[hold_id], record, now, actor, lapsed=True)
        kept.folded_holds.append(str(hold_id))
    for hold_id in both.moves:
        hold = theirs[hold_id]
        hold.case, hold.insurer_id = survivor, survivor.insurer_id
        hold.save(update_fields=["case", "insurer"])
        record(events.HoldPlaced(case=survivor.id, hold=hold.id, kind=hold.kind, subject=hold.subject))
        kept.holds.append(str(hold_id))


def move_parties(survivor: Case, gone: Case, kept: Kept) -> None:
    """Whoever is not around the survivor already. Its own insured person stays the one."""
    theirs = {party.id: party for party in Party.objects.filter(case=gone)}
    ours = [_around(party) for party in Party.objects.filter(case=survivor)]
    both = parties_of_both(ours, [_around(party) for party in theirs.values()])
    for party_id in (*both.moves, *both.as_callers):
        party = theirs[party_id]
        role = party.role
        party.case, party.insurer_id = survivor, survivor.insurer_id
        party.role = PartyRole.CALLER if party_id in both.as_callers else role
        party.save(update_fields=["case", "insurer", "role"])
        kept.parties[str(party_id)] = {"role": role, "said": said_of(party)}


def move_notes(survivor: Case, gone: Case, kept: Kept) -> None:
    """Notes keep the key they were sealed with."""
    found = Note.objects.filter(case=gone)
    kept.notes = [str(note_id) for note_id in found.values_list("id", flat=True)]
    found.update(case=survivor, insurer=survivor.insurer_id)


def _stop(promise: Promise, kept: Kept, record: journal.Record, now: datetime, *, happened: bool) -> None:
    kept.stopped[str(promise.id)] = {"paused": promise.paused_at is not None, "reason": promise.pause_reason}
    case: UUID = promise.case_id
    if happened:
        hear(promise, events.PromiseKept(case=case, promise=promise.id), record, now)
        return
    why = WithdrawReason.MERGED
    hear(promise, events.PromiseWithdrawn(case=case, promise=promise.id, reason=why), record, now, reason=why)


def _owed(promise: Promise) -> Owed:
    return Owed(id=promise.id, kind=promise.kind, due_at=promise.due_at, paused=promise.paused_at is not None)


def _around(party: Party) -> Around:
    return Around(id=party.id, role=party.role, name=person_key(party.name), phone=party.phone, mail=party.mail)
