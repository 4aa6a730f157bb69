"""Letters of ours that did not leave the house."""

from datetime import datetime
from uuid import UUID

from pharos.contact.actions.loading import locked
from pharos.contact.models import Contact
from pharos.core.actor import Actor
from pharos.events import contact as events
from pharos.journal import api as journal


def mark_not_sent(*, actor: Actor, now: datetime, letter_id: UUID) -> None:
    """Show a letter of ours as failed, and its conversation as unread: somebody waits for an answer in vain."""
    with journal.transaction(actor=actor, now=now) as record:
        contact = Contact.objects.filter(letter=letter_id).first()
        if contact is None or contact.failed_at is not None:
            return
        conversation = locked(contact.conversation_id)
        Contact.objects.filter(pk=contact.pk).update(failed_at=now)
        if not conversation.unread:
            conversation.unread, conversation.waiting_since = True, now
            conversation.save(update_fields=["unread", "waiting_since"])
        record(
            events.LetterUndelivered(
                conversation=conversation.id, case=conversation.case_id, letter=letter_id, bounce=None
            )
        )
