"""The one thing intake does with the database: store a letter, from threads whose connections may have died."""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import close_old_connections
from django.utils import timezone

from pharos.mailroom.actions.receiving import ReceivedLetter, receive
from pharos.mailroom.queries.addresses import accepts, own_addresses
from pharos.mailroom.rules.states import Source

Clock = Callable[[], datetime]
_KEEP_SECONDS = 15.0


def store(
    raw: bytes, envelope_from: str | None, envelope_to: Sequence[str], source: Source, clock: Clock = timezone.now
) -> ReceivedLetter:
    """Store a letter in its own transaction; when this returns it is committed.

    Raises what `receive` raises, and the database's errors when it is not there.
    """
    close_old_connections()
    try:
        return receive(raw, now=clock(), envelope_to=envelope_to, envelope_from=envelope_from, source=source)
    finally:
        close_old_connections()


class AddressBook:
    """Our addresses, read from the database now and then."""

    def __init__(self) -> None:
        self._known: dict[str, UUID | None] = {}
        self._read_at = 0.0
        self._lock = threading.Lock()

    def accepts(self, address: str) -> bool:
        """Whether letters to this address are taken. Raises the database's errors when it was never read."""
        with self._lock:
            if not self._read_at or time.monotonic() - self._read_at > _KEEP_SECONDS:
                self._read()
            return accepts(address, self._known)

    def _read(self) -> None:
        close_old_connections()
        try:
            self._known = own_addresses()
        finally:
            close_old_connections()
        self._read_at = time.monotonic()
