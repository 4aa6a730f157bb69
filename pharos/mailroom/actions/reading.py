"""A stored letter is read, or lands in quarantine where a person sees it. Either way the next one goes on."""

from datetime import datetime
from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.db.models import F

from pharos.core.actor import Actor
from pharos.events.mailroom import LetterParsed, LetterQuarantined, ThreadsJoined
from pharos.journal import api as journal
from pharos.mailroom.actions.placing import Placed, place
from pharos.mailroom.actions.storing import files, fill, insurer_of
from pharos.mailroom.models import Attachment, Awaited, Letter, RawLetter
from pharos.mailroom.parsing import FailureCode, ParsedLetter, ParseFailed, parse_letter
from pharos.mailroom.queries.addresses import own_addresses
from pharos.mailroom.rules.states import LetterState

READER = Actor.system("mailroom")
_MOST_TRIES = 4
_UNREAD = (LetterState.RECEIVED, LetterState.QUARANTINED)


def parse(letter_id: UUID, *, now: datetime, actor: Actor = READER) -> LetterState:
    """Read a stored letter; the state it reached. Reading it again changes nothing.

    Raises only what means "the database is not there": then nothing has happened and it may be tried again.
    """
    try:
        return _read(letter_id, now, actor)
    except (OperationalError, InterfaceError):
        raise
    except Exception as surprise:  # noqa: BLE001 -- whatever a letter did to us, it must not stop the next one
        return quarantine(letter_id, FailureCode.UNEXPECTED, type(surprise).__name__, now=now, actor=actor)


def read_carefully(letter_id: UUID, *, now: datetime) -> LetterState:
    """Read a letter, counting the tries in commits of their own: what kills its worker is put aside in the end."""
    Letter.objects.filter(pk=letter_id, state=LetterState.RECEIVED).update(tries=F("tries") + 1)
    if Letter.objects.values_list("tries", flat=True).get(pk=letter_id) > _MOST_TRIES:
        return quarantine(letter_id, "brings_workers_down", "", now=now)
    return parse(letter_id, now=now)


def _read(letter_id: UUID, now: datetime, actor: Actor) -> LetterState:
    with journal.transaction(actor=actor, now=now) as record:
        letter = Letter.objects.select_for_update().get(pk=letter_id)
        if letter.state not in _UNREAD:
            return LetterState(letter.state)
        raw = bytes(RawLetter.objects.get(pk=letter_id).content or b"")
        try:
            parsed = parse_letter(raw, envelope_from=letter.envelope_from)
        except ParseFailed as failed:
            _mark_quarantined(letter, failed.code, failed.detail, now)
            record(LetterQuarantined(letter=letter.id, code=failed.code))
            return LetterState.QUARANTINED
        placed = _store(letter, parsed)
        record(LetterParsed(letter=letter.id, thread=letter.thread or letter.id, source=letter.source))
        for old in placed.joined:
            record(ThreadsJoined(thread=placed.root(old), joined=old))
    return LetterState.PARSED


def _store(letter: Letter, parsed: ParsedLetter) -> Placed:
    fill(letter, parsed)
    if letter.insurer_id is None:
        addresses = [one.email for one in (*parsed.to, *parsed.cc)]
        letter.insurer_id = insurer_of(addresses, own_addresses())
        if letter.insurer_id:
            RawLetter.objects.filter(pk=letter.id).update(insurer=letter.insurer_id)
    placed = place([letter])
    letter.save(force_update=True)
    Attachment.objects.bulk_create(files(letter, parsed))
    Awaited.objects.bulk_create(placed.awaited)
    return placed


def quarantine(
    letter_id: UUID, code: FailureCode | str, detail: str, *, now: datetime, actor: Actor = READER
) -> LetterState:
    """Put a letter aside for a person to look at."""
    with journal.transaction(actor=actor, now=now) as record:
        letter = Letter.objects.select_for_update().get(pk=letter_id)
        if letter.state not in _UNREAD:
            return LetterState(letter.state)
        _mark_quarantined(letter, code, detail, now)
        record(LetterQuarantined(letter=letter.id, code=str(code)))
    return LetterState.QUARANTINED


def _mark_quarantined(letter: Letter, code: FailureCode | str, detail: str, now: datetime) -> None:
    letter.state = LetterState.QUARANTINED
    letter.failure, letter.failure_detail, letter.failed_at = str(code), detail[:80], now
    letter.thread = letter.thread or letter.id
    letter.save(update_fields=["state", "failure", "failure_detail", "failed_at", "thread"])
