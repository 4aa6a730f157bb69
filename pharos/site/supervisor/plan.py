"""What a supervisor shall run. The command that makes the plan is heavy with Django; the supervisor itself is not."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pharos.site.environment import var


@dataclass(frozen=True)
class Plan:
    """Addresses, roles besides web and worker, and what to tell the person once pages are served."""

    host: str = "127.0.0.1"
    port: int = 8000
    port_exactly: bool = False
    smtp_host: str = "127.0.0.1"
    smtp_port: int = 2525
    smtp_exactly: bool = False
    roles: tuple[str, ...] = ()
    """Of `mail` and `play`."""
    play: tuple[str, ...] = ()
    """The words of the command that plays the demonstration."""
    hello: tuple[str, ...] = field(default=())


def folder() -> Path:
    """Where a running supervisor keeps its lock and its state."""
    return var() / "run"


def write(plan: Plan) -> Path:
    """Keep the plan for the supervisor to read."""
    folder().mkdir(parents=True, exist_ok=True)
    target = folder() / f"plan-{os.getpid()}.json"
    target.write_text(json.dumps(asdict(plan)), "utf-8")
    return target


def read(path: Path) -> Plan:
    """Read a plan and remove its file."""
    fields: dict[str, Any] = json.loads(path.read_text("utf-8"))
    path.unlink(missing_ok=True)
    lists = {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
    return Plan(**(fields | lists))
