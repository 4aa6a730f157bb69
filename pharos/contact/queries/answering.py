"""What an answer answers, and from which address it goes."""

from dataclasses import dataclass
from uuid import UUID

from pharos.contact.models import Contact, Conversation
from pharos.contact.rules.states import ContactKind
from pharos.insurers import api as insurers
from pharos.mailroom import api as mailroom
from pharos.policies import api as policies


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a person wrote. `language` chooses the address it goes out from."""

    subject: str
    text: str
    language: str


def answered_letter(conversation_id: UUID) -> tuple[Contact | None, mailroom.LetterView | None]:
    """The newest letter from outside in this conversation."""
    rows = Contact.objects.filter(conversation=conversation_id, kind=ContactKind.LETTER_IN)
    contact = rows.order_by("-at", "-id").first()
    return contact, mailroom.letter(contact.letter_id) if contact and contact.letter_id else None


def whose(conversation: Conversation) -> UUID | None:
    """The insurer of a conversation by itself: its policy's, else the one its newest letter was written to."""
    if conversation.policy_id:
        return policies.policy(conversation.policy_id).insurer_id
    _, letter = answered_letter(conversation.id)
    own = mailroom.own_addresses()
    return next((insurer for address in _written_to(letter) if (insurer := own.get(address))), None) if letter else None


def sender_for(insurer_id: UUID | None, letter: mailroom.LetterView, language: str) -> mailroom.Address | None:
    """The insurer's address for the language; where no insurer is known, the address of ours the letter came to."""
    if insurer_id and (row := insurers.sender_address(insurer_id, language)):
        return mailroom.Address(row.address.lower(), row.display_name)
    own = mailroom.own_addresses()
    return next((mailroom.Address(address, "") for address in _written_to(letter) if address in own), None)


def draft_of(conversation: Conversation, letter: mailroom.LetterView, answer: Answer) -> mailroom.Draft:
    """The answer as a letter: to whom, from which address of ours, with the case's tag in its subject."""
    number = conversation.case.number if conversation.case else ""
    subject = " ".join(answer.subject.split())
    return mailroom.Draft(
        to=(letter.answer_to,),
        subject=mailroom.tagged_subject(subject, number) if number else subject,
        text=answer.text,
        language=answer.language,
        insurer=conversation.insurer_id,
        sender=sender_for(conversation.insurer_id, letter, answer.language),
        answers=letter.id,
    )


def _written_to(letter: mailroom.LetterView) -> tuple[str, ...]:
    return (*(one.email for one in letter.to), *(one.email for one in letter.cc), *letter.envelope_to)
