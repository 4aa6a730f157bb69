"""Which living processes belong to a data folder. A pid alone proves nothing: it may have been handed on."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from pharos.site.database.layout import Layout
from pharos.site.database.locks import held_by_anyone

PROC = Path("/proc")


def alive(layout: Layout) -> bool:
    """Whether any process of this server lives, whatever the files in its data folder say."""
    return held_by_anyone(layout.alive) or bool(of_data_folder(layout.data))


def of_data_folder(data: Path) -> list[int]:
    """The processes of PostgreSQL working in this data folder; zombies have no folder and do not count."""
    if not PROC.joinpath("self").exists():
        return [pid for pid in [_recorded(data)] if pid and _is_postgres(pid)]
    if not data.exists():
        return []
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit() and _works_in(entry, data)]


def leads(data: Path) -> bool:
    """Whether the process named in the pid file is really this server's main one. Cheap enough to ask each second."""
    pid = _recorded(data)
    if pid is None:
        return False
    if not PROC.joinpath("self").exists():
        return _is_postgres(pid)
    return _works_in(PROC / str(pid), data)


def postmaster(data: Path) -> int | None:
    """The server's main process, proven by its working folder and its parent."""
    members = of_data_folder(data)
    recorded = _recorded(data)
    if recorded in members:
        return recorded
    # The pid file is spoilt: the main process is the one whose parent is not one of them.
    roots = [pid for pid in members if _parent(pid) not in members]
    return roots[0] if len(roots) == 1 and not _is_child(roots[0]) else None


def stop_politely(pid: int) -> None:
    """Ask a server to end its connections, write everything down and leave."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)


def end(pids: list[int], *, patience: float = 5) -> None:
    """End what a killed server left behind: ask first, then insist."""
    for number in (signal.SIGQUIT, signal.SIGKILL):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if not any(PROC.joinpath(str(pid), "cwd").exists() for pid in pids):
                return
            time.sleep(0.02)


def _works_in(entry: Path, data: Path) -> bool:
    try:
        return entry.joinpath("cwd").samefile(data) and b"postgres" in entry.joinpath("cmdline").read_bytes()
    except OSError:
        return False


def _recorded(data: Path) -> int | None:
    try:
        return int(data.joinpath("postmaster.pid").read_text("ascii", "replace").split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _parent(pid: int) -> int:
    try:
        return int(PROC.joinpath(str(pid), "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return 0


def _is_child(pid: int) -> bool:
    """PostgreSQL's children rename themselves 'postgres: what they do'."""
    try:
        return PROC.joinpath(str(pid), "cmdline").read_bytes().startswith(b"postgres:")
    except OSError:
        return True


def _is_postgres(pid: int) -> bool:
    answer = subprocess.run(["ps", "-o", "stat=,comm=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return "postgres" in answer.stdout and not answer.stdout.startswith("Z")
