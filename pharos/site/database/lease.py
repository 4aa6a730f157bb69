"""Sharing the embedded server: it runs as long as somebody holds a lease, and the last one out stops it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pharos.site.database import locks, server
from pharos.site.database.layout import Layout, prepared
from pharos.site.database.tuning import DURABLE, Tuning

PATIENCE = 60.0


@dataclass
class Lease:
    """One process's share in the server. The kernel returns it when the process is killed."""

    layout: Layout
    descriptor: int
    started: bool
    """Whether taking this lease started the server."""


def take(front: Path | None = None, *, tuning: Tuning = DURABLE) -> Lease:
    """Have the server run until the lease is given back. Raises DatabaseFault."""
    place = prepared(front)
    descriptor = locks.opened(place.users)
    try:
        locks.wait_for(descriptor, locks.SHARED, timeout=PATIENCE, what="the database is being stopped")
        started = server.ensure_running(place.front, tuning=tuning)
    except BaseException:
        os.close(descriptor)
        raise
    return Lease(place, descriptor, started)


def give_back(lease: Lease, *, patience: float = server.STOPPING_PATIENCE) -> bool:
    """Return the lease; stop the server where nobody else holds one. True where it was stopped."""
    place = lease.layout
    locks.let_go(lease.descriptor)
    try:
        with locks.locked(place.starting, timeout=PATIENCE):
            if place.kept.exists() or not locks.acquired(lease.descriptor, locks.EXCLUSIVE):
                return False
            return server.stop_unlocked(place, patience=patience)
    finally:
        os.close(lease.descriptor)


@contextmanager
def held(front: Path | None = None, *, tuning: Tuning = DURABLE) -> Iterator[Lease]:
    """A lease for the block."""
    lease = take(front, tuning=tuning)
    try:
        yield lease
    finally:
        give_back(lease)
