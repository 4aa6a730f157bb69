"""What happens to the register. One event a file: which policies it changed is asked of `policies` by the run."""

from dataclasses import dataclass
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
