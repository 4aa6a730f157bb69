"""Being on call: who may be telephoned when nobody at work can sign."""

from datetime import datetime, timedelta
from uuid import UUID

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events.policies import SigningDutySet
from pharos.journal import api as journal
from pharos.people import api as people
from pharos.people.api import Permission
from pharos.policies.models import SigningDuty
from pharos.policies.refusals.actions.loading import permitted

LONGEST = timedelta(days=14)


def be_on_call(*, actor: Actor, now: datetime, staff_id: int, begins: datetime, ends: datetime) -> UUID:
    """Somebody who may sign is on call from then to then; whoever may sign says so, for himself or a colleague.

    Objects: refusal_no_permission, duty_no_signer, duty_period (it ends before it begins, is over, or is longer than a
    fortnight), duty_twice (he is on call then already).
    """
    permitted(actor, Permission.SIGN_REFUSALS)
    staff = people.staff(staff_id)
    if staff is None or not staff.may(Permission.SIGN_REFUSALS):
        raise Objected(Objection("duty_no_signer"))
    if ends <= begins or ends <= now or ends - begins > LONGEST:
        raise Objected(Objection("duty_period"))
    with journal.transaction(actor=actor, now=now) as record:
        if SigningDuty.objects.filter(staff=staff, begins_at__lt=ends, ends_at__gt=begins).exists():
            raise Objected(Objection("duty_twice"))
        row = SigningDuty.objects.create(staff=staff, begins_at=begins, ends_at=ends, set_by=str(actor))
        record(SigningDutySet(duty=row.id, staff=staff.pk))
    return row.id


def not_on_call(*, actor: Actor, now: datetime, duty_id: UUID) -> None:
    """He is not on call after all. Taking it away twice changes nothing."""
    permitted(actor, Permission.SIGN_REFUSALS)
    with journal.transaction(actor=actor, now=now) as record:
        row = SigningDuty.objects.select_for_update().filter(pk=duty_id).first()
        if row:
            record(SigningDutySet(duty=row.id, staff=row.staff_id, gone=True))
            row.delete()
