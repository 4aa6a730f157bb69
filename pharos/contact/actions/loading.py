"""Conversations under lock. A conversation is locked before its case, everywhere, so that nobody waits in a circle."""

from collections.abc import Iterable
from uuid import UUID

from pharos.contact.models import Contact, Conversation
from pharos.contact.rules.states import ConversationState, Refused
from pharos.core.objections import Objected, Objection


def locked(conversation_id: UUID) -> Conversation:
    """The conversation under lock; one that was joined to another leads to the other.

    Raises Conversation.DoesNotExist.
    """
    conversation = Conversation.objects.select_for_update().get(pk=conversation_id)
    while conversation.joined_to_id is not None:
        conversation = Conversation.objects.select_for_update().get(pk=conversation.joined_to_id)
    return conversation


def locked_unchanged(conversation_id: UUID, seen: UUID | None) -> Conversation:
    """Under lock, and with nothing newer in it than `seen`, the newest contact on the page that was acted on.

    Objects: conversation_changed. None does not ask.
    """
    conversation = locked(conversation_id)
    if seen is not None and newest_contact(conversation.id) != seen:
        raise Objected(Objection(Refused.CONVERSATION_CHANGED))
    return conversation


def newest_contact(conversation_id: UUID) -> UUID | None:
    """The contact filed last, which is not always the one that happened last."""
    filed = Contact.objects.filter(conversation=conversation_id).order_by("-filed_at", "-id")
    return filed.values_list("id", flat=True).first()


def refuse(objections: Iterable[Objection | None]) -> None:
    """Raise Objected when there is anything against it."""
    if found := tuple(objection for objection in objections if objection):
        raise Objected(*found)


def state_of(conversation: Conversation) -> ConversationState:
    return ConversationState(conversation.state)
