"""A call nobody can place while it lasts: said with a reason, and settled later."""

from datetime import datetime
from uuid import UUID

from pharos.contact.actions.loading import locked, refuse, state_of
from pharos.contact.actions.strips import put_away_handled
from pharos.contact.rules.states import Unmatched, unmatched_objection
from pharos.core.actor import Actor
from pharos.events import contact as events
from pharos.journal import api as journal


def leave_unmatched(*, actor: Actor, now: datetime, conversation_id: UUID, reason: Unmatched) -> None:
    """This call fits no person, policy or case that we know of. It stands on the list of calls to settle until a case
    comes of it, it joins another, or it ends.

    Saying the same twice changes nothing. Objects: not_a_call, conversation_has_case, conversation_ended.
    """
    with journal.transaction(actor=actor, now=now) as record:
        conversation = locked(conversation_id)
        put_away_handled(conversation.id, actor)
        is_call = conversation.contacts.filter(call__isnull=False).exists()
        has_case = conversation.case_id is not None
        refuse([unmatched_objection(state_of(conversation), has_case=has_case, is_call=is_call)])
        if conversation.unmatched == reason:
            return
        conversation.unmatched, conversation.unmatched_at = reason, now
        conversation.save(update_fields=["unmatched", "unmatched_at"])
        record(events.CallUnmatched(conversation=conversation.id, case=None, reason=reason))
