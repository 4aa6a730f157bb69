"""What happens to a case. Ids and harmless codes only: what was said, found or written is reached through a row."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pharos.events.base import Event


@dataclass(frozen=True, kw_only=True)
class CaseEvent(Event):
    """Anything about one case; the case orders it."""

    stream: ClassVar[str] = "case"
    case: UUID


@dataclass(frozen=True, kw_only=True)
class CaseRegistered(CaseEvent):
    """`policy_state`: confirmed, as_told or none. `origin` is the conversation it grew from, where there is one.
    `country` (ISO 3166 alpha-2) and `place` (of the gazetteer) are where help is needed, as far as it was told."""

    number: str
    insurer: UUID | None = None
    policy: UUID | None = None
    policy_state: str = "none"
    origin: UUID | None = None
    country: str = ""
    place: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class CaseClaimed(CaseEvent):
    staff: int


@dataclass(frozen=True, kw_only=True)
class CaseReleased(CaseEvent):
    """`note` is the row of the note that was left for whoever takes it next."""

    staff: int
    note: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class CaseHandedOver(CaseEvent):
    """`note` is the row of the note that went along."""

    staff: int
    before: int | None = None
    note: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class CaseTakenOver(CaseEvent):
    """`before` had the case and was off shift when its promise came due; `staff` took it over."""

    staff: int
    before: int


@dataclass(frozen=True, kw_only=True)
class HandOverRead(CaseEvent):
    """Whoever was given the case has read what he was told."""

    handover: UUID
    staff: int


@dataclass(frozen=True, kw_only=True)
class HandOverUndone(CaseEvent):
    """The case went back to whoever had it, `staff`, or to nobody."""

    handover: UUID
    staff: int | None = None


@dataclass(frozen=True, kw_only=True)
class CasesMerged(CaseEvent):
    """`gone` became a part of this case; `merging` is the row that says what came over."""

    gone: UUID
    merging: UUID


@dataclass(frozen=True, kw_only=True)
class CaseMergedAway(CaseEvent):
    """This case became a part of another one. What belongs to it above follows, and comes back with CaseCameBack,
    which has the same stream."""

    into: UUID
    merging: UUID


@dataclass(frozen=True, kw_only=True)
class MergeUndone(CaseEvent):
    """`gone` stands by itself again."""

    gone: UUID
    merging: UUID


@dataclass(frozen=True, kw_only=True)
class CaseCameBack(CaseEvent):
    """This case stands by itself again and is no longer a part of `left`."""

    left: UUID
    merging: UUID


@dataclass(frozen=True, kw_only=True)
class ListExported(Event):
    """Somebody took a list of cases out of the house as a file: how many rows, and whether complaints were in it."""

    stream: ClassVar[str] = "export"
    export: UUID
    rows: int
    medical: bool


@dataclass(frozen=True, kw_only=True)
class WorkStarted(CaseEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class TakingUndone(CaseEvent):
    """Whoever took the case gave it back before he did anything: work has not started, it stands as before (`status`:
    registered, reopened)."""

    status: str


@dataclass(frozen=True, kw_only=True)
class WaitBegan(CaseEvent):
    """`waits_for`: insurer, clinic, traveller, carrier, document, other."""

    waits_for: str
    until: datetime


@dataclass(frozen=True, kw_only=True)
class WaitEnded(CaseEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class CaseClosed(CaseEvent):
    outcome: str


@dataclass(frozen=True, kw_only=True)
class CaseReopened(CaseEvent):
    reason: str


@dataclass(frozen=True, kw_only=True)
class CaseCancelled(CaseEvent):
    reason: str


@dataclass(frozen=True, kw_only=True)
class HoldPlaced(CaseEvent):
    """`subject` is the row the placing room means: a review, a bill, a complaint."""

    hold: UUID
    kind: str
    subject: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class HoldReleased(CaseEvent):
    """`lapsed`: nobody decided; the case was cancelled before the matter was taken up."""

    hold: UUID
    kind: str
    lapsed: bool = False


@dataclass(frozen=True, kw_only=True)
class PromiseEvent(CaseEvent):
    promise: UUID


@dataclass(frozen=True, kw_only=True)
class PromiseMade(PromiseEvent):
    """A clock starts. `rule` and `rule_version` name what set the time it is due."""

    kind: str
    due_at: datetime
    rule: str
    rule_version: int


@dataclass(frozen=True, kw_only=True)
class PromiseMoved(PromiseEvent):
    """Another time was agreed with whoever waits; a paused clock runs again."""

    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class PromisePaused(PromiseEvent):
    reason: str


@dataclass(frozen=True, kw_only=True)
class PromiseResumed(PromiseEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PromiseKept(PromiseEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PromiseWithdrawn(PromiseEvent):
    reason: str


@dataclass(frozen=True, kw_only=True)
class CaseForgotten(CaseEvent):
    """Whose case it was can no longer be known: sealed texts lost their key, names and numbers were blanked."""


@dataclass(frozen=True, kw_only=True)
class PromiseRevived(PromiseEvent):
    """A merge that had stopped this clock was taken back: it runs on as it did, or stands as it stood (`paused`)."""

    paused: bool = False


@dataclass(frozen=True, kw_only=True)
class NoteAdded(CaseEvent):
    note: UUID


@dataclass(frozen=True, kw_only=True)
class PartyAdded(CaseEvent):
    party: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class PartyChanged(CaseEvent):
    party: UUID
    role: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DetailsChanged(CaseEvent):
    """`fields` are names of columns; values stay in the row."""

    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PolicyConfirmed(CaseEvent):
    policy: UUID
    insurer: UUID
    before: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class PolicyUnlinked(CaseEvent):
    before: UUID


@dataclass(frozen=True, kw_only=True)
class PlaceSet(CaseEvent):
    """`country` is ISO 3166 alpha-2, `place` of the gazetteer; what stood there before is told too, so that whoever
    counts can take it back. The hotel and the words are in the row. `fields` are names of columns."""

    country: str = ""
    fields: tuple[str, ...] = ()
    place: UUID | None = None
    before_country: str = ""
    before_place: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class UrgencyChanged(CaseEvent):
    """The urgency itself says something of a person's health and stays in the row."""

    raised: bool
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class UrgencyConfirmed(CaseEvent):
    """Somebody asked for danger, and the urgency stays what it was taken for."""
