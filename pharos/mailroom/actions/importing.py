"""Many letters at once: the same filing as one by one, in a dozen statements for a whole batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from pharos.core.actor import Actor
from pharos.core.ids import new_id
from pharos.events.mailroom import LettersImported, ThreadsJoined
from pharos.journal import api as journal
from pharos.mailroom.actions.inserting import insert_many
from pharos.mailroom.actions.placing import place
from pharos.mailroom.actions.storing import clean_address, files, fill, insurer_of, new_letter
from pharos.mailroom.models import Attachment, Letter, RawLetter
from pharos.mailroom.parsing import ParsedLetter, ParseFailed, parse_letter, peek
from pharos.mailroom.parsing.peek import Glimpse
from pharos.mailroom.queries.addresses import own_addresses
from pharos.mailroom.queries.letters import letters as letters_by_id
from pharos.mailroom.queries.views import LetterView, letter_view
from pharos.mailroom.rules.states import LetterState, Source
from pharos.vault import api as vault

_LOCK = 0x6D61696D  # imports take turns with each other; single deliveries are held apart by the unique identity


@dataclass(frozen=True, slots=True)
class RawDelivery:
    """A letter to import: its bytes and, where known, its envelope."""

    content: bytes
    envelope_from: str | None = None
    envelope_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one of them. `duplicate`: we had it already, and `letter` is the one we had."""

    letter: LetterView
    duplicate: bool


@dataclass(slots=True)
class _Work:
    """One letter on its way through the batch."""

    raw: RawDelivery
    letter: Letter
    parsed: ParsedLetter | None = None
    rows: tuple[Attachment, ...] = ()


def receive_and_parse_many(
    deliveries: Sequence[RawDelivery], *, now: datetime, actor: Actor, source: Source | str = Source.IMPORT
) -> list[Imported]:
    """Store, read and thread letters, all or none of them; the results stand in the order of the deliveries.

    Reading happens before the transaction's first lock. Unreadable letters are stored in quarantine. One event for
    the batch.
    """
    works = [_read(one, now, str(source)) for one in deliveries]
    with journal.transaction(actor=actor, now=now) as record:
        fresh, originals = _sort(works)
        placed = _save(fresh)
        imported = _results(works, fresh, originals)
        if fresh:
            ids = tuple(work.letter.id for work in fresh.values())
            lost = sum(work.parsed is None for work in fresh.values())
            record(LettersImported(run=new_id(), letters=ids, quarantined=lost))
        for old, new in placed.items():
            record(ThreadsJoined(thread=new, joined=old))
    return imported


def _read(one: RawDelivery, now: datetime, source: str) -> _Work:
    try:
        parsed = parse_letter(one.content, envelope_from=one.envelope_from)
    except ParseFailed as failed:
        work = _work(one, peek(one.content), now, source)
        letter = work.letter
        letter.state, letter.thread = LetterState.QUARANTINED, letter.id
        letter.failure, letter.failure_detail, letter.failed_at = failed.code, failed.detail[:80], now
        return work
    work = _work(one, Glimpse(parsed.message_id, parsed.message_id_derived, parsed.fingerprint), now, source)
    work.parsed = parsed
    fill(work.letter, parsed)
    return work


def _work(one: RawDelivery, glimpse: Glimpse, now: datetime, source: str) -> _Work:
    letter = new_letter(
        one.content, glimpse, now=now, envelope_from=one.envelope_from, envelope_to=one.envelope_to, source=source
    )
    return _Work(one, letter)


def _sort(works: list[_Work]) -> tuple[dict[str, _Work], dict[str, UUID]]:
    """Which are new, by identity; and the ids of those we had."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
    same_letter = Q(identity__in={work.letter.identity for work in works})  # all that is left of a forgotten one
    rows = Letter.objects.filter(Q(message_id__in={work.letter.message_id for work in works}) | same_letter)
    originals: dict[str, UUID] = {}
    taken: set[str] = set()
    for known, message_id, id_ in rows.values_list("identity", "message_id", "id"):
        originals[known] = id_
        taken.add(message_id)
    fresh: dict[str, _Work] = {}
    for work in works:
        letter = work.letter
        if letter.identity in originals or letter.identity in fresh:
            continue
        letter.conflicting = letter.message_id in taken
        taken.add(letter.message_id)
        fresh[letter.identity] = work
    return fresh, originals


def _save(fresh: dict[str, _Work]) -> dict[UUID, UUID]:
    """Insert everything new; returns the threads that were joined."""
    works = list(fresh.values())
    if not works:
        return {}
    known = own_addresses()
    for work, key in zip(works, vault.new_keys(len(works)), strict=True):
        work.letter.key = key
        addresses = list(work.letter.envelope_to)
        if work.parsed:
            addresses += [one.email for one in (*work.parsed.to, *work.parsed.cc)]
        work.letter.insurer_id = insurer_of(addresses, known)
    placed = place([work.letter for work in works if work.parsed])
    for work in works:
        work.rows = tuple(files(work.letter, work.parsed)) if work.parsed else ()
    insert_many([work.letter for work in works])
    insert_many([_raw(work) for work in works])
    insert_many([row for work in works for row in work.rows])
    insert_many(placed.awaited)
    return {old: placed.root(old) for old in placed.joined}


def _raw(work: _Work) -> RawLetter:
    letter = work.letter
    return RawLetter(letter=letter, insurer_id=letter.insurer_id, key_id=letter.key_id, content=work.raw.content)


def _results(works: list[_Work], fresh: dict[str, _Work], originals: dict[str, UUID]) -> list[Imported]:
    views = {known: letter_view(work.letter, list(work.rows)) for known, work in fresh.items()}
    older = letters_by_id(originals[work.letter.identity] for work in works if work.letter.identity in originals)
    results: list[Imported] = []
    copies: dict[UUID, list[tuple[str, ...]]] = {}
    for work in works:
        known = work.letter.identity
        view = views.get(known) or older[originals[known]]
        duplicate = fresh.get(known) is not work
        if duplicate:
            copies.setdefault(view.id, []).append(work.raw.envelope_to)
        results.append(Imported(view, duplicate))
    if copies:
        _count_copies(copies)
    return results


def _count_copies(copies: dict[UUID, list[tuple[str, ...]]]) -> None:
    """Remember that letters came more than once, and to whom."""
    rows = list(Letter.objects.select_for_update().filter(pk__in=copies).only("id", "copies", "envelope_to"))
    for row in rows:
        addresses = [clean_address(address) for envelope in copies[row.id] for address in envelope]
        row.copies += len(copies[row.id])
        row.envelope_to = list(dict.fromkeys([*row.envelope_to, *addresses]))[:100]
    Letter.objects.bulk_update(rows, ["copies", "envelope_to"])
