"""What has happened among staff."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from pharos.events.base import Event


@dataclass(frozen=True, kw_only=True)
class StaffAdded(Event):
    stream: ClassVar[str] = "person"
    person: UUID
    staff: int
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StaffChanged(Event):
    """`fields` names what changed; the values are in the row."""

    stream: ClassVar[str] = "person"
    person: UUID
    staff: int
    fields: tuple[str, ...]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StaffDeactivated(Event):
    stream: ClassVar[str] = "person"
    person: UUID
    staff: int
