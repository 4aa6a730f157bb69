"""Who acts, and the row he acts on, under lock."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.people import api as people
from pharos.policies.models import Refusal
from pharos.policies.refusals.rules.states import Refused


def permitted(actor: Actor, permission: people.Permission) -> people.Staff:
    """The member of staff who acts. Objects: refusal_no_permission, whatever door he came by."""
    staff = people.staff(actor.id) if actor.kind == "staff" else None
    if staff is None or not staff.may(permission):
        raise Objected(Objection(Refused.NO_PERMISSION))
    return staff


def locked(refusal_id: UUID) -> Refusal:
    """Raises Refusal.DoesNotExist."""
    rows = Refusal.objects.select_for_update(of=("self",)).select_related("decision", "doubt", "signed_on", "key")
    return rows.get(pk=refusal_id)


def one_at_a_time(case_id: UUID) -> None:
    """Two who propose for one case at the same moment come one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 32))", [str(case_id)])


def refuse(objections: Iterable[Objection]) -> None:
    if found := tuple(objections):
        raise Objected(*found)
