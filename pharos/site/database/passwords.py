"""The generated passwords of the embedded server's roles, kept beside the data for our eyes only."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from pharos.site.database.layout import Layout


@dataclass(frozen=True)
class Passwords:
    """One password a role; nobody ever types them."""

    superuser: str
    owner: str
    app: str

    @classmethod
    def generated(cls) -> "Passwords":
        """Fresh random ones."""
        return cls(*(secrets.token_urlsafe(24) for _ in fields(cls)))


def read(layout: Layout) -> Passwords | None:
    """The stored passwords, or None where they are absent or spoilt."""
    try:
        stored = json.loads(layout.passwords.read_text("utf-8"))
        return Passwords(**stored)
    except (FileNotFoundError, ValueError, TypeError):
        return None


def write(layout: Layout, passwords: Passwords) -> None:
    """Store them whole or not at all."""
    fresh = layout.passwords.with_suffix(".new")
    written(fresh, json.dumps(asdict(passwords)))
    fresh.replace(layout.passwords)


def written(path: Path, text: str) -> None:
    """Write a file that nobody but its owner can read at any moment, and see it on the disk."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
