"""What happens to the staff list. A member of staff's stream is derived from the row's number."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from pharos.events.base import Event


@dataclass(frozen=True, kw_only=True)
class StaffAdded(Event):
    stream: ClassVar[str] = "person"
    person: UUID
    staff: int
    roles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StaffChanged(Event):
    """Fields by name, not their values; roles in full, since they are rights."""

    stream: ClassVar[str] = "person"
    person: UUID
    staff: int
    fields: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StaffDeactivated(Event):
    """The person may no longer enter; sessions ended in the same moment."""

    stream: ClassVar[str] = "person"
    person: UUID
    staff: int


@dataclass(frozen=True, kw_only=True)
class StaffReactivated(Event):
    stream: ClassVar[str] = "person"
    person: UUID
    staff: int


@dataclass(frozen=True, kw_only=True)
class PasswordSetByAdministrator(Event):
    """An administrator gave the person a new password; sessions ended in the same moment."""

    stream: ClassVar[str] = "person"
    person: UUID
    staff: int


@dataclass(frozen=True, kw_only=True)
class WorkStateChanged(Event):
    """A member of staff said what he is doing: ready, after_call, break."""

    stream: ClassVar[str] = "person"
    person: UUID
    staff: int
    state: str
