"""One child process: started, watched, started again with a growing pause, stopped in bounded time."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import Final

FIRST_PAUSE: Final = 0.2
LONGEST_PAUSE: Final = 15.0
SETTLED: Final = 10.0
"""A child that lived this long had started well: the next pause is the first one again."""


@dataclass(frozen=True)
class Role:
    """What a child does: its name for people, the words after `pharos`, what else it inherits."""

    name: str
    words: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    descriptors: tuple[int, ...] = ()
    once: bool = False
    """A role that may come to an end; it is started again only after a failure."""


@dataclass
class Child:
    """A role and the process that has it now."""

    role: Role
    mark: str
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = FIRST_PAUSE
    due_at: float = 0.0
    over: bool = False

    def start(self) -> None:
        """Start the process in a group of its own, so that Ctrl-C reaches the supervisor alone."""
        environment = {**os.environ, **self.role.environment, "PHAROS_PROCESS": f"pharos {self.role.name}"}
        command = [sys.executable, "-m", "pharos.site.supervisor.child", self.mark, *self.role.words]
        self.process = subprocess.Popen(
            command,
            env=environment,
            pass_fds=self.role.descriptors,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # what matters is said on the other channel
        )
        self.started_at = time.monotonic()

    def died(self) -> int | None:
        """The exit code of a process that has just been found dead, else None."""
        if self.process is None or (code := self.process.poll()) is None:
            return None
        lived = time.monotonic() - self.started_at
        self.pause = FIRST_PAUSE if lived >= SETTLED else min(self.pause * 2, LONGEST_PAUSE)
        self.due_at = time.monotonic() + self.pause
        self.process = None
        self.over = self.role.once and code == 0
        return code

    def due(self) -> bool:
        """Whether it is time to start it (again)."""
        return self.process is None and not self.over and time.monotonic() >= self.due_at

    def signal(self, number: int) -> None:
        """Signal the process and whatever it started."""
        if self.process is not None and self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


def stop_all(children: list[Child], *, patience: float) -> None:
    """Ask all to stop at once, then end those that have not after `patience` seconds."""
    for child in children:
        child.signal(signal.SIGTERM)
    deadline = time.monotonic() + patience
    for child in children:
        if child.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.0, deadline - time.monotonic()))
            child.signal(signal.SIGKILL)
            child.process.wait()
