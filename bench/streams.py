"""Browsers as the live stream sees them: an event source that comes back where it left off, and a list it redraws."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field

RETRY, GATHER = 1.5, 0.15
"""As the stream asks for, and as the page gathers events into one refetch."""


@dataclass
class Browser:
    """One stream. `heard` is when each position came; `drawn` when the list that shows it stood on the screen."""

    port: int
    cookie: str
    list_url: str = ""
    heard: dict[int, float] = field(default_factory=dict)
    drawn: dict[int, float] = field(default_factory=dict)
    fetches: int = 0
    resets: int = 0
    position: int | None = None
    _dirty: list[int] = field(default_factory=list)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    async def live(self) -> None:
        """Listen for ever; a cut connection is opened again with what was heard last."""
        tasks = [asyncio.create_task(self._redraw())] if self.list_url else []
        try:
            while True:
                with suppress(OSError, asyncio.IncompleteReadError, ConnectionError):
                    await self._listen()
                await asyncio.sleep(RETRY)
        finally:
            for task in tasks:
                task.cancel()

    async def _listen(self) -> None:
        after = f"?after={self.position}" if self.position is not None else ""
        async for name, last, data in self._events(f"/live{after}"):
            if name == "reset":
                self.resets += 1
            if name in ("journal", "reset"):
                self.position = int(last)
            if name == "journal":
                at = time.perf_counter()
                told = [position for position, _kind, _stream in json.loads(data)["events"]]
                self.heard |= {position: at for position in told if position not in self.heard}
                self._dirty += told
                self._wake.set()

    async def _events(self, address: str) -> AsyncIterator[tuple[str, str, str]]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(self._request(address))
            parts: dict[str, str] = {}
            while line := await reader.readline():
                text = line.decode().rstrip("\r\n")
                name, colon, value = text.partition(": ")
                if colon and name in ("id", "event", "data"):
                    parts[name] = value
                elif not text and "event" in parts:
                    yield parts["event"], parts.get("id", ""), parts.get("data", "")
                    parts = {}
        finally:
            writer.close()

    async def _redraw(self) -> None:
        """Fetch the list once for all events that came together; what comes meanwhile is one more fetch."""
        while True:
            await self._wake.wait()
            await asyncio.sleep(GATHER)
            self._wake.clear()
            shown, self._dirty = self._dirty, []
            with suppress(OSError, asyncio.IncompleteReadError, ConnectionError):
                await self._fetch()
                self.fetches += 1
                at = time.perf_counter()
                self.drawn |= {position: at for position in shown}

    async def _fetch(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(self._request(self.list_url, "HX-Request: true\r\nConnection: close\r\n"))
            answer = await reader.read()
            assert answer.startswith(b"HTTP/1.1 200"), answer[:80]
        finally:
            writer.close()

    def _request(self, address: str, more: str = "") -> bytes:
        return f"GET {address} HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid={self.cookie}\r\n{more}\r\n".encode()
