"""The strip of a ringing call is put away for one person; the call itself goes on, so nothing is recorded."""

from uuid import UUID

from django.db.models import F, Func, Value

from pharos.contact.models import Call
from pharos.core.actor import Actor


def put_away(*, call_id: UUID, staff_id: int) -> None:
    """Hide the strip of this call for this person, whoever else does the same at the same moment."""
    rows = Call.objects.filter(pk=call_id).exclude(put_away__contains=[staff_id])
    rows.update(put_away=Func(F("put_away"), Value(staff_id), function="array_append"))


def put_away_handled(conversation_id: UUID, actor: Actor) -> None:
    """Whoever placed a call, or said that it cannot be placed, has dealt with its strip while it still rings."""
    if actor.kind != "staff":
        return
    for call_id in Call.objects.filter(contact__conversation=conversation_id).values_list("pk", flat=True):
        put_away(call_id=call_id, staff_id=int(actor.id))
