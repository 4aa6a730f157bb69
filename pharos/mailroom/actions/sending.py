"""The outbox is emptied: each letter is claimed, handed over, and its fate written down.

Sent once, as far as SMTP allows. The claim is committed before the server is called, so two workers never send one
letter. One window remains: a worker that dies after the server's 250 and before its own commit. Its claim lapses and
the letter goes out again with the same Message-ID, bytes and date, which mail systems and readers fold into one.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events.mailroom import LetterNotSent, LetterQueued, LetterSent
from pharos.journal import api as journal
from pharos.mailroom.models import Letter, Outgoing, RawLetter
from pharos.mailroom.posting import Handed, hand_over
from pharos.mailroom.rules.codes import Code
from pharos.mailroom.rules.pauses import SENDING_LAPSES_AFTER, next_send
from pharos.mailroom.rules.states import OutgoingState

SENDER = Actor.system("mailroom")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A letter this worker, and no other, is sending."""

    letter: UUID
    token: UUID
    sender: str
    recipients: tuple[str, ...]
    places: tuple[int, ...]
    raw: bytes


def send(letter_id: UUID, *, now: datetime) -> OutgoingState | None:
    """Try to send a letter that is due; the state it reached, None when it was not ours to send now."""
    claim = _claim(letter_id, now)
    if claim is None:
        return None
    handed = hand_over(settings.MAIL_SMTP_URL, settings.MAIL_SENT_FOLDER, claim.sender, claim.recipients, claim.raw)
    return _settle(claim, handed, now)


def due(now: datetime, limit: int = 200) -> list[UUID]:
    """Letters whose next try has come, and those whose sender died."""
    return list(Outgoing.objects.filter(_due(now)).order_by("next_try_at").values_list("letter_id", flat=True)[:limit])


def _due(now: datetime) -> Q:
    return Q(state=OutgoingState.QUEUED, next_try_at__lte=now) | Q(state=OutgoingState.SENDING, claimed_until__lte=now)


def _claim(letter_id: UUID, now: datetime) -> _Claim | None:
    token = uuid4()
    with transaction.atomic():
        claimed = Outgoing.objects.filter(_due(now), pk=letter_id).update(
            state=OutgoingState.SENDING,
            claim=token,
            claimed_until=now + SENDING_LAPSES_AFTER,
            attempts=F("attempts") + 1,
        )
        if not claimed:
            return None
    outgoing = Outgoing.objects.select_related("letter").get(pk=letter_id)
    raw = RawLetter.objects.get(pk=letter_id).content
    places = tuple(outgoing.remaining)
    recipients = tuple(outgoing.letter.envelope_to[place] for place in places)
    return _Claim(letter_id, token, outgoing.letter.envelope_from or "", recipients, places, bytes(raw or b""))


def _settle(claim: _Claim, handed: Handed, now: datetime) -> OutgoingState | None:
    with journal.transaction(actor=SENDER, now=now) as record:
        outgoing = Outgoing.objects.select_for_update().get(pk=claim.letter)
        if outgoing.claim != claim.token:
            return None
        outgoing.remaining = [claim.places[place] for place in handed.later]
        outgoing.last_error = handed.error
        outgoing.claim = outgoing.claimed_until = None
        pause = next_send(outgoing.attempts)
        thread = outgoing.letter.thread or claim.letter
        if handed.taken:
            outgoing.sent_at = now
        if handed.later and pause is not None:
            outgoing.state, outgoing.next_try_at = OutgoingState.QUEUED, now + pause
        elif outgoing.sent_at and not handed.later:
            outgoing.state, outgoing.next_try_at = OutgoingState.SENT, None
            record(LetterSent(letter=claim.letter, thread=thread))
        else:
            outgoing.state, outgoing.next_try_at = OutgoingState.FAILED, None
            record(LetterNotSent(letter=claim.letter, thread=thread, code=handed.error))
        outgoing.save()
    return OutgoingState(outgoing.state)


def send_again(letter_id: UUID, *, actor: Actor, now: datetime) -> None:
    """A person orders another round for a letter that failed. Objects: `not_failed`."""
    from pharos.mailroom import jobs  # the job sends letters with this action

    with journal.transaction(actor=actor, now=now) as record:
        outgoing = Outgoing.objects.select_for_update().get(pk=letter_id)
        if outgoing.state != OutgoingState.FAILED:
            raise Objected(Objection(Code.NOT_FAILED))
        places = outgoing.remaining or list(range(len(outgoing.letter.envelope_to)))
        outgoing.state, outgoing.attempts, outgoing.next_try_at = OutgoingState.QUEUED, 0, now
        outgoing.remaining, outgoing.last_error = places, ""
        outgoing.save()
        thread = Letter.objects.values_list("thread", flat=True).get(pk=letter_id) or letter_id
        record(LetterQueued(letter=letter_id, thread=thread))
        jobs.send_letter.defer(letter=str(letter_id))
