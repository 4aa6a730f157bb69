"""Importing letters from files: batches of one transaction each, and one row to print for each letter."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from uuid import UUID

from django.db import InterfaceError, OperationalError

from pharos.contact.actions.filing import FiledLetter, file_letters
from pharos.contact.importing.order import filing_order, kinship
from pharos.contact.importing.sources import NotALetter, Skipped, Source
from pharos.contact.queries.places import filed_places
from pharos.contact.rules.kinds import LetterKind
from pharos.core.actor import Actor
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom

WINDOW = 20_000
BATCH_LETTERS = 250
BATCH_BYTES = 16 * 1024 * 1024

Clock = Callable[[], datetime]


@dataclass(frozen=True, kw_only=True)
class ImportedLetter:
    """What became of one letter of an import."""

    file: str
    letter: UUID
    kind: LetterKind
    view: mailroom.LetterView
    filed: FiledLetter | None
    conversation: UUID | None
    case: str | None
    thread_of: str | None


@dataclass(slots=True)
class _Done:
    """A letter stored and filed, before threads have settled."""

    view: mailroom.LetterView
    filed: FiledLetter | None
    duplicate: bool


def import_letters(
    found: Iterable[Source | Skipped], *, actor: Actor, clock: Clock
) -> Iterator[ImportedLetter | Skipped]:
    """Store, read and file letters; tell of each in the order they were found.

    Within a window of 20,000 letters an answer is filed after what it answers, and lines are told when the window is
    done, so that a thread reads right however a folder sorts it. In the database threads are right across windows.
    """
    for window in batched(found, WINDOW):
        letters = [one for one in window if isinstance(one, Source)]
        order, unreadable = _ordered(letters)
        done: dict[int, _Done] = {}
        for batch in _batches(letters, order, unreadable):
            done |= _import_batch(batch, actor=actor, now=clock())
        yield from _told(window, letters, done, unreadable)


def _ordered(letters: Sequence[Source]) -> tuple[list[int], set[int]]:
    """Indexes in the order to file them, and of those that vanished since they were found."""
    unreadable: set[int] = set()
    kin = []
    for index, letter in enumerate(letters):
        try:
            kin.append(kinship(letter.head()))
        except OSError:
            unreadable.add(index)
            kin.append(kinship(b""))
    return [index for index in filing_order(kin) if index not in unreadable], unreadable


def _batches(
    letters: Sequence[Source], order: Sequence[int], unreadable: set[int]
) -> Iterator[list[tuple[int, bytes]]]:
    batch: list[tuple[int, bytes]] = []
    size = 0
    for index in order:
        try:
            raw = letters[index].read()
        except OSError:
            unreadable.add(index)
            continue
        if batch and (len(batch) >= BATCH_LETTERS or size + len(raw) > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append((index, raw))
        size += len(raw)
    if batch:
        yield batch


def _import_batch(batch: list[tuple[int, bytes]], *, actor: Actor, now: datetime) -> dict[int, _Done]:
    """One transaction for all of them; when one letter is poison, one transaction for each."""
    try:
        return _import_together(batch, actor=actor, now=now)
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # noqa: BLE001  whatever one letter does, the others are filed
        if len(batch) == 1:
            return {batch[0][0]: _import_poison(batch[0][1], actor=actor, now=now)}
        done: dict[int, _Done] = {}
        for one in batch:
            done |= _import_batch([one], actor=actor, now=now)
        return done


def _import_together(batch: list[tuple[int, bytes]], *, actor: Actor, now: datetime) -> dict[int, _Done]:
    with journal.transaction(actor=actor, now=now):
        deliveries = [mailroom.RawDelivery(raw) for _, raw in batch]
        imported = mailroom.receive_and_parse_many(deliveries, now=now, actor=actor)
        views = list({one.letter.id: one.letter for one in imported}.values())
        filed = file_letters(actor=actor, now=now, letters=views)
    return {
        index: _Done(one.letter, filed.get(one.letter.id), one.duplicate)
        for (index, _), one in zip(batch, imported, strict=True)
    }


def _import_poison(raw: bytes, *, actor: Actor, now: datetime) -> _Done:
    """The mail room keeps what nothing can read, in quarantine."""
    received = mailroom.receive(
        raw, now=now, envelope_to=(), envelope_from=None, source=mailroom.Source.IMPORT, read_later=False
    )
    mailroom.parse(received.id, now=now, actor=actor)
    view = mailroom.letter(received.id)
    filed = file_letters(actor=actor, now=now, letters=[view])
    return _Done(view, filed.get(view.id), received.duplicate)


def _told(
    window: Sequence[Source | Skipped], letters: Sequence[Source], done: dict[int, _Done], unreadable: set[int]
) -> Iterator[ImportedLetter | Skipped]:
    places = filed_places({one.view.id for one in done.values()})
    first_ids = mailroom.first_message_ids({place.thread for place in places.values()})
    index = -1
    for one in window:
        if isinstance(one, Skipped):
            yield one
            continue
        index += 1
        if index in unreadable:
            yield Skipped(one.name, NotALetter.UNREADABLE)
            continue
        letter = done[index]
        place = places.get(letter.view.id)
        yield ImportedLetter(
            file=letters[index].name,
            letter=letter.view.id,
            kind=_kind(letter),
            view=letter.view,
            filed=letter.filed,
            conversation=place.conversation if place else None,
            case=place.case if place else None,
            thread_of=first_ids.get(place.thread) if place else None,
        )


def _kind(letter: _Done) -> LetterKind:
    if letter.view.state == mailroom.LetterState.QUARANTINED:
        return LetterKind.QUARANTINE
    if letter.duplicate:
        return LetterKind.DUPLICATE
    return letter.filed.kind if letter.filed else LetterKind.OTHER
