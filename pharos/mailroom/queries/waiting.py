"""What waits: for reading, for a person, for its next try. And how the mailboxes do."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pharos.mailroom.models import Letter, Mailbox, Outgoing, RawLetter
from pharos.mailroom.rules.states import LetterState, OutgoingState
from pharos.vault import api as vault

_LATE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class QuarantinedLetter:
    """One line of the quarantine page."""

    id: UUID
    received_at: datetime
    failed_at: datetime
    source: str
    size: int
    failure: str
    detail: str
    envelope_from: str
    envelope_to: tuple[str, ...]
    head: str


@dataclass(frozen=True, slots=True)
class FailedSending:
    """One line of the outbox page."""

    letter: UUID
    queued_at: datetime
    state: str
    attempts: int
    error: str
    next_try_at: datetime | None
    recipients: tuple[str, ...]
    subject: str


@dataclass(frozen=True, slots=True)
class MailboxHealth:
    """How a mailbox does."""

    id: UUID
    address: str
    insurer: str
    enabled: bool
    fetched: bool
    last_fetched_at: datetime | None
    last_error: str
    last_error_at: datetime | None
    failures: int


def unread(now: datetime, limit: int = 200) -> list[UUID]:
    """Letters stored a while ago that nobody has read."""
    rows = Letter.objects.filter(state=LetterState.RECEIVED, received_at__lt=now - _LATE).order_by("id")
    return list(rows.values_list("id", flat=True)[:limit])


def quarantined(before: UUID | None = None, limit: int = 50) -> list[QuarantinedLetter]:
    """Letters that could not be read, newest first; `before` is the last one of the page above."""
    rows = Letter.objects.filter(state=LetterState.QUARANTINED).order_by("-failed_at", "-id")
    if before:
        last = Letter.objects.only("failed_at").get(pk=before)
        rows = rows.filter(failed_at__lte=last.failed_at).exclude(pk=before)
    page = list(rows[:limit])
    vault.warm({row.key_id for row in page})
    heads = {raw.letter_id: _head(raw) for raw in RawLetter.objects.filter(pk__in=[row.pk for row in page])}
    return [
        QuarantinedLetter(
            row.id, row.received_at, row.failed_at or row.received_at, row.source, row.size, row.failure,
            row.failure_detail, row.envelope_from or "", tuple(row.envelope_to), heads.get(row.id, ""),
        )
        for row in page
    ]  # fmt: skip


def quarantine_count() -> int:
    return Letter.objects.filter(state=LetterState.QUARANTINED).count()


def outbox(limit: int = 100) -> list[FailedSending]:
    """Letters of ours that are not out yet or failed, failed ones first."""
    rows = Outgoing.objects.exclude(state=OutgoingState.SENT).select_related("letter")
    page = sorted(rows.order_by("-queued_at")[:limit], key=lambda row: row.state != OutgoingState.FAILED)
    return [
        FailedSending(
            row.letter_id, row.queued_at, row.state, row.attempts, row.last_error, row.next_try_at,
            tuple(row.letter.envelope_to), row.letter.subject or "",
        )
        for row in page
    ]  # fmt: skip


def mailboxes() -> list[MailboxHealth]:
    """Every mailbox, those with errors first."""
    rows = Mailbox.objects.select_related("insurer")
    found = [
        MailboxHealth(
            row.id, row.address, row.insurer.code if row.insurer else "", row.enabled, bool(row.host),
            row.last_fetched_at, row.last_error, row.last_error_at, row.failures,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (not one.last_error, one.address))


def _head(raw: RawLetter) -> str:
    """The first characters of a letter nobody could read, for a person to guess by."""
    text = bytes(raw.content or b"")[:400].decode("utf-8", "replace")
    return "".join(character if character.isprintable() else " " for character in text)[:200].strip()
