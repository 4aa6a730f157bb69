"""What rooms offer to the frames, found by name at their doors; a part that no room offers yet is left out."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any


def offered(room: str, name: str) -> Callable[..., Any] | None:
    """The function `name` of the room's api, or None."""
    if find_spec(f"pharos.{room}") is None or find_spec(f"pharos.{room}.api") is None:
        return None
    return getattr(import_module(f"pharos.{room}.api"), name, None)
