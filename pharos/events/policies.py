"""What happens to the register. One event a file: which policies it changed is asked of `policies` by the run."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from pharos.events.base import Event


@dataclass(frozen=True, kw_only=True)
class PoliciesImported(Event):
    """A file of an insurer went into the register, as a whole."""

    stream: ClassVar[str] = "run"
    run: UUID
    insurer: UUID
    created: int
    changed: int
    unchanged: int
    cancelled: int
    faulty_rows: int


@dataclass(frozen=True, kw_only=True)
class ImportRefused(Event):
    """A file was looked at and nothing of it was imported; `reason` is the objection's code."""

    stream: ClassVar[str] = "run"
    run: UUID
    insurer: UUID | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class MappingChanged(Event):
    """A person settled how an insurer's files are read; `fields` names what changed."""

    stream: ClassVar[str] = "insurer"
    insurer: UUID
    fields: tuple[str, ...]
