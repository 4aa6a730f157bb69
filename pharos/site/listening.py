"""One LISTEN connection a process and one reader of the journal, shared by every stream that is open in it."""

import asyncio
import contextlib
import logging
import signal
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import dropwhile
from time import monotonic
from typing import ClassVar, NamedTuple
from uuid import UUID

import psycopg
from django.db import Error as DatabaseError
from django.db import close_old_connections, connection
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from pharos.journal import api as journal
from pharos.people import api as people
from pharos.site.presence import Board

log = logging.getLogger(__name__)

CHANNEL = "journal"
AGAIN = 1.0
GATHER = 0.1
SWEEP = 4.0
TRUSTED = 15.0
BATCH = 500
KEPT = 2000


class News(NamedTuple):
    """What a stream may tell of one entry: where, what, and which thing it concerns."""

    position: int
    kind: str
    stream: str


class Listener:
    """Reads the journal when it was written to and wakes those who wait. A notification is only a wake-up: after a
    lost connection everything past the last position is read. It lives as long as somebody is joined."""

    _shared: ClassVar["Listener | None"] = None

    def __init__(self) -> None:
        self.position = 0
        self.closing = False
        self._loop = asyncio.get_running_loop()
        self.board = Board()
        self._news: deque[News] = deque(maxlen=KEPT)
        self._moved: set[UUID] = set()
        self._rights: dict[int, tuple[float, frozenset[people.Permission]]] = {}
        self._changed = asyncio.Condition()
        self._reader = ThreadPoolExecutor(1, "journal reader")
        self._joined = 0
        self._started = self._loop.create_task(self._start())
        self._tasks = [self._loop.create_task(self._listen()), self._loop.create_task(self._sweep())]
        _close_on_signal()

    @classmethod
    @contextlib.asynccontextmanager
    async def joined(cls) -> AsyncIterator["Listener"]:
        """The process's listener, started by the first to join and stopped by the last to leave."""
        shared = cls._shared
        if shared is None or shared._loop is not asyncio.get_running_loop() or shared.closing:
            shared = cls._shared = cls()
        shared._joined += 1
        try:
            await shared._started
            yield shared
        finally:
            shared._joined -= 1
            if not shared._joined:
                shared._stop()

    async def after(self, position: int) -> list[News] | None:
        """What was written after a position, oldest first; None when it is too long ago to tell one by one."""
        if position >= self.position:
            return []
        if self._news and self._news[0].position <= position + 1:
            return list(dropwhile(lambda one: one.position <= position, self._news))
        if self.position - position > KEPT:
            return None
        return await self.run(_read, position, KEPT)

    async def wait(self, seen: int, told: int, seconds: float) -> None:
        """Until something was written after `seen` or somebody moved after `told`, the time is up, or all stops."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: self.position > seen or self.board.version > told or self.closing)

    async def rights(self, staff_id: int) -> frozenset[people.Permission]:
        """What somebody may know, asked again after a while and whenever anything about staff was written: a hundred
        streams that ask at every event would hold each other up."""
        at, rights = self._rights.get(staff_id, (-TRUSTED, frozenset()))
        if monotonic() - at > TRUSTED:
            rights = await self.run(_permissions, staff_id)
            self._rights[staff_id] = monotonic(), rights
        return rights

    async def run[**P, R](self, read: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Ask the database in the reader's own thread, so that open streams hold no connections."""
        return await self._loop.run_in_executor(self._reader, lambda: _and_close(read, *args, **kwargs))

    async def close(self) -> None:
        """The process stops: every stream ends now."""
        self.closing = True
        await self._wake()

    def _stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._reader.shutdown(wait=False)
        if Listener._shared is self:
            Listener._shared = None

    async def _start(self) -> None:
        self.position = await self.run(journal.position)

    async def _listen(self) -> None:
        await self._started
        while not self.closing:
            try:
                async with await psycopg.AsyncConnection.connect(_address(), autocommit=True) as listening:
                    await listening.execute(f"LISTEN {CHANNEL}; LISTEN {people.PRESENCE}")
                    await self._catch_up()
                    await self._look_around()
                    async for notice in listening.notifies():
                        await self._noticed(notice)
            except (psycopg.Error, DatabaseError) as error:
                log.warning("the live connection is gone (%s); opening it again", type(error).__name__)
                await asyncio.sleep(AGAIN)

    async def _noticed(self, notice: psycopg.Notify) -> None:
        if notice.channel == people.PRESENCE:
            if not self._moved:
                self._gathering = self._loop.create_task(self._look_again())
            self._moved.add(UUID(notice.payload))
        elif not (notice.payload.isdigit() and int(notice.payload) <= self.position):
            await self._catch_up()

    async def _catch_up(self) -> None:
        while news := await self.run(_read, self.position, BATCH):
            self._news.extend(news)
            self.position = news[-1].position
            if any(one.kind.startswith("people.") for one in news):
                self._rights.clear()
            await self._wake()

    async def _look_around(self) -> None:
        """Read the whole board: at the beginning, and after a lost connection."""
        found = await self.run(people.present, now=timezone.now())
        if self.board.put(found, {*found, *map(UUID, self.board.everybody())}):
            await self._wake()

    async def _look_again(self) -> None:
        """Read what moved, gathered for a moment: people who come and go do so together."""
        await asyncio.sleep(GATHER)
        moved, self._moved = self._moved, set()
        with contextlib.suppress(DatabaseError):  # the listening connection is gone with it, and reads all again
            if self.board.put(await self.run(people.present, moved, now=timezone.now()), moved):
                await self._wake()

    async def _sweep(self) -> None:
        """Tabs that fell silent are told of by whichever process finds them first."""
        while not self.closing:
            await asyncio.sleep(SWEEP)
            with contextlib.suppress(DatabaseError):  # the next round does it
                await self.run(people.sweep, now=timezone.now())

    async def _wake(self) -> None:
        async with self._changed:
            self._changed.notify_all()


def _read(position: int, limit: int) -> list[News]:
    return [News(one.position, one.type, str(one.stream)) for one in journal.entries_after(position, limit=limit)]


def _permissions(staff_id: int) -> frozenset[people.Permission]:
    person = people.staff(staff_id)
    return person.permissions if person else frozenset()


def _and_close[**P, R](read: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    try:
        return read(*args, **kwargs)
    finally:
        close_old_connections()


def _address() -> str:
    parameters = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    return make_conninfo("", **{name: parameters[name] for name in names if parameters.get(name)})


_signals_heard = False


def _close_on_signal() -> None:
    """A server that is told to stop waits for open streams: end them first, then let it go on with its own handling.
    Installed when the first stream opens, so that the server's own handlers are there already."""
    global _signals_heard
    if _signals_heard or threading.current_thread() is not threading.main_thread():
        return
    _signals_heard = True
    for number in (signal.SIGTERM, signal.SIGINT):
        _hear(number)


def _hear(number: int) -> None:
    before = signal.getsignal(number)

    def stop(received: int, frame: object) -> None:
        shared = Listener._shared
        if shared is not None:
            shared._loop.call_soon_threadsafe(lambda: shared._loop.create_task(shared.close()))
        if callable(before):
            before(received, frame)  # type: ignore[arg-type]

    signal.signal(number, stop)
