"""Taking a merge back: everything returns to where it stood, or nothing does."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pharos.cases.actions.kept import Kept, said_of
from pharos.cases.actions.loading import locked_in_order, refuse, settle
from pharos.cases.actions.parties import follow_names
from pharos.cases.actions.promising import hear
from pharos.cases.models import Case, Hold, Merging, Note, Party, Promise
from pharos.cases.rules.merging import Since, objections_to_undo
from pharos.cases.rules.promises import PauseReason
from pharos.cases.rules.registration import PartyRole
from pharos.core.actor import Actor
from pharos.events import cases as events
from pharos.journal import api as journal

OWNER = ("owner_id", "claimed_at")


def unmerge(*, actor: Actor, now: datetime, merging_id: UUID) -> None:
    """Both cases stand as they stood, and what was done on the survivor since stays with it.

    Objects: merge_undone, merge_forgotten, undo_too_late, survivor_merged_on, survivor_ended, changed_since_merge,
    acted_on_since_merge. Raises Merging.DoesNotExist.
    """
    with journal.transaction(actor=actor, now=now) as record:
        pair = Merging.objects.values_list("survivor_id", "gone_id").get(pk=merging_id)
        rows = locked_in_order(pair, sealed=True)
        survivor, gone = rows[pair[0]], rows[pair[1]]
        merging = Merging.objects.select_for_update().get(pk=merging_id)
        kept = Kept.read(merging.kept) if merging.kept else None
        refuse(objections_to_undo(since(merging, survivor, kept), now))
        assert kept is not None
        _rows_back(survivor, gone, kept, record, now)
        _columns_back(survivor, kept)
        _stand_again(gone, kept)
        follow_names(survivor)
        settle(survivor)
        merging.undone_at, merging.undone_by = now, str(actor)
        merging.save(update_fields=["undone_at", "undone_by"])
        record(events.MergeUndone(case=survivor.id, gone=gone.id, merging=merging.id))
        record(events.CaseCameBack(case=gone.id, left=survivor.id, merging=merging.id))


def since(merging: Merging, survivor: Case, kept: Kept | None) -> Since:
    """What has become of a merge since it was made."""
    told = Since(
        merged_at=merging.merged_at, undone=merging.undone_at is not None, forgotten=kept is None,
        survivor_merged=survivor.merged_into_id is not None,
    )  # fmt: skip
    if kept is None:
        return told
    return Since(
        merged_at=told.merged_at, undone=told.undone, survivor_merged=told.survivor_merged,
        survivor_finished=survivor.is_open != kept.open, changed=_changed(survivor, kept), acted_on=_acted_on(kept),
    )  # fmt: skip


def _changed(survivor: Case, kept: Kept) -> tuple[str, ...]:
    written = ((name, value) for name, value in kept.after.items() if name not in OWNER)
    return tuple(name for name, value in written if getattr(survivor, name) != value)


def _acted_on(kept: Kept) -> tuple[str, ...]:
    found = []
    heard = dict(Promise.objects.filter(pk__in=kept.promises).values_list("id", "heard_at"))
    if {str(pk): at.isoformat() for pk, at in heard.items()} != kept.promises:
        found.append("promises")
    if Hold.objects.filter(pk__in=kept.holds, released_at=None).count() != len(kept.holds):
        found.append("holds")
    said = {str(party.pk): said_of(party) for party in Party.objects.filter(pk__in=kept.parties)}
    if said != {pk: party["said"] for pk, party in kept.parties.items()}:
        found.append("parties")
    return tuple(found)


def _rows_back(survivor: Case, gone: Case, kept: Kept, record: journal.Record, now: datetime) -> None:
    home = {"case": gone, "insurer": gone.insurer_id}
    Note.objects.filter(pk__in=kept.notes).update(**home)
    for pk, party in kept.parties.items():
        Party.objects.filter(pk=pk).update(**home, role=party["role"])
    for hold in Hold.objects.filter(pk__in=kept.holds):
        Hold.objects.filter(pk=hold.pk).update(**home)
        record(events.HoldPlaced(case=gone.id, hold=hold.id, kind=hold.kind, subject=hold.subject))
    for hold in Hold.objects.filter(pk__in=kept.folded_holds):
        Hold.objects.filter(pk=hold.pk).update(released_at=None, released_by="", lapsed=False)
        record(events.HoldPlaced(case=gone.id, hold=hold.id, kind=hold.kind, subject=hold.subject))
    Promise.objects.filter(pk__in=kept.promises).update(**home)
    for promise in Promise.objects.filter(pk__in=kept.resumed):
        paused = events.PromisePaused(case=gone.id, promise=promise.id, reason=PauseReason.WAITING)
        hear(promise, paused, record, now, reason=PauseReason.WAITING)
    for promise in Promise.objects.filter(pk__in=kept.stopped):
        stood = kept.stopped[str(promise.pk)]
        revived = events.PromiseRevived(case=promise.case_id, promise=promise.id, paused=stood["paused"])
        hear(promise, revived, record, now, reason=stood["reason"])


def _columns_back(survivor: Case, kept: Kept) -> None:
    """The owner only where nobody has taken or handed over the survivor since."""
    back: Mapping[str, Any] = kept.before
    if any(getattr(survivor, name) != kept.after[name] for name in OWNER if name in kept.after):
        back = {name: value for name, value in back.items() if name not in OWNER}
    for name, value in back.items():
        setattr(survivor, name, value)
    survivor.save(update_fields=sorted({name.removesuffix("_id") for name in back}))
    if "person_name" in back:
        insured = Party.objects.filter(case=survivor, role=PartyRole.INSURED)
        insured.update(name=survivor.person_name)


def _stand_again(gone: Case, kept: Kept) -> None:
    for name, value in kept.gone.items():
        setattr(gone, name, value)
    gone.merged_into = None
    settle(gone, *kept.gone, "merged_into")
