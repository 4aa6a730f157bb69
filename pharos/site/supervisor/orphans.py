"""Children of a supervisor that was killed. Each bears the installation's mark in its command line."""

import contextlib
import hashlib
import os
import signal
import subprocess
import time
from pathlib import Path

PROC = Path("/proc")
PREFIX = "--of="


def mark(var: Path) -> str:
    """The mark of this installation's children."""
    return PREFIX + hashlib.sha256(os.fsencode(var)).hexdigest()[:16]


def bearing(mark: str) -> list[int]:
    """The living processes with the mark."""
    lines = _from_proc() if (PROC / "self").exists() else _from_ps()
    return [pid for pid, words in lines if mark in words and pid != os.getpid()]


def end(mark: str, *, patience: float = 3.0) -> int:
    """Stop what a killed supervisor left running; returns how many. The caller holds the supervisor's lock."""
    pids = bearing(mark)
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        deadline = time.monotonic() + patience
        while bearing(mark) and time.monotonic() < deadline:
            time.sleep(0.05)
    return len(pids)


def _from_proc() -> list[tuple[int, list[str]]]:
    found = []
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                words = entry.joinpath("cmdline").read_bytes().split(b"\0")
                found.append((int(entry.name), [word.decode("utf-8", "replace") for word in words]))
    return found


def _from_ps() -> list[tuple[int, list[str]]]:
    answer = subprocess.run(["ps", "-axww", "-o", "pid=,args="], capture_output=True, text=True, check=False)
    lines = [line.split() for line in answer.stdout.splitlines()]
    return [(int(line[0]), line[1:]) for line in lines if line]
