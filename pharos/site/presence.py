"""Who is where, as this process last read it: a board its streams read, and which of it changed since they did."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from pharos.people.api import Present

EMPTY_KEPT = 2000


class Shown(NamedTuple):
    """One tab as browsers are told of it."""

    staff: int
    name: str
    tab: str
    typing: int
    holding: tuple[str, ...]


class Board:
    """Pages by their subject. `version` grows with each change; a stream remembers which one it has told."""

    def __init__(self) -> None:
        self.version = 0
        self._rows: dict[str, tuple[Shown, ...]] = {}
        self._changed: dict[str, int] = {}

    def put(self, found: Mapping[UUID, Sequence[Present]], subjects: Iterable[UUID]) -> bool:
        """What was read about these subjects; whether any of it is new."""
        before = self.version
        for subject in subjects:
            name, rows = str(subject), tuple(map(_shown, found.get(subject, ())))
            if rows != self._rows.get(name, ()):
                self.version += 1
                self._rows[name], self._changed[name] = rows, self.version
        self._forget_empty()
        return self.version != before

    def everybody(self) -> dict[str, tuple[Shown, ...]]:
        """The whole board, for a stream that begins."""
        return {subject: rows for subject, rows in self._rows.items() if rows}

    def since(self, version: int) -> dict[str, tuple[Shown, ...]]:
        """What changed after a version; a subject everybody has left comes with nobody."""
        return {subject: self._rows[subject] for subject, at in self._changed.items() if at > version}

    def _forget_empty(self) -> None:
        """Pages long left need not be told of any more; the newest stay for streams that lag behind."""
        empty = [subject for subject, rows in self._rows.items() if not rows]
        for subject in empty[:-EMPTY_KEPT] if len(empty) > EMPTY_KEPT else ():
            del self._rows[subject], self._changed[subject]


def _shown(one: Present) -> Shown:
    return Shown(one.staff_id, one.name, str(one.tab), int(one.typing), one.holding)
