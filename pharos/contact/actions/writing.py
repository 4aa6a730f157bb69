"""Writing first: to an insurer for its approval, whose clock begins; to whoever a case has to do with."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pharos.cases import api as cases
from pharos.contact.actions.answering import file_sent
from pharos.contact.actions.loading import locked
from pharos.contact.models import Contact, Conversation
from pharos.contact.queries.answering import answered_letter, sender_for
from pharos.contact.queries.threads import survivor
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


@dataclass(frozen=True, kw_only=True)
class CaseLetter:
    """What a person has read and sends about a case. `conversation`: whose thread it goes on in, if that is the case's
    still; None begins one with a `correspondent`."""

    to: mailroom.Address
    subject: str
    text: str
    language: str
    conversation: UUID | None = None
    correspondent: LetterKind = LetterKind.CLINIC


def write_about_case(*, actor: Actor, now: datetime, case_id: UUID, letter: CaseLetter, request: str) -> UUID:
    """Send a letter about a case, in the thread where there is one, with the case's tag; the letter's id. The same
    `request` again gives the same letter. Objects: what the mail room objects to."""
    with journal.transaction(actor=actor, now=now) as record:
        line = cases.case_lines([cases.survivor_of(case_id)], medical=False)[0]
        thread = _thread_of(line.id, letter.conversation)
        answered = answered_letter(thread)[1] if thread else None
        draft = mailroom.Draft(
            to=(letter.to,),
            subject=mailroom.tagged_subject(" ".join(letter.subject.split()), line.number),
            text=letter.text,
            language=letter.language,
            insurer=line.insurer_id,
            sender=sender_for(line.insurer_id, answered, letter.language) if answered else None,
            answers=answered.id if answered else None,
        )
        # The letter first: the mail room's lock is taken before any conversation's, as filing takes them.
        sent = mailroom.queue_letter(actor=actor, now=now, draft=draft, request=request)
        if Contact.objects.filter(letter=sent).exists():
            return sent
        home = locked(thread) if thread else _begun(line, letter, now)
        file_sent(home, sent, now)
        kind = events.LetterAnswered if answered else events.LetterWritten
        record(kind(conversation=home.id, case=home.case_id, letter=sent))
    return sent


def _thread_of(case_id: UUID, conversation: UUID | None) -> UUID | None:
    home = survivor(conversation) if conversation else None
    return home if home and Conversation.objects.filter(pk=home, case=case_id).exists() else None


def _begun(line: cases.CaseLine, letter: CaseLetter, now: datetime) -> Conversation:
    return Conversation.objects.create(
        case_id=line.id,
        key=vault.new_key(),
        insurer_id=line.insurer_id,
        correspondent=letter.correspondent,
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
