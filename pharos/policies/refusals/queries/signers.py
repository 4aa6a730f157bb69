"""Who may sign now: at work, on call, or neither."""

from datetime import datetime

from pharos.people import api as people
from pharos.people.api import Permission
from pharos.policies.models import SigningDuty
from pharos.policies.refusals.rules.calling import Signer

SHOWN = 40


def signers(now: datetime) -> list[Signer]:
    """Everybody who may sign, by name."""
    staff = people.holders(Permission.SIGN_REFUSALS)
    here = people.at_work([one.pk for one in staff], now)
    on_call = set(SigningDuty.objects.filter(begins_at__lte=now, ends_at__gt=now).values_list("staff_id", flat=True))
    return [
        Signer(staff_id=one.pk, name=one.name, here=one.pk in here, on_call=one.pk in on_call, extension=one.extension)
        for one in staff
    ]


def duties(now: datetime) -> list[SigningDuty]:
    """Who is on call now or will be, the soonest first."""
    return list(SigningDuty.objects.filter(ends_at__gt=now).select_related("staff").order_by("begins_at", "id")[:SHOWN])
