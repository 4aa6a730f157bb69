"""How fast the journal takes events: eight writers, with and without subscribers, and how long the head is held."""

import threading
import time
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.db import connection
from django.utils import timezone

from bench.table import percentile, show
from pharos.core.actor import Actor
from pharos.core.ids import new_id
from pharos.events.base import Event
from pharos.journal import api as journal

WRITERS, SECONDS = 8, 8.0


@dataclass(frozen=True, kw_only=True)
class BenchHappened(Event):
    """One measured event."""

    stream: ClassVar[str] = "thing"
    thing: UUID
    count: int = 0


def _heard(event: Event, entry: journal.Entry) -> None:
    """A subscriber with nothing to do, so that only delivery itself is measured."""


def _write(until: float, spent: list[float]) -> None:
    actor, thing = Actor.system("bench"), new_id()
    while time.perf_counter() < until:
        start = time.perf_counter()
        with journal.transaction(actor=actor, now=timezone.now()) as record:
            record(BenchHappened(thing=thing, count=len(spent)))
        spent.append((time.perf_counter() - start) * 1000)
    connection.close()


def _appends(subscribers: int) -> tuple[float, list[float], float]:
    names = [f"bench.{number}" for number in range(subscribers)]
    journal.subscribe([journal.Subscription(name=name, hears=(BenchHappened,), handler=_heard) for name in names])
    for name in names:
        journal.deliver(name, now=timezone.now())
    until = time.perf_counter() + SECONDS
    spent: list[list[float]] = [[] for _ in range(WRITERS)]
    threads = [threading.Thread(target=_write, args=(until, row)) for row in spent]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    everything = [value for row in spent for value in row]
    start = time.perf_counter()
    given = sum(journal.deliver(name, now=timezone.now()) for name in names)
    delivered = given / (time.perf_counter() - start) if given else 0.0
    return len(everything) / SECONDS, everything, delivered


def run() -> None:
    rows = []
    for subscribers in (0, 2):
        rate, spent, delivered = _appends(subscribers)
        milliseconds = f"{percentile(spent, 0.5):.2f} / {percentile(spent, 0.99):.2f}"
        rows.append((subscribers, f"{rate:,.0f}", milliseconds, f"{delivered:,.0f}" if subscribers else "-"))
    start = time.perf_counter()
    damage = list(journal.verify())
    verified = journal.position() / (time.perf_counter() - start)
    show(
        f"Journal: {WRITERS} writers (threads of one process), one event a transaction, fsync on",
        ("subscribers", "appends/s", "ms p50 / p99", "deliveries/s afterwards, one worker"),
        rows,
        note=f"verify: {verified:,.0f} entries/s, {len(damage)} damaged of {journal.position():,}",
    )
