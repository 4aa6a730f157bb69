"""A letter comes in: its bytes are safe before anybody looks at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events.mailroom import LetterArrived
from pharos.journal import api as journal
from pharos.mailroom.actions.storing import clean_address, insurer_of, new_letter
from pharos.mailroom.models import Letter, RawLetter
from pharos.mailroom.parsing import DEFAULT_LIMITS, Glimpse, peek
from pharos.mailroom.queries.addresses import own_addresses
from pharos.mailroom.rules.codes import Code
from pharos.mailroom.rules.identity import identity
from pharos.mailroom.rules.states import Source
from pharos.vault import api as vault


@dataclass(frozen=True, slots=True)
class ReceivedLetter:
    """What became of a delivery. `duplicate`: we had this letter already, `id` is the one we had."""

    id: UUID
    duplicate: bool
    conflicting: bool


def receive(
    raw: bytes,
    *,
    now: datetime,
    envelope_to: Sequence[str],
    envelope_from: str | None,
    source: Source | str,
    read_later: bool = True,
) -> ReceivedLetter:
    """Store a letter as it came and order its reading. When this returns outside a transaction, it is committed.

    The same letter again (a retry, a second address of ours) makes no second one. The same Message-ID with other
    content does, flagged `conflicting`. Objects: `letter_too_large`.
    """
    if len(raw) > DEFAULT_LIMITS.letter_bytes:
        raise Objected(Objection(Code.LETTER_TOO_LARGE, {"megabytes": DEFAULT_LIMITS.letter_bytes >> 20}))
    glimpse = peek(raw)
    with journal.transaction(actor=Actor.system(str(source)), now=now) as record:
        _hold(glimpse)
        own = identity(glimpse.message_id, glimpse.fingerprint)
        there = dict(
            Letter.objects.filter(Q(message_id=glimpse.message_id) | Q(identity=own)).values_list("identity", "id")
        )
        if same := there.get(own):  # found by its identity alone once it is forgotten
            _add_copy(same, envelope_to)
            return ReceivedLetter(same, duplicate=True, conflicting=False)
        letter = new_letter(
            raw, glimpse, now=now, envelope_from=envelope_from, envelope_to=envelope_to, source=str(source)
        )
        letter.conflicting = bool(there)
        letter.insurer_id = insurer_of(letter.envelope_to, own_addresses())
        letter.key = vault.new_key()
        letter.save(force_insert=True)
        RawLetter(letter=letter, insurer_id=letter.insurer_id, key_id=letter.key_id, content=raw).save(
            force_insert=True
        )
        record(LetterArrived(letter=letter.id, source=str(source)))
        if read_later:
            _order_reading(letter.id)
    return ReceivedLetter(letter.id, duplicate=False, conflicting=letter.conflicting)


def _hold(glimpse: Glimpse) -> None:
    """Two deliveries of one letter at the same moment take turns."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 7))", [glimpse.message_id])


def _add_copy(letter_id: UUID, envelope_to: Sequence[str]) -> None:
    letter = Letter.objects.select_for_update().only("id", "copies", "envelope_to").get(pk=letter_id)
    letter.copies += 1
    letter.envelope_to = list(dict.fromkeys([*letter.envelope_to, *map(clean_address, envelope_to)]))[:100]
    letter.save(update_fields=["copies", "envelope_to"])


def _order_reading(letter_id: UUID) -> None:
    from pharos.mailroom import jobs  # the job reads letters with the actions beside this one

    jobs.read_letter.defer(letter=str(letter_id))
