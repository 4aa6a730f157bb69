"""File locks. The kernel drops them however a process ends, so none of ours can ever be stale."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pharos.site.database.faults import DatabaseFault

PAUSE = 0.02
EXCLUSIVE = fcntl.LOCK_EX
SHARED = fcntl.LOCK_SH


def opened(path: Path) -> int:
    """Open (and make) a lock file; the descriptor is closed in children unless passed on by name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def acquired(descriptor: int, kind: int) -> bool:
    """Try to take the lock without waiting; kind is EXCLUSIVE or SHARED."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def wait_for(descriptor: int, kind: int, *, timeout: float, what: str) -> None:
    """Take the lock, waiting up to `timeout` seconds, or raise DatabaseFault naming what was waited for."""
    deadline = time.monotonic() + timeout
    while not acquired(descriptor, kind):
        if time.monotonic() > deadline:
            raise DatabaseFault(f"waited {timeout:.0f} s for another process: {what}")
        time.sleep(PAUSE)


def let_go(descriptor: int) -> None:
    """Drop the lock and keep the file open."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path, *, timeout: float = 120) -> Iterator[None]:
    """Hold the file's exclusive lock for the block."""
    descriptor = opened(path)
    try:
        wait_for(descriptor, EXCLUSIVE, timeout=timeout, what=str(path))
        yield
    finally:
        os.close(descriptor)


def held_by_anyone(path: Path) -> bool:
    """Whether some living process holds this file's lock."""
    if not path.exists():
        return False
    descriptor = opened(path)
    try:
        return not acquired(descriptor, EXCLUSIVE)
    finally:
        os.close(descriptor)
