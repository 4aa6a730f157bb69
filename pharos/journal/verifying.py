"""Reading the chain again: is every entry still what was written, and does each follow from the one before?

An edit inside the journal is found and located. Somebody who owns the database could cut off the newest entries
and mend the head; that is found only against an anchor (a position and hash noted outside), so `head()` prints one.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum

from pharos.journal.models import Entry, Head


class Damage(StrEnum):
    MISSING = "missing"
    CHANGED = "changed"
    HEAD_DIFFERS = "head_differs"
    ANCHOR_DIFFERS = "anchor_differs"


@dataclass(frozen=True)
class Finding:
    position: int
    damage: Damage


@dataclass(frozen=True)
class Anchor:
    position: int
    hash: str

    @classmethod
    def parse(cls, text: str) -> "Anchor":
        """`4711:ab12...`; ValueError when it is not that."""
        position, _, digest = text.partition(":")
        return cls(int(position), bytes.fromhex(digest).hex())


def entry_hash(previous: bytes, entry: Entry) -> bytes:
    """SHA-256 over the hash before and the entry's columns, parted by the unit separator."""
    at = entry.recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    columns = (entry.position, at, entry.type, entry.version, entry.stream, entry.actor, entry.payload)
    return hashlib.sha256(previous + "\x1f".join(map(str, columns)).encode()).digest()


def head() -> Anchor:
    row = Head.objects.get()
    return Anchor(row.position, bytes(row.hash).hex())


def _beyond_the_head() -> bool:
    """Entries the head knows nothing of: an entry and its head are committed together, so the head is read last."""
    last = Entry.objects.order_by("-position").values_list("position", flat=True).first() or 0
    return last > Head.objects.values_list("position", flat=True).get()


def verify(anchor: Anchor | None = None) -> Iterator[Finding]:
    """Every damage, in order of position. One wrong entry gives one finding: the check goes on from what is stored.

    The journal may be written to meanwhile: what is checked ends at the head as it stood at the beginning.
    """
    newest = Head.objects.get()
    expected, previous = 1, b""
    for entry in Entry.objects.filter(position__lte=newest.position).order_by("position").iterator(chunk_size=5000):
        if entry.position != expected:
            yield Finding(expected, Damage.MISSING)
        stored = bytes(entry.hash)
        if entry.position == expected and entry_hash(previous, entry) != stored:
            yield Finding(entry.position, Damage.CHANGED)
        if anchor and entry.position == anchor.position and stored.hex() != anchor.hash:
            yield Finding(entry.position, Damage.ANCHOR_DIFFERS)
        expected, previous = entry.position + 1, stored
    if newest.position != expected - 1 or bytes(newest.hash) != previous or _beyond_the_head():
        yield Finding(newest.position, Damage.HEAD_DIFFERS)
    if anchor and anchor.position >= expected:
        yield Finding(anchor.position, Damage.MISSING)
