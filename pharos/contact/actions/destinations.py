"""An insurer's letter about a place becomes a request of the network; our letters about it come back here."""

from datetime import datetime
from uuid import UUID

from pharos.contact.models import Contact, Conversation
from pharos.contact.queries.answering import answered_letter, whose
from pharos.contact.queries.threads import survivor
from pharos.contact.rules.kinds import LetterKind
from pharos.contact.rules.states import ContactKind, Refused
from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events import contact as events
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.network import api as network


def request_destination(*, actor: Actor, now: datetime, conversation_id: UUID) -> UUID:
    """Make a destination request of the newest letter of a conversation; its id. The same letter makes one request.

    Objects: no_reply_address, and what the network does (`insurer_needed` where nobody can say whose letter it is).
    """
    _, letter = answered_letter(conversation_id)
    if letter is None:
        raise Objected(Objection(Refused.NO_REPLY_ADDRESS))
    conversation = Conversation.objects.get(pk=conversation_id)
    with journal.transaction(actor=actor, now=now):
        asked = network.Asked(
            origin=network.Origin.INSURER, insurer=_insurer(conversation, letter), conversation=conversation.id,
            letter=letter.id, reply_to=letter.answer_to.email,
        )  # fmt: skip
        return network.open_request(actor=actor, now=now, asked=asked)


def file_ours(*, actor: Actor, now: datetime, conversation_id: UUID, letter_id: UUID) -> None:
    """A letter of ours about a request belongs to the conversation the request came from. Again is harmless."""
    with journal.transaction(actor=actor, now=now) as record:
        if Contact.objects.filter(letter=letter_id).exists():
            return
        home = survivor(conversation_id)
        conversation = Conversation.objects.select_for_update(of=("self",)).filter(pk=home or conversation_id).first()
        if conversation is None:
            return
        Contact.objects.create(
            conversation=conversation, insurer_id=conversation.insurer_id, kind=ContactKind.LETTER_OUT, at=now,
            filed_at=now, letter_id=letter_id, correspondent=LetterKind.OTHER,
        )  # fmt: skip
        conversation.last_contact_at = now
        conversation.save(update_fields=["last_contact_at"])
        record(events.LetterAnswered(conversation=conversation.id, case=conversation.case_id, letter=letter_id))


def _insurer(conversation: Conversation, letter: mailroom.LetterView) -> UUID | None:
    """Whose people wrote, by their address; else whose conversation it is, or whose mailbox they wrote to."""
    known = insurers.insurer_by_address(letter.answer_to.email)
    return known.id if known else conversation.insurer_id or whose(conversation)
