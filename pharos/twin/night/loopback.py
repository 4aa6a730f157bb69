"""The twin talks to this machine only."""

from ipaddress import ip_address
from urllib.parse import urlsplit


class NotThisMachine(Exception):
    """An address that is not a loopback address: nothing invented is ever sent there."""


class Unreachable(Exception):
    """The other side is down or busy; the same thing may be tried again."""


def loopback(host: str) -> str:
    """The host if it is this machine. Names other than `localhost` are not looked up. Raises NotThisMachine."""
    name = host.strip("[]")
    if name == "localhost":
        return name
    try:
        here = ip_address(name).is_loopback
    except ValueError:
        here = False
    if not here:
        raise NotThisMachine(host)
    return name


def host_and_port(text: str, default: int) -> tuple[str, int]:
    """`127.0.0.1:2525`, `[::1]:2525` or `http://127.0.0.1:8000/` taken apart. Raises NotThisMachine."""
    parts = urlsplit(text if "//" in text else f"//{text}")
    return loopback(parts.hostname or ""), parts.port or default
