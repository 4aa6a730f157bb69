"""Forgetting what letters said and who wrote them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat

from pharos.mailroom.models import Attachment, Awaited, Letter, Outgoing, RawLetter
from pharos.mailroom.rules.states import OutgoingState
from pharos.vault import api as vault

UNSENT = (OutgoingState.QUEUED, OutgoingState.SENDING)


def on_their_way(letter_ids: Sequence[UUID]) -> int:
    """How many of these letters of ours are not sent yet."""
    return Outgoing.objects.filter(letter__in=letter_ids, state__in=UNSENT).count()


def forget_letters(letter_ids: Sequence[UUID], *, now: datetime) -> None:
    """Destroy the keys of letters and blank who wrote them and to whom; call inside a transaction.

    Their fingerprints stay, so the same letter is not taken in a second time; their message ids go, so an answer to a
    forgotten letter begins a conversation of its own.
    """
    keys: set[UUID | None] = {
        *Letter.objects.filter(pk__in=letter_ids).values_list("key", flat=True),
        *RawLetter.objects.filter(letter__in=letter_ids).values_list("key", flat=True),
        *Attachment.objects.filter(letter__in=letter_ids).values_list("key", flat=True),
    }
    Awaited.objects.filter(letter__in=letter_ids).delete()
    Letter.objects.filter(pk__in=letter_ids).update(
        envelope_from=None, envelope_to=[], sender_email="", correspondents=[], refers_to=[], bounced_message_id="",
        message_id=Concat(Value("forgotten-"), Cast(F("id"), CharField(max_length=36))),
    )  # fmt: skip
    for key_id in keys:
        if key_id:
            vault.destroy(key_id, now=now)
