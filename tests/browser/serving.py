"""The real server under a browser test: uvicorn over this run's database."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.ports import free_port

PATIENCE = 60.0


@dataclass
class Served:
    """A running server. `restart` kills and starts it again at the same address."""

    said: Path
    port: int
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-W", "ignore", "-m", "uvicorn", "pharos.site.asgi:application"]
        options = ["--port", str(self.port), "--log-level", "warning", "--lifespan", "off"]
        with self.said.open("ab") as said:
            self.process = subprocess.Popen(
                [*command, *options, "--timeout-graceful-shutdown", "2"], env=self.environment, stdout=said, stderr=said
            )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            assert self.process.poll() is None, self.said.read_text()
            assert time.monotonic() < deadline, "the server never answered"
            time.sleep(0.05)

    def stop(self, *, hard: bool = False) -> float:
        """Ask it to stop, or kill it; returns the seconds it took."""
        assert self.process is not None
        asked = time.monotonic()
        self.process.kill() if hard else self.process.terminate()
        self.process.wait(15)
        return time.monotonic() - asked

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url}/accounts/login/", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False


def served(folder: Path, **settings: str) -> Served:
    """A server over the database that DATABASE_URL names."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "pharos.site.settings", **settings}
    return Served(folder / "said", free_port(), environment)
