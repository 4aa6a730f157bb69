"""Answering a letter: from the insurer's address, in its thread, once."""

from datetime import datetime
from uuid import UUID

from pharos.contact.actions.loading import locked, refuse
from pharos.contact.models import Contact, Conversation
from pharos.contact.queries.answering import Answer, answered_letter, draft_of
from pharos.contact.rules.kinds import MACHINES, LetterKind
from pharos.contact.rules.states import ContactKind, ConversationState, Refused
from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events import contact as events
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom


def answer_letter(*, actor: Actor, now: datetime, conversation_id: UUID, answer: Answer, request: str) -> UUID:
    """Put an answer to the newest letter of a conversation in the outbox; the letter's id. What was new has been read.

    The same `request` again gives the same letter. Objects: no_reply_address, machine_is_not_answered,
    conversation_held, and whatever the mail room objects to.
    """
    contact, letter = answered_letter(conversation_id)
    refuse([_objection(contact, letter)])
    assert letter is not None
    with journal.transaction(actor=actor, now=now) as record:
        # The letter first: the mail room's lock is taken before any conversation's, as filing takes them.
        conversation = Conversation.objects.select_related("case").defer("snippet").get(pk=conversation_id)
        sent = mailroom.queue_letter(
            actor=actor, now=now, draft=draft_of(conversation, letter, answer), request=request
        )
        home = locked(conversation_id)
        if home.state == ConversationState.HELD:
            raise Objected(Objection(Refused.CONVERSATION_HELD))
        if Contact.objects.filter(letter=sent).exists():
            return sent
        file_sent(home, sent, now)
        record(events.LetterAnswered(conversation=home.id, case=home.case_id, letter=sent))
        return sent


def _objection(contact: Contact | None, letter: mailroom.LetterView | None) -> Objection | None:
    if contact is None or letter is None or not letter.answer_to.email:
        return Objection(Refused.NO_REPLY_ADDRESS)
    if contact.correspondent in MACHINES:
        return Objection(Refused.MACHINE_IS_NOT_ANSWERED)
    return None


def file_sent(conversation: Conversation, letter_id: UUID, now: datetime) -> None:
    """A letter of ours becomes a contact of its locked conversation; what was new there has been read."""
    Contact.objects.create(
        conversation=conversation,
        insurer_id=conversation.insurer_id,
        kind=ContactKind.LETTER_OUT,
        at=now,
        filed_at=now,
        letter_id=letter_id,
        correspondent=LetterKind.OTHER,
    )
    conversation.last_contact_at = now
    conversation.unread = conversation.urgent = False
    conversation.save(update_fields=["last_contact_at", "unread", "urgent"])
