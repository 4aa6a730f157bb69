"""Who has the case. Claiming is one conditional statement: two operators never both win, the loser learns who did."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection

from pharos.cases.actions.loading import against_merged, locked_open, refuse
from pharos.cases.actions.moving import start_locked
from pharos.cases.models import Case
from pharos.cases.rules.codes import Code
from pharos.cases.rules.left import against_taking_over, left_alone
from pharos.cases.rules.lifecycle import OPEN, Status
from pharos.cases.rules.taking import Happened, status_before
from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events import cases as events
from pharos.journal import api as journal
from pharos.people import api as people

LOOK_BACK = 200
"""Entries among which a case was registered or reopened; of a longer story the work stays begun."""

_CLAIM_NEXT = """
update cases_case set owner_id = %(staff)s, claimed_at = %(now)s
where id = (
    select id from cases_case
    where owner_id is null and status in ('registered', 'in_work', 'waiting', 'reopened')
    order by coalesce(next_due_at, '9999-12-31 00:00:00+00:00'::timestamptz), id limit 1 for update skip locked
)
returning id
"""


def claim(*, actor: Actor, now: datetime, case_id: UUID, staff_id: int) -> None:
    """Take a case nobody has. Claiming one's own changes nothing. Objects: already_claimed (staff), case_finished."""
    with journal.transaction(actor=actor, now=now) as record:
        free = Case.objects.filter(pk=case_id, owner=None, status__in=OPEN)
        if free.update(owner=staff_id, claimed_at=now):
            record(events.CaseClaimed(case=case_id, staff=staff_id))
        else:
            refuse(_why_not(case_id, staff_id))


def claim_next(*, actor: Actor, now: datetime, staff_id: int) -> UUID | None:
    """Take the most pressing case nobody has and nobody is about to take; None when there is none."""
    with journal.transaction(actor=actor, now=now) as record:
        with connection.cursor() as cursor:
            cursor.execute(_CLAIM_NEXT, {"staff": staff_id, "now": now})
            row = cursor.fetchone()
        if row is None:
            return None
        record(events.CaseClaimed(case=row[0], staff=staff_id))
        return UUID(str(row[0]))


def take(*, actor: Actor, now: datetime, case_id: UUID, staff_id: int) -> None:
    """Claim and start work in one go, which is what an operator means by taking a case. Objects as `claim` does."""
    with journal.transaction(actor=actor, now=now) as record:
        claim(actor=actor, now=now, case_id=case_id, staff_id=staff_id)
        case = locked_open(case_id)
        if case.status in (Status.REGISTERED, Status.REOPENED):
            start_locked(case, record)


def release(*, actor: Actor, now: datetime, case_id: UUID, permissions: Collection[str] = ()) -> None:
    """Give the case back to the queue. Objects: not_owned, owned_by_other (staff) without `move_cases`."""
    with journal.transaction(actor=actor, now=now) as record:
        case = locked_open(case_id)
        if case.owner_id is None:
            raise Objected(Objection(Code.NOT_OWNED))
        refuse(objections_to_move(case, actor, permissions))
        before, case.owner, case.claimed_at = case.owner_id, None, None
        case.save(update_fields=["owner", "claimed_at"])
        record(events.CaseReleased(case=case.id, staff=before))


def take_over(*, actor: Actor, now: datetime, case_id: UUID, staff_id: int) -> None:
    """Take a case from somebody who is off shift while its promise is broken or close, and begin.

    Taking over one's own changes nothing; a case nobody has is taken as `take` does. Objects: owned_by_other (staff)
    while its owner is here or nothing is due, case_finished.
    """
    with journal.transaction(actor=actor, now=now) as record:
        case = locked_open(case_id)
        before = case.owner_id
        if before not in (None, staff_id):
            here = before in people.on_shift({before}, now)
            left = left_alone(due_at=case.next_due_at, claimed_at=case.claimed_at, owner_here=here, now=now)
            refuse(against_taking_over(owner_id=before, left=left))
            Case.objects.filter(pk=case_id).update(owner=staff_id, claimed_at=now)
            record(events.CaseTakenOver(case=case_id, staff=staff_id, before=before))
        take(actor=actor, now=now, case_id=case_id, staff_id=staff_id)


def undo_take(*, actor: Actor, now: datetime, case_id: UUID) -> None:
    """Take back a `take`: nobody has the case, and where nothing was done on it since, work has not started either.

    What others did meanwhile stands. Objects: not_owned, owned_by_other (staff).
    """
    with journal.transaction(actor=actor, now=now) as record:
        case = locked_open(case_id)
        release(actor=actor, now=now, case_id=case_id)
        entries = journal.entries([case_id], limit=LOOK_BACK)
        before = status_before([Happened(one.type, one.actor) for one in entries], str(actor))
        if before is not None and case.status == Status.IN_WORK:
            Case.objects.filter(pk=case_id).update(status=before)
            record(events.TakingUndone(case=case_id, status=before))


def _why_not(case_id: UUID, staff_id: int) -> tuple[Objection, ...]:
    case = Case.objects.only("status", "owner", "merged_into").get(pk=case_id)
    if away := against_merged(case):
        return away
    if case.status not in OPEN:
        return (Objection(Code.CASE_FINISHED, {"status": case.status}),)
    if case.owner_id == staff_id:
        return ()
    return (Objection(Code.ALREADY_CLAIMED, {"staff": case.owner_id}),)


def objections_to_move(case: Case, actor: Actor, permissions: Collection[str]) -> tuple[Objection, ...]:
    """Against this person's giving the case away: a colleague's is moved by whoever may move anybody's."""
    mine = case.owner_id is None or actor == Actor.staff(case.owner_id)
    if mine or people.Permission.MOVE_CASES in permissions:
        return ()
    return (Objection(Code.OWNED_BY_OTHER, {"staff": case.owner_id}),)
