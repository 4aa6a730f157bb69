"""Making one case a part of another: everything that hangs on it comes over, and what came over is written down.

Both rows are locked in the order of their ids before anything is looked at, so two people who merge the same cases
opposite ways at once wait for each other, and the second is told where the case has gone.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pharos.cases.actions.changing import place_set
from pharos.cases.actions.coming_over import move_holds, move_notes, move_parties, move_promises
from pharos.cases.actions.kept import Kept
from pharos.cases.actions.loading import locked_in_order, refuse, settle
from pharos.cases.actions.parties import follow_names
from pharos.cases.models import Case, Merging, Party
from pharos.cases.queries.merging import fingerprint, side
from pharos.cases.rules.codes import Code
from pharos.cases.rules.lifecycle import CancelReason, Status
from pharos.cases.rules.merging import COLUMNS, Keep, Side, Topic, changes, objections_to, unchosen
from pharos.cases.rules.registration import PartyRole
from pharos.core.actor import Actor
from pharos.core.objections import Objection
from pharos.events import cases as events
from pharos.journal import api as journal
from pharos.people import api as people

SAID = frozenset(
    {
        "person_name", "birth_date", "phone", "complaint", "circumstances", "told_number", "told_insurer",
        "told_holder", "insurer_id",
    }
)  # fmt: skip
ENDED = ("status", "waits_for", "waiting_until", "cancel_reason", "closed_at")


def merge_cases(
    *,
    actor: Actor,
    now: datetime,
    pair: tuple[UUID, UUID],
    choices: Mapping[Topic, Keep],
    seen: str = "",
    permissions: Collection[str] = (),
) -> UUID:
    """Make the second case of `pair` a part of the first, and return the row that says what came over.

    `seen` is the fingerprint of what the person looked at; empty does not ask. The gone case is cancelled as a
    duplicate where it was open, owes no review of its own, and takes no act any more. Objects: same_case, merged_away,
    survivor_finished, two_people, two_insurers, owned_by_other, choice_needed, merge_stale. Raises Case.DoesNotExist.
    """
    with journal.transaction(actor=actor, now=now) as record:
        survivor, gone = _both(pair)
        ours, theirs = side(survivor), side(gone)
        refuse(objections_to_merge(ours, theirs, actor, permissions))
        refuse((Objection(Code.MERGE_STALE),) if seen and seen != fingerprint(ours, theirs) else ())
        refuse(unchosen(ours, theirs, choices))
        kept = _merged(survivor, gone, changes(ours, theirs, choices), record, actor, now)
        merging = Merging.objects.create(
            insurer_id=survivor.insurer_id, survivor=survivor, gone=gone, merged_at=now, merged_by=str(actor),
            key_id=survivor.key_id, kept=kept.text(),
        )  # fmt: skip
        record(events.CasesMerged(case=survivor.id, gone=gone.id, merging=merging.id))
        record(events.CaseMergedAway(case=gone.id, into=survivor.id, merging=merging.id))
        return merging.id


def objections_to_merge(
    survivor: Side, gone: Side, actor: Actor, permissions: Collection[str]
) -> tuple[Objection, ...]:
    """Against this person's merging them: an open case of a colleague's goes only with whoever may move it."""
    mine = gone.owned_by is None or actor == Actor.staff(gone.owned_by) or not gone.is_open
    return objections_to(survivor, gone, may_move_gone=mine or people.Permission.MOVE_CASES in permissions)


def _both(pair: tuple[UUID, UUID]) -> tuple[Case, Case]:
    rows = locked_in_order(pair, sealed=True)
    if missing := set(pair) - rows.keys():
        raise Case.DoesNotExist(str(missing))
    return rows[pair[0]], rows[pair[1]]


def _merged(
    survivor: Case, gone: Case, change: dict[str, Any], record: journal.Record, actor: Actor, now: datetime
) -> Kept:
    kept = Kept(open=survivor.is_open, gone={name: getattr(gone, name) for name in ENDED})
    change |= _owner(survivor, gone, now)
    kept.before, kept.after = {name: getattr(survivor, name) for name in change}, change
    _write(survivor, change, record)
    move_promises(survivor, gone, kept, record, now)
    move_holds(survivor, gone, kept, record, now, actor)
    move_parties(survivor, gone, kept)
    move_notes(survivor, gone, kept)
    _end(gone, survivor, now)
    follow_names(survivor)
    settle(survivor)
    return kept


def _owner(survivor: Case, gone: Case, now: datetime) -> dict[str, Any]:
    """Whoever led the other case leads both where nobody led the survivor."""
    if survivor.owner_id or not gone.owner_id or not (survivor.is_open and gone.is_open):
        return {}
    return {"owner_id": gone.owner_id, "claimed_at": now}


def _write(survivor: Case, change: Mapping[str, Any], record: journal.Record) -> None:
    before, stood = survivor.policy_id, (survivor.country, survivor.place_id)
    for name, value in change.items():
        setattr(survivor, name, value)
    survivor.save(update_fields=sorted({name.removesuffix("_id") for name in change}))
    if "person_name" in change:
        Party.objects.filter(case=survivor, role=PartyRole.INSURED).update(name=survivor.person_name)
    if place := tuple(sorted(set(change) & set(COLUMNS[Topic.PLACE]))):
        record(place_set(survivor, place, stood))
    for event in _told(survivor, change, before):
        record(event)


def _told(survivor: Case, change: Mapping[str, Any], before: UUID | None) -> list[events.CaseEvent]:
    """What else the survivor's readers and followers learn: whatever a person would have recorded by hand."""
    told: list[events.CaseEvent] = []
    if details := tuple(sorted(set(change) & SAID)):
        told.append(events.DetailsChanged(case=survivor.id, fields=details))
    if change.get("policy_id") and survivor.insurer_id:
        policy, insurer = change["policy_id"], survivor.insurer_id
        told.append(events.PolicyConfirmed(case=survivor.id, policy=policy, insurer=insurer, before=before))
    if "urgency" in change:
        told.append(events.UrgencyChanged(case=survivor.id, raised=True))
    if "owner_id" in change:
        told.append(events.CaseClaimed(case=survivor.id, staff=change["owner_id"]))
    return told


def _end(gone: Case, survivor: Case, now: datetime) -> None:
    """An open case ends as a duplicate; a finished one keeps its end. Either is read-only from now on."""
    if gone.is_open:
        gone.status, gone.cancel_reason, gone.closed_at = Status.CANCELLED, CancelReason.DUPLICATE, now
        gone.waits_for, gone.waiting_until = "", None
    gone.merged_into = survivor
    settle(gone, *ENDED, "merged_into")
