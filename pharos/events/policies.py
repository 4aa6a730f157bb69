"""What happens to the register. One event a file: which policies it changed is asked of `policies` by the run."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
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


@dataclass(frozen=True, kw_only=True)
class RuleSetPublished(Event):
    """A wording was published. It is chosen for policies from now on and never changes."""

    stream: ClassVar[str] = "rule_set"
    rule_set: UUID
    insurer: UUID | None
    name: str
    edition: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class CoverDecided(Event):
    """Cover was decided for a case; `replaces` names the decision this one reverses or renews.

    What was decided, and by which facts, is asked of `policies` by the decision.
    """

    stream: ClassVar[str] = "case"
    case: UUID
    decision: UUID
    rule_set: UUID | None
    replaces: UUID | None
    changed: bool = True
    """Whether an answer or an amount differs from the decision it replaces."""


@dataclass(frozen=True, kw_only=True)
class FactsTold(Event):
    """Somebody told facts that cover may hang on; which, is asked of `policies` by the inquiry and its version."""

    stream: ClassVar[str] = "subject"
    subject: UUID
    inquiry: UUID
    inquiry_version: int
    facts: int


@dataclass(frozen=True, kw_only=True)
class FactsTakenBack(Event):
    """What was told by one act was a mistake: it counts no more, and stays to be read."""

    stream: ClassVar[str] = "subject"
    subject: UUID
    inquiry: UUID
    inquiry_version: int
    facts: int


@dataclass(frozen=True, kw_only=True)
class FactPicked(Event):
    """Two sources say otherwise; a person decided which one counts."""

    stream: ClassVar[str] = "subject"
    subject: UUID
    inquiry: UUID
    fact: UUID


@dataclass(frozen=True, kw_only=True)
class LimitMoved(Event):
    """Money was held, paid or let go under a limit of a policy."""

    stream: ClassVar[str] = "limit"
    limit: UUID
    policy: UUID
    case: UUID | None
    kind: str
    held: Decimal
    used: Decimal
    currency: str


@dataclass(frozen=True, kw_only=True)
class RefusalEvent(Event):
    """Anything about a refusal of cover. What is refused, by which clause and why is asked of `policies` by its id."""

    stream: ClassVar[str] = "case"
    case: UUID
    refusal: UUID


@dataclass(frozen=True, kw_only=True)
class RefusalProposed(RefusalEvent):
    """Somebody proposed it. Until a second person signs, the traveller is told that it is being checked."""

    decision: UUID


@dataclass(frozen=True, kw_only=True)
class RefusalSigned(RefusalEvent):
    """A second person signed it: it may be told to traveller and insurer."""


@dataclass(frozen=True, kw_only=True)
class RefusalDeclined(RefusalEvent):
    """Whoever was to sign did not."""


@dataclass(frozen=True, kw_only=True)
class RefusalAskedBack(RefusalEvent):
    """Whoever is to sign wants to know something first."""


@dataclass(frozen=True, kw_only=True)
class RefusalAnswered(RefusalEvent):
    """The question was answered; it waits for the signature again."""


@dataclass(frozen=True, kw_only=True)
class RefusalWithdrawn(RefusalEvent):
    """The proposal was taken back."""


@dataclass(frozen=True, kw_only=True)
class RefusalDoubted(RefusalEvent):
    """A newer decision of the case no longer refuses what was refused, or by other clauses: a reversal is open."""


@dataclass(frozen=True, kw_only=True)
class RefusalDoubtLapsed(RefusalEvent):
    """The decision refuses as it did before: the reversal that was open is not."""


@dataclass(frozen=True, kw_only=True)
class RefusalReversed(RefusalEvent):
    """A person confirmed the reversal, with a reason: the refusal holds no more, and whoever was told must hear so."""


@dataclass(frozen=True, kw_only=True)
class RefusalUpheld(RefusalEvent):
    """A person decided, with a reason, that the refusal stands all the same."""


@dataclass(frozen=True, kw_only=True)
class RefusalsExported(Event):
    """Somebody took the list of refusals out of the house as a file."""

    stream: ClassVar[str] = "export"
    export: UUID
    rows: int


@dataclass(frozen=True, kw_only=True)
class SigningDutySet(Event):
    """Somebody is on call to sign refusals from now to then, or (`gone`) no longer."""

    stream: ClassVar[str] = "duty"
    duty: UUID
    staff: int
    gone: bool = False


@dataclass(frozen=True, kw_only=True)
class ApprovalEvent(Event):
    """Anything about what an insurer is asked to approve."""

    stream: ClassVar[str] = "case"
    case: UUID
    approval: UUID


@dataclass(frozen=True, kw_only=True)
class ApprovalPrepared(ApprovalEvent):
    """The letter to the insurer is ready to be read and sent by a person."""


@dataclass(frozen=True, kw_only=True)
class ApprovalSent(ApprovalEvent):
    """It went out; an answer is asked for by `due_at`."""

    letter: UUID
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ApprovalAnswered(ApprovalEvent):
    """What the insurer said was recorded: `answer` is approved, refused or asks."""

    answer: str


@dataclass(frozen=True, kw_only=True)
class ApprovalWithdrawn(ApprovalEvent):
    """It is not needed any more."""


@dataclass(frozen=True, kw_only=True)
class PastRedecided(Event):
    """Past decisions were made again by another set, to see which would come out otherwise. None was changed."""

    stream: ClassVar[str] = "run"
    run: UUID
    rule_set: UUID | None
    hash: str
    read: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class PastListExported(Event):
    """Somebody took the list of past decisions that would come out otherwise out of the house as a file."""

    stream: ClassVar[str] = "run"
    run: UUID


@dataclass(frozen=True, kw_only=True)
class LimitsImported(Event):
    """A file of limits and payments went into the ledger, as a whole."""

    stream: ClassVar[str] = "run"
    run: UUID
    insurer: UUID
    opened: int
    entries: int
