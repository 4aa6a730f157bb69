"""Letters find their place in threads: by what they point at, and by what pointed at them before they came."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from pharos.mailroom.models import Awaited, Letter
from pharos.mailroom.rules.threading import Known, parent

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


def place(letters: Sequence[Letter]) -> Placed:
    """Set thread, parent and stranger of letters that are about to be saved, in their order; mend older threads.

    Runs inside the caller's transaction and holds the placing lock until it ends. The returned `awaited` rows are for
    the caller to save after the letters.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
    placed = Placed()
    known = _known({one for letter in letters for one in letter.refers_to})
    waiting = _waiting({letter.message_id for letter in letters})
    for letter in letters:
        _place_one(letter, known, waiting, placed)
    for letter in letters:
        letter.thread = placed.root(letter.thread or letter.id)
    _mark_strangers(letters)
    _mend(placed)
    return placed


def _known(message_ids: set[str]) -> dict[str, Known]:
    """Letters we have by identifier; where a second one claims the same, the first counts."""
    if not message_ids:
        return {}
    rows = Letter.objects.filter(message_id__in=message_ids, thread__isnull=False).order_by("-conflicting", "-id")
    return {
        message_id: Known(id_, thread) for message_id, id_, thread in rows.values_list("message_id", "id", "thread")
    }


def _waiting(message_ids: set[str]) -> dict[str, list[Known]]:
    """Letters that wait for these identifiers."""
    found: dict[str, list[Known]] = defaultdict(list)
    rows = Awaited.objects.filter(message_id__in=message_ids).values_list("message_id", "letter_id", "letter__thread")
    for message_id, letter, thread in rows:
        found[message_id].append(Known(letter, thread))
    return found


def _place_one(letter: Letter, known: dict[str, Known], waiting: dict[str, list[Known]], placed: Placed) -> None:
    answered = parent(letter.refers_to, known)
    letter.parent = answered.letter if answered else None
    children = [child for child in waiting.pop(letter.message_id, ()) if child.letter != letter.id]
    if letter.conflicting:
        children = []
    letter.thread = placed.root(answered.thread) if answered else _thread_of_children(letter, children, placed)
    for child in children:
        old = placed.root(child.thread)
        if old != letter.thread:
            placed.joined[old] = letter.thread
    if not answered:
        for message_id in letter.refers_to[:_AWAITED_AT_MOST]:
            placed.awaited.append(Awaited(message_id=message_id, letter_id=letter.id))
            waiting.setdefault(message_id, []).append(Known(letter.id, letter.thread))
    known.setdefault(letter.message_id, Known(letter.id, letter.thread))


def _thread_of_children(letter: Letter, children: Iterable[Known], placed: Placed) -> UUID:
    """A late letter begins its thread, unless an answer to it already hangs in an older one."""
    for child in children:
        root = placed.root(child.thread)
        if root != child.letter:
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
        Letter.objects.filter(thread=old).update(thread=new)
        Awaited.objects.filter(letter__thread=new).delete()
