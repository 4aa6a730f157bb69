"""Letters to the insurer: a question while the clock stands, and the answer with its paper."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from pharos.core.actor import Actor
from pharos.core.objections import Objection
from pharos.core.papers import pdf
from pharos.events.network import DestinationMoved, InsurerWrittenTo
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.network.desk.actions.loading import due_of, locked, refuse
from pharos.network.desk.actions.scouting import Letter, sender_of, subject_of
from pharos.network.desk.paper import paper_of
from pharos.network.desk.queries.offering import offer_for
from pharos.network.desk.queries.standing import standing_of
from pharos.network.models import DestinationRequest
from pharos.network.rules.requests import Step, objections_to, result_of


def ask_insurer(*, actor: Actor, now: datetime, request_id: UUID, letter: Letter, request: str) -> UUID:
    """Ask what is meant; the clock stands until a place is said. The letter's id.

    Objects: request_closed, no_recipient, not_from_here, and whatever the mail room does.
    """
    with journal.transaction(actor=actor, now=now) as record:
        row = locked(request_id)
        before = Step(row.step)
        if before is not Step.CLARIFYING:
            refuse(objections_to(standing_of(row, now), Step.CLARIFYING))
        sent = _sent(actor, now, row, letter, (), request)
        row.clarification, row.step = sent, Step.CLARIFYING
        row.paused_at = row.paused_at or now
        row.save(update_fields=["clarification", "step", "paused_at"])
        record(InsurerWrittenTo(request=row.id, letter=sent, kind="question", conversation=row.conversation))
        if before is not Step.CLARIFYING:
            record(DestinationMoved(request=row.id, before=before, step=Step.CLARIFYING))
    return sent


def reply(*, actor: Actor, now: datetime, request_id: UUID, letter: Letter, request: str) -> UUID:
    """Send the insurer the answer with its paper; the letter's id. The same `request` again sends nothing more.

    Objects: not_at_reply, no_recipient, and whatever the mail room does.
    """
    with journal.transaction(actor=actor, now=now) as record:
        row = locked(request_id)
        if row.step != Step.REPLYING:
            refuse([Objection("not_at_reply")])
        sent = _sent(actor, now, row, letter, (paper_file(row, now, letter.language),), request)
        if row.reply != sent:
            row.reply, row.replied_at, row.due_at = sent, now, due_of(row)
            row.save(update_fields=["reply", "replied_at", "due_at"])
            record(InsurerWrittenTo(request=row.id, letter=sent, kind="answer", conversation=row.conversation))
    return sent


def paper_file(row: DestinationRequest, now: datetime, language: str) -> mailroom.OutgoingFile:
    """The paper as it would go now."""
    result, today = result_of(standing_of(row, now)), timezone.localdate(now)
    paper = paper_of(row, offer_for(row, today), result=result, language=language, today=today)
    return mailroom.OutgoingFile(name=f"{row.number}.pdf", type="application/pdf", content=pdf(paper))


def recipients(row: DestinationRequest, now: datetime) -> tuple[mailroom.Address, ...]:
    """To whom a letter about the request goes: whoever wrote, else the address told, else the desk on duty."""
    letter = mailroom.letters([row.letter]).get(row.letter) if row.letter else None
    if letter is not None and letter.answer_to.email:
        return (letter.answer_to,)
    if row.reply_to:
        return (mailroom.Address(row.reply_to, ""),)
    contacts = insurers.contacts_on_duty(row.insurer_id, now) if row.insurer_id else []
    return tuple(mailroom.Address(one.mail, one.name) for one in contacts if one.mail)[:1]


def _sent(
    actor: Actor, now: datetime, row: DestinationRequest, letter: Letter,
    files: Sequence[mailroom.OutgoingFile], request: str,
) -> UUID:  # fmt: skip
    to = recipients(row, now)
    if not to:
        refuse([Objection("no_recipient")])
    draft = mailroom.Draft(
        to=to, subject=subject_of(row, letter.subject), text=letter.text, language=letter.language,
        insurer=row.insurer_id, sender=sender_of(row), answers=row.letter, files=tuple(files),
    )  # fmt: skip
    return mailroom.queue_letter(actor=actor, now=now, draft=draft, request=request)
