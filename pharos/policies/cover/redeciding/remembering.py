"""Readings kept by the text they were made of."""

from collections.abc import Callable
from typing import Any

MOST = 200_000
"""Readings of one kind kept; then it begins anew."""


class Kept(dict[Any, Any]):
    """By a text, or by a tuple of texts, what it reads as; `of` takes lists and mappings of texts as well."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        super().__init__()
        self.read = read
        self.written: dict[str, Any] = {}

    def __missing__(self, raw: Any) -> Any:
        if len(self) > MOST:
            self.clear()
        found = self[raw] = self.read(raw)
        return found

    def of(self, raw: Any) -> Any:
        if raw is None or raw.__class__ is str:
            return self[raw]
        key = repr(raw)  # tells apart all that lists and mappings of texts can hold
        try:
            return self.written[key]
        except KeyError:
            if len(self.written) > MOST:
                self.written.clear()
            found = self.written[key] = self.read(raw)
            return found
