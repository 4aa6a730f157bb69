"""A letter of ours is written, filed in its thread and put in the outbox, in the caller's transaction."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection

from pharos.core.actor import Actor
from pharos.core.ids import new_id
from pharos.core.objections import Objected, Objection
from pharos.events.mailroom import LetterQueued
from pharos.journal import api as journal
from pharos.mailroom.actions.placing import place_ours
from pharos.mailroom.actions.storing import files, fill, new_letter
from pharos.mailroom.models import Attachment, Letter, Outgoing, RawLetter
from pharos.mailroom.parsing import Address, parse_letter, peek
from pharos.mailroom.queries.addresses import sender_of
from pharos.mailroom.rules.codes import Code
from pharos.mailroom.rules.composing import Draft, compose, new_message_id, objections_to, references_for
from pharos.mailroom.rules.identity import address_mark
from pharos.mailroom.rules.loops import automatic_objection
from pharos.mailroom.rules.states import Source
from pharos.vault import api as vault


def queue_letter(*, actor: Actor, now: datetime, draft: Draft, request: str) -> UUID:
    """Put a letter in the outbox; its id. The same `request` again gives the same letter and sends nothing more.

    Objects: `no_recipient`, `bad_address`, `line_break_in_header`, `text_missing`, `attachments_too_large`,
    `no_sender_address`; for automatic drafts `never_answer_machines`, `enough_automatic_answers`.
    """
    with journal.transaction(actor=actor, now=now) as record:
        if done := _ordered_before(request):
            return done
        sender = sender_of(draft)
        if sender is None:
            raise Objected(Objection(Code.NO_SENDER_ADDRESS))
        answered = Letter.objects.select_for_update(no_key=True).get(pk=draft.answers) if draft.answers else None
        objections = objections_to(draft, sender)
        if draft.automatic and not objections:
            objections = _loop_objections(draft, answered, now)
        if objections:
            raise Objected(*objections)
        letter = _file(draft, sender, answered, now)
        Outgoing.objects.create(
            letter=letter,
            insurer_id=letter.insurer_id,
            request=request,
            ordered_by=str(actor),
            queued_at=now,
            next_try_at=now,
            automatic=draft.automatic,
            recipient=address_mark(draft.to[0].email, settings.MAIL_SECRET),
            remaining=list(range(len(letter.envelope_to))),
        )
        _order_sending(letter.id)
        record(LetterQueued(letter=letter.id, thread=letter.thread or letter.id))
    return letter.id


def _ordered_before(request: str) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 11))", [request])
    return Outgoing.objects.filter(request=request).values_list("letter_id", flat=True).first()


def _loop_objections(draft: Draft, answered: Letter | None, now: datetime) -> list[Objection]:
    mark = address_mark(draft.to[0].email, settings.MAIL_SECRET)
    since = now - timedelta(days=1)
    sent = Outgoing.objects.filter(automatic=True, recipient=mark, queued_at__gte=since).count()
    objection = automatic_objection(
        answerable=answered.answerable if answered else True,
        automatic=answered.automatic if answered else "",
        bounced=answered.bounced if answered else "",
        spam=bool(answered and answered.spam),
        sent_today=sent,
    )
    return [objection] if objection else []


def _file(draft: Draft, sender: Address, answered: Letter | None, now: datetime) -> Letter:
    """Our letter as a row in its thread."""
    letter_id = new_id()
    references = references_for(answered.message_id, answered.refers_to) if answered else ()
    raw = compose(draft, sender, message_id=new_message_id(letter_id, sender), references=references, now=now)
    recipients = [one.email for one in (*draft.to, *draft.cc)]
    letter = new_letter(
        raw, peek(raw), now=now, envelope_from=sender.email, envelope_to=recipients, source=Source.OUTBOUND
    )
    parsed = parse_letter(raw)
    letter.id = letter_id
    fill(letter, parsed)
    letter.language = draft.language
    letter.visible_text, letter.quoted_text, letter.signature = parsed.text, None, None
    letter.insurer_id = draft.insurer or (answered.insurer_id if answered else None)
    letter.key = vault.new_key()
    place_ours(letter, answered)
    letter.save(force_insert=True)
    RawLetter(letter=letter, insurer_id=letter.insurer_id, key_id=letter.key_id, content=raw).save(force_insert=True)
    Attachment.objects.bulk_create(files(letter, parsed))
    return letter


def _order_sending(letter_id: UUID) -> None:
    from pharos.mailroom import jobs  # the job sends letters with the actions beside this one

    jobs.send_letter.defer(letter=str(letter_id))
