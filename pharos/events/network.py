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


@dataclass(frozen=True, kw_only=True)
class RequestEvent(Event):
    """Anything about one destination request; the request orders it."""

    stream: ClassVar[str] = "request"
    request: UUID


@dataclass(frozen=True, kw_only=True)
class DestinationRequested(RequestEvent):
    """An insurer asks about a place, or we go through one of our own accord. `conversation`: where the letter lies."""

    number: str
    origin: str
    insurer: UUID | None = None
    conversation: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class DestinationPlaced(RequestEvent):
    """A person said which place is meant."""

    country: str
    place: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class DestinationChanged(RequestEvent):
    """`fields` are names of columns; values stay in the row."""

    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DestinationTaken(RequestEvent):
    """Who works it; None when it was laid back."""

    staff: int | None


@dataclass(frozen=True, kw_only=True)
class DestinationMoved(RequestEvent):
    """From one step to another. `answer` is what the register held, `result` what it came to, `reason` why given up."""

    before: str
    step: str
    answer: str = ""
    result: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class CandidateFound(RequestEvent):
    """Somebody who might help there."""

    candidate: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class CandidateTried(RequestEvent):
    """A try to reach a candidate and what came of it."""

    candidate: UUID
    way: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class CandidateBecameProvider(RequestEvent):
    """We have a relationship with the candidate now."""

    candidate: UUID
    provider: UUID


@dataclass(frozen=True, kw_only=True)
class DestinationAgreed(RequestEvent):
    """The contract, or the agreement for this journey, that answers the request."""

    provider: UUID
    contract: UUID


@dataclass(frozen=True, kw_only=True)
class InsurerWrittenTo(RequestEvent):
    """A letter about the request went to the insurer: a question, or the answer. Where the request came as a letter,
    ours belongs to the same conversation."""

    letter: UUID
    kind: str
    conversation: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ProviderEvent(Event):
    """Something about one provider."""

    stream: ClassVar[str] = "provider"
    provider: UUID


@dataclass(frozen=True, kw_only=True)
class ProviderAdded(ProviderEvent):
    """We keep a provider from now on. Whether there is a contract is another matter."""


@dataclass(frozen=True, kw_only=True)
class ProviderChanged(ProviderEvent):
    """Some of a provider's own particulars changed; `fields` names them."""

    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProviderPartChanged(ProviderEvent):
    """A phone, language, capability, credential, contract, billing block or price was added, changed or removed."""

    part: str
    row: str
    change: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProviderSuspended(ProviderEvent):
    """Nobody is sent there until further notice, except where a life is at risk."""

    why: str


@dataclass(frozen=True, kw_only=True)
class ProviderResumed(ProviderEvent):
    """They are sent to again."""


@dataclass(frozen=True, kw_only=True)
class ProviderClosed(ProviderEvent):
    """It does not exist any more, or we have parted for good."""


@dataclass(frozen=True, kw_only=True)
class FacilityLinked(ProviderEvent):
    """The provider is this facility of a list, or no longer (`linked` false)."""

    facility: UUID
    linked: bool


@dataclass(frozen=True, kw_only=True)
class CredentialExpiring(ProviderEvent):
    """A credential ends soon or has ended; `days` are left, negative when over."""

    credential: UUID
    kind: str
    days: int


@dataclass(frozen=True, kw_only=True)
class ProviderObserved(ProviderEvent):
    """Something was seen of it: taken, refused, found fault with, rated, complained of."""

    observation: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class ProvidersImported(Event):
    """A file of providers went in."""

    stream: ClassVar[str] = "run"
    run: UUID
    rows: int
    added: int
    changed: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class ProviderChosen(Event):
    """For a case somebody was chosen to send the traveller to; `rank` is the place in the list that was offered."""

    stream: ClassVar[str] = "case"
    case: UUID
    steerage: UUID
    chosen: UUID
    is_provider: bool
    rank: int
    offered: int


@dataclass(frozen=True, kw_only=True)
class GapOpened(Event):
    """Nobody of ours can do this at a place."""

    stream: ClassVar[str] = "gap"
    gap: UUID
    country: str
    capability: str
    found_by: str


@dataclass(frozen=True, kw_only=True)
class GapClosed(Event):
    """The gap is closed: by a provider, or as one that never was."""

    stream: ClassVar[str] = "gap"
    gap: UUID
    why: str
