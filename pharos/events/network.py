"""What happens to the network. One event a file, with numbers only."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from pharos.events.base import Event


@dataclass(frozen=True, kw_only=True)
class FacilitiesImported(Event):
    """A list of facilities went in: rows read, facilities new, known ones renewed, rows refused."""

    stream: ClassVar[str] = "source"
    source: UUID
    rows: int
    added: int
    renewed: int
    refused: int
