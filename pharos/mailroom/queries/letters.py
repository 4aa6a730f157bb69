"""Letters, threads and files."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from pharos.mailroom.models import Attachment, Letter, RawLetter
from pharos.mailroom.queries.views import AttachmentView, LetterView, attachment_view, letter_view
from pharos.mailroom.rules.states import LetterState
from pharos.vault import api as vault

LetterMissing = Letter.DoesNotExist
AttachmentMissing = Attachment.DoesNotExist


@dataclass(frozen=True, slots=True)
class AttachmentContent:
    """A file with its bytes."""

    view: AttachmentView
    content: bytes


def letter(letter_id: UUID) -> LetterView:
    """One letter. Raises Letter.DoesNotExist."""
    row = Letter.objects.get(pk=letter_id)
    return letter_view(row, list(Attachment.objects.filter(letter=row).defer("content")))


def letters(ids: Iterable[UUID]) -> dict[UUID, LetterView]:
    """Many letters in two queries; ids that do not exist are absent."""
    wanted = list(ids)
    rows = list(Letter.objects.filter(pk__in=wanted)) if wanted else []
    if not rows:
        return {}
    vault.warm({row.key_id for row in rows})
    files: dict[UUID, list[Attachment]] = defaultdict(list)
    for file in Attachment.objects.filter(letter__in=[row.pk for row in rows]).defer("content"):
        files[file.letter_id].append(file)
    return {row.id: letter_view(row, files[row.id]) for row in rows}


def thread_root(letter_id: UUID) -> UUID:
    """The id of the first letter of this letter's thread; its own while it has not been read."""
    return Letter.objects.values_list("thread", flat=True).get(pk=letter_id) or letter_id


def thread_letters(thread: UUID) -> list[UUID]:
    """Ids of a thread's letters, oldest first."""
    return list(Letter.objects.filter(thread=thread).order_by("received_at", "id").values_list("id", flat=True))


def first_message_ids(threads: Iterable[UUID]) -> dict[UUID, str]:
    """The Message-ID of each thread's first letter."""
    return dict(Letter.objects.filter(pk__in=list(threads)).values_list("id", "message_id"))


def by_message_id(message_id: str) -> UUID | None:
    """The letter with this identifier; the first of them where a later one claims the same."""
    rows = Letter.objects.filter(message_id=message_id).order_by("conflicting", "id")
    return rows.values_list("id", flat=True).first()


def letters_from(email: str, limit: int = 50) -> list[UUID]:
    """The newest letters of a sender."""
    rows = Letter.objects.filter(sender_email=email.lower()).order_by("-received_at", "-id")
    return list(rows.values_list("id", flat=True)[:limit])


def attachment(attachment_id: UUID) -> AttachmentContent:
    """A file with its bytes. Raises Attachment.DoesNotExist."""
    row = Attachment.objects.get(pk=attachment_id)
    return AttachmentContent(attachment_view(row), bytes(row.content or b""))


def unreadable(letter_id: UUID) -> bool:
    """Whether the letter is, or was when it was discarded, in quarantine."""
    states = (LetterState.QUARANTINED, LetterState.DISCARDED)
    return Letter.objects.filter(pk=letter_id, state__in=states).exists()


def raw_letter(letter_id: UUID) -> bytes:
    """The bytes as they came; empty once erased. Raises RawLetter.DoesNotExist."""
    return bytes(RawLetter.objects.get(pk=letter_id).content or b"")
