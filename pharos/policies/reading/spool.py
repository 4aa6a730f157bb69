"""Rows set aside while the whole file is looked at: packed in memory, about sixty bytes a row, never on disk."""

import pickle
import zlib
from collections.abc import Iterator
from typing import Any

_BLOCK = 2_000


class Spool:
    """Rows in, the same rows out, as often as wanted. Only what this process put in is ever unpickled."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._open: list[Any] = []
        self.count = 0

    def add(self, row: Any) -> None:
        self._open.append(row)
        self.count += 1
        if len(self._open) >= _BLOCK:
            self._blocks.append(self._packed())
            self._open = []

    def __iter__(self) -> Iterator[Any]:
        for block in self._blocks:
            yield from pickle.loads(zlib.decompress(block))
        yield from self._open

    def _packed(self) -> bytes:
        return zlib.compress(pickle.dumps(self._open, protocol=5), 1)
