"""SMTP and LMTP: a letter is acknowledged after its bytes are committed, and never before. Nothing is relayed."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import Error as DatabaseError

from pharos.core.objections import Objected
from pharos.mailroom.intake.storing import AddressBook, store
from pharos.mailroom.parsing import DEFAULT_LIMITS
from pharos.mailroom.rules.states import Source

_STORED = "250 2.0.0 Stored"
_LATER = "451 4.3.0 We cannot store letters at the moment, try again later"
_NOT_OURS = "550 5.7.1 We take no letters for this address and relay none"
_TOO_LARGE = f"552 5.3.4 The letter is larger than {DEFAULT_LIMITS.letter_bytes >> 20} MB"
_TOO_MANY = "452 4.5.3 Too many recipients"
_BUSY = "421 4.3.2 Too many connections, try again later"
_RECIPIENTS = 100
_LONGEST_LINE = 1 << 20

log = logging.getLogger("pharos.mail")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much of the outside world is let in at once."""

    connections: int = 100
    storing: int = 4
    idle_seconds: float = 300.0
    name: str = "pharos"


class Acceptor:
    """Answers the questions of one listener. Connections above the bound are told to come later."""

    def __init__(self, source: Source, book: AddressBook, threads: ThreadPoolExecutor) -> None:
        self._source = source
        self._book = book
        self._threads = threads

    async def handle_EHLO(  # noqa: N802 -- aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], "250-PIPELINING", "250-ENHANCEDSTATUSCODES", responses[-1]]

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name and arguments
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= _RECIPIENTS:
            return _TOO_MANY
        try:
            ours = await self._in_thread(self._book.accepts, address)
        except DatabaseError:
            return _LATER
        if not ours:
            return _NOT_OURS
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = await self._store(envelope)
        if self._source is Source.LMTP:  # RFC 2033, section 4.2: one answer for each recipient
            return "\r\n".join([answer] * len(envelope.rcpt_tos))
        return answer

    async def _store(self, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        sender = "" if envelope.mail_from in (None, "<>") else str(envelope.mail_from)
        try:
            received = await self._in_thread(store, content, sender, tuple(envelope.rcpt_tos), self._source)
        except Objected:
            return _TOO_LARGE
        except Exception as error:  # noqa: BLE001 -- whatever happened, the letter is not ours yet and must come again
            log.error("a letter was not stored: %s", type(error).__name__)
            return _LATER
        return f"{_STORED} {received.id}"

    async def handle_exception(self, error: Exception) -> str:
        log.error("a mail session failed: %s", type(error).__name__)
        return "451 4.3.0 Something went wrong here, try again later"

    async def _in_thread(self, call: Callable[..., Any], *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, partial(call, *arguments))


class _Bounded:
    """Mixed into aiosmtpd's protocols: long lines are let in, connections are counted."""

    line_length_limit = _LONGEST_LINE
    open_connections: set[int]
    most_connections: int

    def connection_made(self, transport: Any) -> None:
        if len(self.open_connections) >= self.most_connections:
            transport.write(f"{_BUSY}\r\n".encode())
            transport.close()
            self.refused = True
            return
        self.open_connections.add(id(self))
        super().connection_made(transport)  # type: ignore[misc]

    def connection_lost(self, error: Exception | None) -> None:
        if getattr(self, "refused", False):
            return
        self.open_connections.discard(id(self))
        super().connection_lost(error)  # type: ignore[misc]

    def data_received(self, data: bytes) -> None:
        if not getattr(self, "refused", False):
            super().data_received(data)  # type: ignore[misc]

    def eof_received(self) -> bool | None:
        if getattr(self, "refused", False):
            return False
        eof: bool | None = super().eof_received()  # type: ignore[misc]
        return eof


class _Smtp(_Bounded, SMTP):
    pass


class _Lmtp(_Bounded, LMTP):
    async def push(self, status: Any) -> None:
        """LMTP greets like SMTP; kept for several answers at once."""
        await super().push(status)


def protocols(source: Source, acceptor: Acceptor, bounds: Bounds) -> Callable[[], SMTP]:
    """What makes a protocol for each new connection of a listener."""
    base: type[SMTP] = _Lmtp if source is Source.LMTP else _Smtp
    kind = type(base.__name__, (base,), {"open_connections": set(), "most_connections": bounds.connections})

    def make() -> SMTP:
        protocol: SMTP = kind(
            acceptor,
            data_size_limit=DEFAULT_LIMITS.letter_bytes,
            enable_SMTPUTF8=True,
            hostname=bounds.name,
            ident="Pharos",
            timeout=bounds.idle_seconds,
            loop=asyncio.get_running_loop(),
        )
        return protocol

    return make
