"""Letters find their place in threads: by what they point at, and by what pointed at them before they came."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from pharos.mailroom.models import Awaited, Letter
from pharos.mailroom.rules.threading import Known, is_older, parent

_LOCK = 0x6D61696C  # one letter is placed at a time, so that parent and child cannot miss each other
_AWAITED_AT_MOST = 20


@dataclass(slots=True)
class Placed:
    """What placing did besides filling `thread` and `parent` of the given letters."""

    awaited: list[Awaited] = field(default_factory=list)
    joined: dict[UUID, UUID] = field(default_factory=dict)

    def root(self, thread: UUID) -> UUID:
        """Where a thread ended up after all the joining."""
        while thread in self.joined:
            thread = self.joined[thread]
        return thread


@dataclass(slots=True)
class _Batch:
    """What is known while letters are placed one after another."""

    letters: dict[UUID, Letter]
    known: dict[str, Known]
    waiting: dict[str, list[Known]]

    def message_id(self, letter: UUID) -> str:
        if letter in self.letters:
            return self.letters[letter].message_id
        return Letter.objects.values_list("message_id", flat=True).get(pk=letter)


def place(letters: Sequence[Letter]) -> Placed:
    """Set thread, parent and stranger of letters that are about to be saved, in their order; mend older threads.

    Runs inside the caller's transaction and holds the placing lock until it ends. The returned `awaited` rows are for
    the caller to save after the letters.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
    placed = Placed()
    batch = _Batch(
        letters={letter.id: letter for letter in letters},
        known=_known({one for letter in letters for one in letter.refers_to}),
        waiting=_waiting({letter.message_id for letter in letters if not letter.conflicting}),
    )
    for letter in letters:
        _place_one(letter, batch, placed)
    for letter in letters:
        letter.thread = placed.root(letter.thread or letter.id)
    _mark_strangers(letters)
    _mend(placed)
    return placed


def place_ours(letter: Letter, answered: Letter | None) -> None:
    """The place of a letter of ours: in the thread of the one it answers, whose row the caller has locked.

    Nobody can wait for an identifier that was made just now, so the placing lock is not needed; whoever is about to
    move that thread waits for the locked row and then looks again.
    """
    letter.parent = answered.id if answered else None
    letter.thread = (answered.thread or answered.id) if answered else letter.id


def _known(message_ids: set[str]) -> dict[str, Known]:
    """Letters we have by identifier; where a second one claims the same, the first counts."""
    if not message_ids:
        return {}
    rows = Letter.objects.filter(message_id__in=message_ids, thread__isnull=False).order_by("-conflicting", "-id")
    found = rows.values_list("message_id", "id", "thread")
    return {message_id: Known(id_, thread or id_) for message_id, id_, thread in found}


def _waiting(message_ids: set[str]) -> dict[str, list[Known]]:
    """Letters that wait for these identifiers; they will not wait for them any more."""
    found: dict[str, list[Known]] = defaultdict(list)
    rows = Awaited.objects.filter(message_id__in=message_ids)
    columns = ("message_id", "letter_id", "letter__thread", "letter__refers_to")
    for message_id, letter, thread, refers_to in rows.values_list(*columns):
        found[message_id].append(Known(letter, thread, tuple(refers_to)))
    if found:
        rows.delete()
    return found


def _place_one(letter: Letter, batch: _Batch, placed: Placed) -> None:
    answered = parent(letter.refers_to, batch.known)
    children = [] if letter.conflicting else batch.waiting.pop(letter.message_id, [])
    letter.parent = answered.letter if answered else None
    letter.thread = placed.root(answered.thread) if answered else _thread_of_children(letter, children, batch, placed)
    for child in children:
        old = placed.root(child.thread)
        if old != letter.thread:
            placed.joined[old] = letter.thread
    if not answered:
        _await(letter, batch, placed)
    batch.known.setdefault(letter.message_id, Known(letter.id, letter.thread))


def _await(letter: Letter, batch: _Batch, placed: Placed) -> None:
    """Remember what the letter points at in vain."""
    for message_id in letter.refers_to[:_AWAITED_AT_MOST]:
        placed.awaited.append(Awaited(message_id=message_id, letter_id=letter.id))
        waits = Known(letter.id, letter.thread or letter.id, tuple(letter.refers_to))
        batch.waiting.setdefault(message_id, []).append(waits)


def _thread_of_children(letter: Letter, children: Iterable[Known], batch: _Batch, placed: Placed) -> UUID:
    """A late letter begins its thread, unless an answer to it already hangs in one that began before it."""
    for child in children:
        root = placed.root(child.thread)
        if root != child.letter and is_older(batch.message_id(root), letter.message_id, child.refers_to):
            return root
    return letter.id


def _mark_strangers(letters: Sequence[Letter]) -> None:
    """Somebody who was never addressed in a thread and never wrote in it, and yet answers into it."""
    threads = {letter.thread for letter in letters if letter.thread != letter.id}
    if not threads:
        return
    people: dict[UUID | None, set[int]] = defaultdict(set)
    for thread, marks in Letter.objects.filter(thread__in=threads).values_list("thread", "correspondents"):
        people[thread].update(marks)
    own = {letter.id: letter for letter in letters}
    for letter in letters:
        if letter.thread in threads and letter.thread in own and letter.thread != letter.id:
            people[letter.thread].update(own[letter.thread].correspondents)
    for letter in letters:
        if letter.thread in threads:
            letter.stranger = bool(letter.correspondents) and letter.correspondents[0] not in people[letter.thread]
            if not letter.stranger:
                people[letter.thread].update(letter.correspondents)


def _mend(placed: Placed) -> None:
    """Older letters move to the thread they turned out to belong to."""
    for old in placed.joined:
        new = placed.root(old)
        while Letter.objects.filter(thread=old).update(thread=new):
            pass  # once more: an answer of ours may have joined the old thread while we waited for its rows
