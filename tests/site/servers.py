"""A throwaway embedded server of a test's own, with its traces removed afterwards."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pharos.site.database import account, processes, server
from pharos.site.database.layout import Layout, layout


@contextmanager
def own_server(front: Path) -> Iterator[Path]:
    """Let a test start and break a server below `front`."""
    try:
        yield front
    finally:
        remove(front)


def remove(front: Path) -> None:
    """Stop the server and remove what it has outside the test's folder."""
    server.stop(front, patience=3)
    place = layout(front)
    if place.folder != place.front and account.STATE in place.folder.parents:
        shutil.rmtree(place.folder, ignore_errors=True)
    if place.folder not in place.socket.parents:
        shutil.rmtree(place.socket, ignore_errors=True)


def start(front: Path) -> bool:
    """Start it; True where this call did."""
    return server.ensure_running(front)


def main_process(front: Path) -> int:
    """The pid of the running server."""
    found = processes.postmaster(layout(front).data)
    assert found is not None
    return found


def place(front: Path) -> Layout:
    """Its layout."""
    return layout(front)
