"""The duty doctor on a live case: called, here, his signed order, and that it was carried out."""

from datetime import datetime, timedelta
from uuid import UUID

from pharos.cases import api as cases
from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events import medical as events
from pharos.journal import api as journal
from pharos.medical.models import DutyCall
from pharos.medical.rules.stages import Refused

ANSWER_WITHIN = timedelta(minutes=5)
LONGEST = timedelta(days=2)


def call_duty_doctor(*, actor: Actor, now: datetime, case_id: UUID, staff: int, why: str = "") -> UUID:
    """Call a doctor to this case. Calling again while one is awaited changes nothing. Objects: case_ended."""
    with journal.transaction(actor=actor, now=now) as record:
        case = cases.case(cases.lock_survivor(case_id), medical=False)
        if case is None or not case.line.is_open:
            raise Objected(Objection(Refused.CASE_ENDED))
        waiting = DutyCall.objects.filter(case=case.id, ordered_at=None, done_at=None).first()
        if waiting is not None:
            return waiting.id
        call = DutyCall.objects.create(
            case_id=case.id, insurer_id=case.line.insurer_id, key_id=cases.key_of(case.id), why=why.strip() or None,
            called_at=now, called_by_id=staff, answer_by=now + ANSWER_WITHIN,
        )  # fmt: skip
        record(events.DutyDoctorCalled(case=case.id, call=call.id))
        return call.id


def come(*, actor: Actor, now: datetime, call_id: UUID, staff: int) -> None:
    """A doctor takes the call. Objects: call_closed, call_taken (by a colleague)."""
    with journal.transaction(actor=actor, now=now) as record:
        call = _locked(call_id)
        if call.doctor_id not in (None, staff):
            raise Objected(Objection(Refused.CALL_TAKEN))
        if call.doctor_id is None:
            call.doctor_id, call.came_at = staff, now
            call.save(update_fields=["doctor", "came_at"])
            record(events.DutyDoctorCame(case=call.case_id, call=call.id, staff=staff))


def give_order(*, actor: Actor, now: datetime, call_id: UUID, staff: int, order: str, within: timedelta) -> None:
    """Sign an order to the operator, to be carried out in this time: the case promises it, so that whoever leads it
    sees it late. Objects: call_closed, call_taken, text_needed."""
    with journal.transaction(actor=actor, now=now) as record:
        case_id = _case_locked(call_id)
        call = _locked(call_id)
        if call.doctor_id not in (None, staff):
            raise Objected(Objection(Refused.CALL_TAKEN))
        if not order.strip() or not timedelta(0) < within <= LONGEST:
            raise Objected(Objection(Refused.TEXT_NEEDED))
        call.doctor_id, call.came_at = staff, call.came_at or now
        call.order, call.ordered_at, call.carry_out_by = order.strip(), now, now + within
        call.promise = _promised(case_id, actor, now, now + within)
        call.save(update_fields=["doctor", "came_at", "order", "ordered_at", "carry_out_by", "promise"])
        record(events.OrderGiven(case=call.case_id, call=call.id))


def carry_out(*, actor: Actor, now: datetime, call_id: UUID, staff: int) -> None:
    """What was ordered is done. Saying so twice changes nothing. Objects: call_open while there is no order."""
    with journal.transaction(actor=actor, now=now) as record:
        _case_locked(call_id)
        call = DutyCall.objects.select_for_update().get(pk=call_id)
        if call.ordered_at is None:
            raise Objected(Objection(Refused.CALL_OPEN))
        if call.done_at is None:
            call.done_at, call.done_by_id = now, staff
            call.save(update_fields=["done_at", "done_by"])
            record(events.OrderCarriedOut(case=call.case_id, call=call.id))
            if call.promise is not None:
                cases.end_doctors_promise(actor=actor, now=now, promise_id=call.promise, answered=True)


def _case_locked(call_id: UUID) -> UUID:
    """The case before the call: so does everything that goes on to its promises."""
    return cases.lock_survivor(DutyCall.objects.values_list("case_id", flat=True).get(pk=call_id))


def _promised(case_id: UUID, actor: Actor, now: datetime, due: datetime) -> UUID | None:
    """An order on a case that ended meanwhile runs by its own clock alone."""
    case = cases.case(case_id, medical=False)
    if case is None or not case.line.is_open:
        return None
    kind = cases.PromiseKind.DOCTORS_ORDER
    return cases.make_promise(actor=actor, now=now, case_id=case_id, kind=kind, agreed=due)


def _locked(call_id: UUID) -> DutyCall:
    call = DutyCall.objects.select_for_update().get(pk=call_id)
    if call.ordered_at is not None or call.done_at is not None:
        raise Objected(Objection(Refused.CALL_CLOSED))
    return call
