"""The whole of Pharos, really running, in a folder and on ports of a test's own."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import IO
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from pharos.site.database import connections, processes, server
from pharos.site.database.layout import layout
from tests.site.servers import remove

FORGOTTEN = (connections.URL, connections.OWNER_URL, connections.ROLE, connections.POOL)
PATIENCE = 60.0
FIRST_START = 180.0
"""A database is made, migrated and furnished, perhaps on a machine with much else to do."""
LONGEST_STOP = 5.0
READY = "Pharos is ready"


def free_port() -> int:
    """A port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(true: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Wait until something is so; a test that waits in vain says for what."""
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.05)


@dataclass
class Stack:
    """One running `pharos serve` and what may be done to it."""

    var: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    smtp_port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def front(self) -> Path:
        """Where its database's locks are."""
        return self.var / "postgres"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of everything that belongs to this stack."""
        kept = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
        return {**kept, "PHAROS_VAR": str(self.var), "PHAROS_LANGUAGE": "en", **self.settings}

    @property
    def address(self) -> str:
        """Where its pages are."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def output(self) -> str:
        """All it has said."""
        return (self.var / "said").read_text("utf-8", "replace") if (self.var / "said").exists() else ""

    def start(self, *more: str, ready: bool = True) -> None:
        """Start it, and wait until the first page has been served."""
        before = self.output.count(READY)
        self.var.mkdir(parents=True, exist_ok=True)
        words = ("serve", "--port", str(self.port), "--smtp-port", str(self.smtp_port), *more)
        with (self.var / "said").open("ab") as said:
            self.process = self.command(*words, stdout=said, stderr=said)
        if ready:
            try:
                until(lambda: self.output.count(READY) > before or self._ended(), "the stack is ready", FIRST_START)
            finally:
                print(self.output)
            assert not self._ended()

    def command(self, *words: str, stdout: IO[bytes] | int, stderr: IO[bytes] | int) -> subprocess.Popen[bytes]:
        """Start one `pharos` command in this stack's surroundings."""
        command = [sys.executable, "-m", "pharos.site.cli", *words]
        return subprocess.Popen(command, env=self.environment, stdout=stdout, stderr=stderr, stdin=subprocess.DEVNULL)

    def pharos(self, *words: str, patience: float = 120) -> subprocess.CompletedProcess[str]:
        """Run one `pharos` command to its end."""
        command = [sys.executable, "-m", "pharos.site.cli", *words]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=patience
        )

    def pid(self, name: str) -> int | None:
        """The process that has a role now: supervisor, database, web, worker, mail."""
        if name == "database":
            data = layout(self.front).data  # a child just forked by a main process now dead looks like one for a moment
            return processes.postmaster(data) if processes.leads(data) else None
        try:
            state = json.loads((self.var / "run" / "supervisor.json").read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        pid = state["pid"] if name == "supervisor" else state["processes"].get(name)
        return pid if pid is not None and self._ours(pid) else None

    def _ours(self, pid: int) -> bool:
        """Whether the process is one of Pharos: the state may be of a dead supervisor, and its numbers used again."""
        try:
            return b"pharos.site" in Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return False

    def kill(self, name: str) -> int:
        """End a process the hardest way; returns what its pid was."""
        until(lambda: self.pid(name), f"{name} runs")
        pid = self.pid(name)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        return pid

    def comes_back(self, name: str, former: int) -> None:
        """Wait until another process has the role."""
        until(lambda: self.pid(name) not in (None, former) and self.answers(), f"{name} is back")

    def answers(self) -> bool:
        """Whether a page that needs the database is served."""
        visit = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            visit.request("GET", "/accounts/login/")
            return visit.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            visit.close()

    def stop(self) -> float:
        """Ask it to stop; returns how many seconds that took."""
        assert self.process is not None
        asked = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)
        return time.monotonic() - asked

    def clear(self) -> None:
        """End and remove everything, whatever the test has done."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        from pharos.site.supervisor import orphans

        orphans.end(orphans.mark(self.var.resolve()))
        remove(self.front)

    def running(self) -> bool:
        """Whether its database runs."""
        return server.status(self.front).state is server.State.RUNNING

    def _ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None


class Visitor:
    """Somebody with a browser's manners: cookies, and the hidden fields of forms."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.jar = CookieJar()
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        """The text of a page."""
        with self.opener.open(self.stack.address + path.lstrip("/"), timeout=20) as answer:
            return str(answer.read().decode("utf-8"))

    def post(self, path: str, fields: dict[str, str]) -> str:
        """Send a form as the page at the same address would."""
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', self.get(path)))
        body = urlencode({**hidden, **fields}).encode()
        address = self.stack.address + path.lstrip("/")
        request = Request(address, body, {"Referer": address})
        with self.opener.open(request, timeout=20) as answer:
            return str(answer.read().decode("utf-8"))

    def sign_in(self, username: str, password: str) -> None:
        """Come in by the front door."""
        self.post("accounts/login/", {"login": username, "password": password})

    def open_stream(self) -> socket.socket:
        """Hold a live stream open, as an open page does."""
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)
        stream = socket.create_connection(("127.0.0.1", self.stack.port), timeout=20)
        lines = ["GET /live HTTP/1.1", "Host: localhost", "Accept: text/event-stream", f"Cookie: {cookies}", "", ""]
        stream.sendall("\r\n".join(lines).encode())
        first = stream.recv(4096).decode()
        assert first.startswith("HTTP/1.1 200"), first[:200]
        return stream
