"""Case rows under lock, and what the guards ask about them.

Every action locks the case first (several in the order of their ids), then its rows; the journal's head comes last
by itself. Commands that cross each other can therefore wait, but never for each other.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from pharos.cases.models import Case, Hold, Party, Promise
from pharos.cases.queries.merging import survivor_of
from pharos.cases.rules.codes import Code
from pharos.cases.rules.holds import HoldKind, against_cancel
from pharos.cases.rules.lifecycle import Standing, Status
from pharos.cases.rules.promises import PromiseKind
from pharos.core.objections import Objected, Objection

SEALED = ("complaint", "circumstances")
KEPT_BY_RELEASE = {HoldKind.MEDICAL_REVIEW: PromiseKind.MEDICAL_REVIEW}


def locked(case_id: UUID, *, sealed: bool = False) -> Case:
    """The case under lock. Raises Case.DoesNotExist. Sealed text is read only when asked for.

    Objects: merged_away (number of the case to go on with): a case that became part of another one takes no act.
    """
    rows = Case.objects.select_for_update()
    case = (rows if sealed else rows.defer(*SEALED)).get(pk=case_id)
    refuse(against_merged(case))
    return case


def lock_survivor(case_id: UUID) -> UUID:
    """The id of the case this one leads to now, which is under lock until the caller's transaction ends: for rooms
    above that are about to hang something on it. Raises Case.DoesNotExist."""
    while True:
        end = survivor_of(case_id)
        with suppress(Objected), transaction.atomic():  # a lock on one merged meanwhile is given back
            return locked(end).id


def locked_with(row: type[Hold] | type[Party] | type[Promise], pk: UUID) -> Case:
    """The case of one of its rows, under lock. Objects: moved_meanwhile, when the row went to another case while we
    waited for the lock. Raises DoesNotExist of the row."""
    case = locked(row.objects.values_list("case_id", flat=True).get(pk=pk))
    if not row.objects.filter(pk=pk, case=case).exists():
        raise Objected(Objection(Code.MOVED_MEANWHILE))
    return case


def locked_open(case_id: UUID, *, sealed: bool = False) -> Case:
    """The case under lock, for acts that only an open case takes."""
    case = locked(case_id, sealed=sealed)
    refuse(against_finished(case))
    return case


def locked_in_order(case_ids: Iterable[UUID], *, sealed: bool = False) -> dict[UUID, Case]:
    """Several cases under lock, always in the order of their ids, merged ones too."""
    rows = Case.objects.select_for_update().filter(pk__in=set(case_ids)).order_by("id")
    return {case.id: case for case in (rows if sealed else rows.defer(*SEALED))}


def refuse(objections: Iterable[Objection]) -> None:
    """Raise Objected when there is anything against it."""
    if found := tuple(objections):
        raise Objected(*found)


def standing(case: Case) -> Standing:
    """What stands open on a case. A promise that goes with an open hold is named once, as the hold."""
    holds = list(open_holds(case.id).values_list("kind", flat=True))
    with_holds = {KEPT_BY_RELEASE[HoldKind(kind)] for kind in holds if kind in KEPT_BY_RELEASE}
    promises = [p.kind for p in open_promises(case.id) if p.kind not in with_holds]
    return Standing(
        status=Status(case.status), owned=case.owner_id is not None, holds=holds,
        holds_against_cancel=against_cancel(holds), promises=promises, merged=case.merged_into_id is not None,
    )  # fmt: skip


def open_holds(case_id: UUID) -> QuerySet[Hold]:
    return Hold.objects.filter(case=case_id, released_at=None).order_by("id")


def open_promises(case_id: UUID) -> QuerySet[Promise]:
    return Promise.objects.filter(case=case_id, stopped_at=None).order_by("due_at", "id")


def settle(case: Case, *changed: str) -> None:
    """Save the changed columns of a case together with the soonest time somebody must act on it."""
    running = [promise.due_at for promise in open_promises(case.id) if promise.paused_at is None]
    case.next_due_at = _soonest(*running, case.waiting_until) if case.is_open else None
    case.save(update_fields=[*changed, "next_due_at"])


def _soonest(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment), default=None)


def against_merged(case: Case) -> tuple[Objection, ...]:
    """Against any act on a case that is part of another one now."""
    if case.merged_into_id is None:
        return ()
    into = Case.objects.values_list("number", flat=True).get(pk=case.merged_into_id)
    return (Objection(Code.MERGED_AWAY, {"number": into}),)


def against_finished(case: Case) -> tuple[Objection, ...]:
    """Against an act that only an open case takes."""
    return () if case.is_open else (Objection(Code.CASE_FINISHED, {"status": case.status}),)
