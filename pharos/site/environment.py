"""Settings from the environment, read once and refused loudly when they make no sense."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if value in ("", "1", "0", "true", "false", "yes", "no", "on", "off"):
        return default if value == "" else value in ("1", "true", "yes", "on")
    raise ImproperlyConfigured(f"{name} is {value!r}; say 1 or 0")


def number(name: str, default: int) -> int:
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is {value!r}; say a whole number") from error


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def var() -> Path:
    """The folder of everything that belongs to this installation and not to the code. PHAROS_VAR names another."""
    return Path(text("PHAROS_VAR") or ROOT / "var").resolve()


def secret(name: str, *, size: int = 32) -> bytes:
    """A secret as bytes: from the environment (hexadecimal), else from a private file made on first use.

    The file is written beside and renamed, so a process killed halfway leaves no half secret, and two that start
    together agree on one.
    """
    if value := text(name):
        try:
            return bytes.fromhex(value)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} must be hexadecimal, {size * 2} digits") from error
    path = var() / "secrets" / name.lower()
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(size))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was first: its secret holds
            os.link(fresh, path)
        fresh.unlink()
    return bytes.fromhex(path.read_text())
