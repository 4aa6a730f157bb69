"""The table of secrecy as guards of views."""

from collections.abc import Callable
from typing import Any

from pharos.medical.rules.secrecy import SECRECY, Part
from pharos.people.api import Permission, allow, permits


def seeing(part: Part) -> Callable[[Any], Any]:
    """A view for those who see this part; nobody else gets in."""
    return allow(*sorted(Permission(code) for code in SECRECY[part]))


def sees(user: object, part: Part) -> bool:
    """Whether this user (signed in or not) does."""
    return any(permits(user, Permission(code)) for code in SECRECY[part])
