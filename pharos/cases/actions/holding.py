"""Typed holds: placed by a room above or by the registration, released by the one permission of their kind."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from pharos.cases.actions.loading import KEPT_BY_RELEASE, locked_open, locked_with, open_holds, refuse, settle
from pharos.cases.actions.promising import keep_all
from pharos.cases.models import Case, Hold
from pharos.cases.rules.codes import Code
from pharos.cases.rules.holds import HoldKind, objections_to_release
from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events import cases as events
from pharos.journal import api as journal


def place_hold(*, actor: Actor, now: datetime, case_id: UUID, kind: HoldKind, subject: UUID | None = None) -> UUID:
    """Forbid closing until this matter is finished. Objects: hold_already_placed, case_finished."""
    with journal.transaction(actor=actor, now=now) as record:
        case = locked_open(case_id)
        if open_holds(case.id).filter(kind=kind, subject=subject).exists():
            raise Objected(Objection(Code.HOLD_ALREADY_PLACED, {"kind": kind}))
        return put_hold(case, kind, record, now, actor, subject=subject).id


def release_hold(*, actor: Actor, now: datetime, hold_id: UUID, permissions: Collection[str]) -> None:
    """The matter is finished. `permissions` are the releasing person's (or the placing room's own).

    Releasing the medical review keeps its promise. Objects: hold_not_yours, hold_released.
    """
    with journal.transaction(actor=actor, now=now) as record:
        case = locked_with(Hold, hold_id)
        hold = Hold.objects.get(pk=hold_id)
        refuse(objections_to_release(hold.kind, permissions, released=hold.released_at is not None))
        end_hold(hold, record, now, actor)
        if promised := KEPT_BY_RELEASE.get(HoldKind(hold.kind)):
            keep_all(case, promised, record, now)
        settle(case)


def put_hold(
    case: Case, kind: HoldKind, record: journal.Record, now: datetime, actor: Actor, *, subject: UUID | None = None
) -> Hold:
    hold = Hold.objects.create(
        case=case, insurer_id=case.insurer_id, kind=kind, subject=subject, placed_at=now, placed_by=str(actor)
    )
    record(events.HoldPlaced(case=case.id, hold=hold.id, kind=kind, subject=subject))
    return hold


def let_lapse(case: Case, record: journal.Record, now: datetime, actor: Actor) -> None:
    """A cancelled case is nobody's matter any more: its open holds end without a decision."""
    for hold in open_holds(case.id):
        end_hold(hold, record, now, actor, lapsed=True)


def end_hold(hold: Hold, record: journal.Record, now: datetime, actor: Actor, *, lapsed: bool = False) -> None:
    """`lapsed`: nobody decided on the matter."""
    hold.released_at, hold.released_by, hold.lapsed = now, str(actor), lapsed
    hold.save(update_fields=["released_at", "released_by", "lapsed"])
    record(events.HoldReleased(case=hold.case_id, hold=hold.id, kind=hold.kind, lapsed=lapsed))
