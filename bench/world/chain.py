"""The journal's chain, computed as the database computes it."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from pharos.events.base import Event


class Chain:
    """Turns events into entries that follow each other from a position and hash."""

    def __init__(self, position: int, digest: bytes) -> None:
        self.position = position
        self.digest = digest

    def entry(self, event: Event, at: datetime, actor: str) -> list[Any]:
        """A row for journal_entry, in the order of `COLUMNS`."""
        self.position += 1
        stamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
        payload, stream = event.payload(), str(event.stream_id())
        columns = (str(self.position), stamp, event.type_name(), str(event.version), stream, actor, payload)
        self.digest = hashlib.sha256(self.digest + "\x1f".join(columns).encode()).digest()
        return [self.position, at, event.type_name(), event.version, stream, actor, payload, self.digest]


COLUMNS = ("position", "recorded_at", "type", "version", "stream", "actor", "payload", "hash")


def entries(chain: Chain, told: list[tuple[datetime, Event, str]]) -> Iterator[list[Any]]:
    """Entries in the order of time, as they would have been recorded."""
    for at, event, actor in sorted(told, key=lambda line: line[0]):
        yield chain.entry(event, at, actor)
