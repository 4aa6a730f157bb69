"""All doors of the mailroom in one process: listeners on an event loop, a thread for each polled mailbox."""

import asyncio
import logging
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID

from django.db import Error as DatabaseError
from django.db import close_old_connections

from pharos.mailroom.intake.imap import Poller
from pharos.mailroom.intake.smtp import Acceptor, Bounds, protocols
from pharos.mailroom.intake.storing import AddressBook
from pharos.mailroom.models import Mailbox
from pharos.mailroom.rules.states import Source

_LOOK_FOR_MAILBOXES = 10.0
_GRACE = 4.0

log = logging.getLogger("pharos.mail")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """Where to listen; a port of None stays closed, 0 takes a free one."""

    host: str = "127.0.0.1"
    smtp: int | None = 2525
    lmtp: int | None = None
    poll: bool = True


class Intake:
    """Started and stopped once. `ports` says where it really listens."""

    def __init__(self, doors: Doors, bounds: Bounds | None = None) -> None:
        self.doors = doors
        self.bounds = bounds or Bounds()
        self.ports: dict[Source, int] = {}
        self._servers: list[asyncio.Server] = []
        self._threads = ThreadPoolExecutor(self.bounds.storing, thread_name_prefix="store")
        self._pollers: dict[UUID, Poller] = {}
        self._watching: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Open the doors. Raises OSError when a port is taken."""
        logging.getLogger("mail.log").setLevel(logging.ERROR)  # below that it writes addresses
        book = AddressBook()
        loop = asyncio.get_running_loop()
        for source, port in ((Source.SMTP, self.doors.smtp), (Source.LMTP, self.doors.lmtp)):
            if port is not None:
                acceptor = Acceptor(source, book, self._threads)
                factory = protocols(source, acceptor, self.bounds)
                server = await loop.create_server(factory, self.doors.host, port)
                self._servers.append(server)
                self.ports[source] = server.sockets[0].getsockname()[1]
        if self.doors.poll:
            self._watching = asyncio.create_task(self._watch_mailboxes())

    async def stop(self) -> None:
        """Close the doors; letters being stored are finished, within a bound."""
        for server in self._servers:
            server.close()
        if self._watching:
            self._watching.cancel()
        for poller in self._pollers.values():
            poller.stopping.set()
        loop = asyncio.get_running_loop()
        finishing = loop.run_in_executor(None, lambda: self._threads.shutdown(wait=True, cancel_futures=False))
        try:
            await asyncio.wait_for(asyncio.shield(finishing), _GRACE)
        except TimeoutError:
            log.warning("some letters were still being stored; their senders will send them again")

    async def _watch_mailboxes(self) -> None:
        """Start and stop pollers as mailboxes are added, changed and disabled."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                wanted = await loop.run_in_executor(None, _polled_mailboxes)
            except DatabaseError:
                log.warning("mailboxes cannot be read: the database is away")
            else:
                self._follow(wanted)
            await asyncio.sleep(_LOOK_FOR_MAILBOXES)

    def _follow(self, wanted: set[UUID]) -> None:
        for mailbox_id in set(self._pollers) - wanted:
            self._pollers.pop(mailbox_id).stopping.set()
        for mailbox_id in wanted:
            if mailbox_id not in self._pollers or not self._pollers[mailbox_id].is_alive():
                self._pollers[mailbox_id] = Poller(mailbox_id)
                self._pollers[mailbox_id].start()


def _polled_mailboxes() -> set[UUID]:
    close_old_connections()
    try:
        return set(Mailbox.objects.filter(enabled=True).exclude(host="").values_list("id", flat=True))
    finally:
        close_old_connections()


def run(doors: Doors, ready: Callable[[dict[Source, int]], None]) -> None:
    """Keep the doors open until TERM or INT."""
    asyncio.run(_run(doors, ready))


async def _run(doors: Doors, ready: Callable[[dict[Source, int]], None]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    intake = Intake(doors)
    await intake.start()
    ready(intake.ports)
    await stop.wait()
    await intake.stop()
