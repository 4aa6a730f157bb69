"""Giving cases to a colleague or back to the queue, with a note, and taking that back while nobody has begun."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from pharos.cases.actions.claiming import objections_to_move
from pharos.cases.actions.loading import against_finished, against_merged, locked_in_order, refuse
from pharos.cases.actions.noting import write_note
from pharos.cases.models import Case, HandOver
from pharos.cases.rules.codes import Code
from pharos.core.actor import Actor
from pharos.core.ids import new_id
from pharos.core.objections import Objected, Objection
from pharos.events import cases as events
from pharos.journal import api as journal
from pharos.people import api as people


def hand_over(
    *,
    actor: Actor,
    now: datetime,
    case_ids: Collection[UUID],
    staff_id: int | None,
    note: str = "",
    permissions: Collection[str] = (),
) -> UUID:
    """Give cases to a colleague, or with None back to the queue, each with the note of what must be known.

    All of them or none; returns the id they are taken back by. The owner may, and whoever holds `move_cases`; a case
    nobody has may be given by anybody who works cases. Objects: nothing_chosen, staff_cannot (the colleague does not
    work cases), owned_by_other (staff), not_owned (back to the queue), case_finished, merged_away.
    """
    with journal.transaction(actor=actor, now=now) as record:
        rows = locked_in_order(case_ids)
        refuse(() if rows else (Objection(Code.NOTHING_CHOSEN),))
        colleague = _able(staff_id)
        for case in rows.values():
            refuse((*against_merged(case), *against_finished(case)))
            refuse(objections_to_move(case, actor, permissions))
            if colleague is None and case.owner_id is None:
                raise Objected(Objection(Code.NOT_OWNED))
        batch = new_id()
        for case in rows.values():
            written = write_note(case, actor, note, now, passes_on=True).id if note.strip() else None
            given = HandOver(
                case=case, insurer_id=case.insurer_id, before_id=case.owner_id, staff=colleague, by=str(actor),
                note_id=written, batch=batch, handed_at=now,
            )  # fmt: skip
            _pass(given, case, record)
        return batch


def take_back(*, actor: Actor, now: datetime, batch: UUID, permissions: Collection[str] = ()) -> int:
    """Undo a hand-over: every case returns to whoever had it; returns how many.

    Only whoever handed over (or may move cases) takes back, and only while the receiver has not read it and the case
    stands where it was put. Objects: handed_on.
    """
    with journal.transaction(actor=actor, now=now) as record:
        ids = list(HandOver.objects.filter(batch=batch).values_list("case_id", flat=True))
        rows = locked_in_order(ids)
        given = list(HandOver.objects.select_for_update().filter(batch=batch, undone_at=None).order_by("id"))
        if not given or not all(_stands(one, rows[one.case_id]) for one in given):
            raise Objected(Objection(Code.HANDED_ON))
        if given[0].by != str(actor) and people.Permission.MOVE_CASES not in permissions:
            raise Objected(Objection(Code.HANDED_ON))
        for one in given:
            _return(one, rows[one.case_id], record, now)
        return len(given)


def last_hand_over(case_id: UUID) -> UUID | None:
    """The batch of the newest hand-over of a case that was not taken back."""
    found = HandOver.objects.filter(case=case_id, undone_at=None).order_by("-handed_at", "-id")
    return found.values_list("batch", flat=True).first()


def mark_read(*, actor: Actor, now: datetime, handover_ids: Iterable[UUID], staff_id: int) -> int:
    """The receiver has read what he was told; a colleague's hand-overs and those read before are passed over."""
    with journal.transaction(actor=actor, now=now) as record:
        mine = HandOver.objects.select_for_update().filter(
            pk__in=list(handover_ids), staff=staff_id, read_at=None, undone_at=None
        )
        given = list(mine.order_by("id"))
        HandOver.objects.filter(pk__in=[one.pk for one in given]).update(read_at=now)
        for one in given:
            record(events.HandOverRead(case=one.case_id, handover=one.id, staff=staff_id))
        return len(given)


def _able(staff_id: int | None) -> people.Staff | None:
    if staff_id is None:
        return None
    colleague = people.staff(staff_id)
    if colleague is None or not colleague.may(people.Permission.WORK_CASES):
        raise Objected(Objection(Code.STAFF_CANNOT, {"staff": staff_id}))
    return colleague


def _pass(given: HandOver, case: Case, record: journal.Record) -> None:
    case.owner_id, case.claimed_at = given.staff_id, given.handed_at if given.staff_id else None
    case.save(update_fields=["owner", "claimed_at"])
    given.save(force_insert=True)
    if given.staff_id:
        passed = events.CaseHandedOver(case=case.id, staff=given.staff_id, before=given.before_id, note=given.note_id)
        record(passed)
    elif given.before_id:
        record(events.CaseReleased(case=case.id, staff=given.before_id, note=given.note_id))


def _stands(given: HandOver, case: Case) -> bool:
    """The case is still where the hand-over put it, and nobody has read or begun anything."""
    return given.read_at is None and case.is_open and case.owner_id == given.staff_id


def _return(given: HandOver, case: Case, record: journal.Record, now: datetime) -> None:
    case.owner_id, case.claimed_at = given.before_id, now if given.before_id else None
    case.save(update_fields=["owner", "claimed_at"])
    given.undone_at = now
    given.save(update_fields=["undone_at"])
    record(events.HandOverUndone(case=case.id, handover=given.id, staff=given.before_id))
