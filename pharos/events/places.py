"""What happens to emergency numbers."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from pharos.events.base import Event


@dataclass(frozen=True, kw_only=True)
class EmergencyNumberVerified(Event):
    """A member of staff checked that the number is answered by this service."""

    stream: ClassVar[str] = "number"
    number: UUID
    country: str
    service: str


@dataclass(frozen=True, kw_only=True)
class EmergencyNumberDoubted(Event):
    """A verification was taken back: the number needs checking again."""

    stream: ClassVar[str] = "number"
    number: UUID
    country: str
    service: str


@dataclass(frozen=True, kw_only=True)
class HotelAdded(Event):
    """A hotel by which a place can be found from now on."""

    stream: ClassVar[str] = "hotel"
    hotel: UUID
    place: UUID


@dataclass(frozen=True, kw_only=True)
class HotelRemoved(Event):
    """It leads nowhere any more."""

    stream: ClassVar[str] = "hotel"
    hotel: UUID
