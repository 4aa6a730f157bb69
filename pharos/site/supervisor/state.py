"""What runs now, for other processes to read: written whole at every change."""

import json
import os
from pathlib import Path
from typing import Any

from pharos.site.database import locks
from pharos.site.supervisor.plan import folder


def lock_file() -> Path:
    """Locked as long as a supervisor of this installation lives."""
    return folder() / "supervisor.lock"


def running() -> dict[str, Any] | None:
    """The state of the living supervisor, or None."""
    if not locks.held_by_anyone(lock_file()):
        return None
    try:
        found: dict[str, Any] = json.loads(_file().read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found


def write(state: dict[str, Any]) -> None:
    """Publish the state."""
    fresh = _file().with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(state), "utf-8")
    fresh.replace(_file())


def _file() -> Path:
    return folder() / "supervisor.json"
