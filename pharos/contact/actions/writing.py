"""Writing to an insurer for its approval: from its own address, tagged with the case, once; and its clock begins."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pharos.cases import api as cases
from pharos.contact.actions.answering import file_sent
from pharos.contact.actions.loading import locked
from pharos.contact.models import Contact, Conversation
from pharos.contact.queries.answering import answered_letter
from pharos.contact.rules.kinds import LetterKind
from pharos.core.actor import Actor
from pharos.events import contact as events
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.policies import api as policies
from pharos.vault import api as vault


@dataclass(frozen=True, kw_only=True)
class InsurerLetter:
    """What a person has read and sends."""

    to: mailroom.Address
    subject: str
    text: str
    language: str


def write_to_insurer(*, actor: Actor, now: datetime, approval_id: UUID, letter: InsurerLetter, request: str) -> UUID:
    """Send the request for approval; the letter's id. In one transaction with the request being asked. A further letter
    after a question of the insurer's stays in the thread.

    Objects: what the mail room and `policies.approval_sent` object to. Raises policies.ApprovalMissing.
    """
    with journal.transaction(actor=actor, now=now) as record:
        asked = policies.approval(approval_id)
        case_id = cases.survivor_of(asked.case_id)
        known = Contact.objects.filter(letter=asked.letter).first() if asked.letter else None
        answered = answered_letter(known.conversation_id)[1] if known else None
        draft = mailroom.Draft(
            to=(letter.to,),
            subject=mailroom.tagged_subject(" ".join(letter.subject.split()), _number(case_id)),
            text=letter.text,
            language=letter.language,
            insurer=asked.insurer_id,
            answers=answered.id if answered else None,
        )
        # The letter first: the mail room's lock is taken before any conversation's, as filing takes them.
        sent = mailroom.queue_letter(actor=actor, now=now, draft=draft, request=request)
        if Contact.objects.filter(letter=sent).exists():
            return sent
        home = locked(known.conversation_id) if known else _opened(case_id, asked, letter, now)
        file_sent(home, sent, now)
        record(events.LetterWritten(conversation=home.id, case=home.case_id, letter=sent))
        policies.approval_sent(actor=actor, now=now, approval_id=approval_id, letter=sent)
    return sent


def _opened(case_id: UUID, asked: policies.ApprovalRow, letter: InsurerLetter, now: datetime) -> Conversation:
    """A conversation of the case with this insurer, begun by us."""
    return Conversation.objects.create(
        case_id=case_id,
        key=vault.new_key(),
        insurer_id=asked.insurer_id,
        correspondent=LetterKind.INSURER,
        language=letter.language,
        opened_at=now,
        last_contact_at=now,
        waiting_since=now,
        address=letter.to.email,
        name=letter.to.name or None,
        subject=letter.subject,
    )


def _number(case_id: UUID) -> str:
    found = cases.case_lines([case_id], medical=False)
    return found[0].number if found else ""
