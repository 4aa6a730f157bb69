"""Ending a conversation that needs no case, and taking that back."""

from datetime import datetime
from uuid import UUID

from pharos.cases import api as cases
from pharos.contact.actions.loading import locked, locked_unchanged, refuse, state_of
from pharos.contact.rules.states import ConversationState, EndReason, Refused, end_objection, reopen_objection
from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events import contact as events
from pharos.journal import api as journal


def end_conversation(
    *, actor: Actor, now: datetime, conversation_id: UUID, reason: EndReason, seen: UUID | None = None
) -> None:
    """Nothing is left to do here, and no case came of it. A held letter may end so too: spam that names a case.

    Objects: conversation_has_case, conversation_ended, conversation_changed.
    """
    with journal.transaction(actor=actor, now=now) as record:
        conversation = locked_unchanged(conversation_id, seen)
        refuse([end_objection(state_of(conversation), has_case=conversation.case_id is not None)])
        conversation.state, conversation.end_reason, conversation.ended_at = ConversationState.ENDED, reason, now
        conversation.unread = conversation.urgent = False
        conversation.save(update_fields=["state", "end_reason", "ended_at", "unread", "urgent"])
        record(events.ConversationEnded(conversation=conversation.id, case=None, reason=reason))


def reopen_conversation(*, actor: Actor, now: datetime, conversation_id: UUID, undone: bool = False) -> None:
    """Work on an ended conversation again. A letter that was held is held again. Objects: conversation_not_ended."""
    with journal.transaction(actor=actor, now=now) as record:
        conversation = locked(conversation_id)
        refuse([reopen_objection(state_of(conversation))])
        conversation.state = ConversationState.HELD if conversation.held_reason else ConversationState.OPEN
        conversation.end_reason, conversation.ended_at, conversation.waiting_since = "", None, now
        conversation.save(update_fields=["state", "end_reason", "ended_at", "waiting_since"])
        record(events.ConversationReopened(conversation=conversation.id, case=None, undone=undone))


def mark_seen(*, actor: Actor, now: datetime, conversation_id: UUID, seen: UUID | None = None) -> None:
    """What was new has been read and asks for nothing. On a closed case this settles a late letter.

    Seeing twice changes nothing. Objects: conversation_changed.
    """
    with journal.transaction(actor=actor, now=now) as record:
        conversation = locked_unchanged(conversation_id, seen)
        if not conversation.unread:
            return
        conversation.unread = conversation.urgent = False
        conversation.save(update_fields=["unread", "urgent"])
        late = conversation.contacts.filter(late=True).exists()
        if late and conversation.case_id:
            settled = events.LateLetterSettled(conversation=conversation.id, case=conversation.case_id, reopened=False)
            record(settled)
        else:
            record(events.ConversationSeen(conversation=conversation.id, case=conversation.case_id))


def reopen_case_of(*, actor: Actor, now: datetime, conversation_id: UUID, seen: UUID | None = None) -> UUID:
    """A late letter shows that help is needed again: its case is taken up once more. Returns the case.

    Objects: conversation_has_no_case, conversation_changed, and whatever the case objects to.
    """
    with journal.transaction(actor=actor, now=now) as record:
        conversation = locked_unchanged(conversation_id, seen)
        if conversation.case_id is None:
            raise Objected(Objection(Refused.CONVERSATION_HAS_NO_CASE))
        cases.reopen(actor=actor, now=now, case_id=conversation.case_id, reason="new_contact")
        conversation.unread = conversation.urgent = False
        conversation.save(update_fields=["unread", "urgent"])
        record(events.LateLetterSettled(conversation=conversation.id, case=conversation.case_id, reopened=True))
        return conversation.case_id
