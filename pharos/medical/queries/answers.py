"""Letters that may hold the answer to a doctor's question."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pharos.contact import api as contact
from pharos.medical.models import Question

LOOKED_AT, OFFERED, FIRST_WORDS = 30, 3, 400


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A letter that came after the question; `text` its own words without what it quotes, `first` the first of them."""

    id: UUID
    conversation: UUID
    at: datetime
    sender: str
    text: str

    @property
    def first(self) -> str:
        return self.text if len(self.text) <= FIRST_WORDS else self.text[:FIRST_WORDS].rsplit(" ", 1)[0] + "…"


def letters_for(question: Question) -> tuple[Offered, ...]:
    """Letters in the thread the question went out in, else any of a clinic's in its case; the newest first. Machines'
    letters and those without words are no answer."""
    if question.answered_at is not None:
        return ()
    came = contact.contacts_of_case(question.case_id, limit=LOOKED_AT)
    ours = {one.conversation for one in came if one.letter and one.letter.id == question.sent_letter}
    asked_at = question.sent_at or question.asked_at
    found = []
    for one in came:
        if one.letter is None or one.outgoing or one.letter.received_at < asked_at or one.letter.automatic:
            continue
        of_clinic = one.correspondent == contact.LetterKind.CLINIC
        if one.letter.visible_text.strip() and (one.conversation in ours or (of_clinic and not ours)):
            sender = one.letter.sender.name or one.letter.sender.email
            text = one.letter.visible_text.strip()
            found.append(
                Offered(
                    id=one.letter.id, conversation=one.conversation, at=one.letter.received_at, sender=sender, text=text
                )
            )
    return tuple(found[:OFFERED])
