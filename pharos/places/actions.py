"""Use cases on places: a member of staff vouches for an emergency number, or takes it back."""

from datetime import datetime
from uuid import UUID

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events.places import EmergencyNumberDoubted, EmergencyNumberVerified
from pharos.journal import api as journal
from pharos.places.models import EmergencyNumber


def verify_emergency_number(*, actor: Actor, now: datetime, number_id: UUID) -> EmergencyNumber:
    """Say that this number was checked. Objects `not_a_person` unless a member of staff says so.

    Verifying again renews the date. Raises EmergencyNumber.DoesNotExist.
    """
    if actor.kind != "staff":
        raise Objected(Objection("not_a_person"))
    with journal.transaction(actor=actor, now=now) as record:
        number = EmergencyNumber.objects.select_for_update().get(id=number_id)
        number.verified_at, number.verified_by = now, str(actor)
        number.save(update_fields=["verified_at", "verified_by"])
        record(EmergencyNumberVerified(number=number.id, country=number.country, service=number.service))
    return number


def doubt_emergency_number(*, actor: Actor, now: datetime, number_id: UUID) -> EmergencyNumber:
    """Take a verification back; nothing happens where there is none. Raises EmergencyNumber.DoesNotExist."""
    with journal.transaction(actor=actor, now=now) as record:
        number = EmergencyNumber.objects.select_for_update().get(id=number_id)
        if number.verified_at is not None:
            number.verified_at, number.verified_by = None, ""
            number.save(update_fields=["verified_at", "verified_by"])
            record(EmergencyNumberDoubted(number=number.id, country=number.country, service=number.service))
    return number
