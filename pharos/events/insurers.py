"""What happens to insurers. Values stay in their tables: an event says which ones changed."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from pharos.events.base import Event


@dataclass(frozen=True, kw_only=True)
class InsurerAdded(Event):
    """We began to work for an insurer."""

    stream: ClassVar[str] = "insurer"
    insurer: UUID


@dataclass(frozen=True, kw_only=True)
class InsurerChanged(Event):
    """Some of an insurer's own particulars changed; `fields` names them."""

    stream: ClassVar[str] = "insurer"
    insurer: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class InsurerPartChanged(Event):
    """A contact, address, pattern, limit or target was added, changed or removed."""

    stream: ClassVar[str] = "insurer"
    insurer: UUID
    part: str
    row: int
    change: str
    fields: tuple[str, ...] = ()
