"""What is known of a case when it is registered. Every part may be missing: help never waits for a field."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from pharos.cases.rules.codes import Code
from pharos.cases.rules.promises import PromiseKind
from pharos.core.objections import Objection
from pharos.core.spelling import person_key
from pharos.core.urgency import Urgency


class PartyRole(StrEnum):
    INSURED = "insured"
    CALLER = "caller"
    CLINIC = "clinic"
    RELATIVE = "relative"
    INSURER = "insurer"
    OTHER = "other"


class PolicyState(StrEnum):
    """Whether the policy is the register's, only as told to us, or nobody has named one."""

    CONFIRMED = "confirmed"
    AS_TOLD = "as_told"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class PartyFacts:
    """A person or desk around the case. `phone` is kept as written where it cannot be read."""

    role: str
    name: str = ""
    phone: str = ""
    mail: str = ""
    language: str = ""
    relation: str = ""


@dataclass(frozen=True, kw_only=True)
class PolicyTold:
    """The policy in the caller's words; kept as it was told even after the register answers."""

    number: str = ""
    insurer: str = ""
    holder: str = ""

    def __bool__(self) -> bool:
        return bool(self.number or self.insurer or self.holder)


@dataclass(frozen=True, kw_only=True)
class PlaceFacts:
    """`place` is a row of the gazetteer when one was chosen; `heard` is what the caller said."""

    place: UUID | None = None
    heard: str = ""
    country: str = ""
    hotel: str = ""
    address: str = ""
    room: str = ""
    reception_phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Registration:
    """`call_back` asks for a call-back promise, by the agreed hour where one was named; `owner` takes the case at
    once; `urgency_asked`: all that tells danger was asked; `origin` is the conversation it grew from, and `key` that
    conversation's vault key, to be shared."""

    insured: PartyFacts = field(default_factory=lambda: PartyFacts(role=PartyRole.INSURED))
    birth_date: date | None = None
    others: tuple[PartyFacts, ...] = ()
    urgency: Urgency = Urgency.ROUTINE
    urgency_asked: bool = False
    insurer: UUID | None = None
    policy: UUID | None = None
    told: PolicyTold = field(default_factory=PolicyTold)
    place: PlaceFacts = field(default_factory=PlaceFacts)
    language: str = "ru"
    call_back_phone: str = ""
    complaint: str = ""
    circumstances: str = ""
    call_back: bool = False
    call_back_by: datetime | None = None
    owner: int | None = None
    origin: UUID | None = None
    key: UUID | None = None


def policy_state(registration: Registration) -> PolicyState:
    if registration.policy:
        return PolicyState.CONFIRMED
    return PolicyState.AS_TOLD if registration.told or registration.insurer else PolicyState.NONE


class Insured(Protocol):
    """Somebody a policy insures, as far as a birth date is looked for."""

    @property
    def full_name(self) -> str: ...
    @property
    def other_name(self) -> str: ...
    @property
    def birth_date(self) -> date | None: ...


def birth_date_in(name: str, persons: Sequence[Insured]) -> date | None:
    """The birth date of the one person of a policy whom this name fits; None where none or several do.

    A name fits when all its words are words of the person's, or the other way round, spelling folded.
    """
    said = set(person_key(name).split())
    fitting = [one for one in persons if any(_fits(said, written) for written in (one.full_name, one.other_name))]
    return fitting[0].birth_date if len(fitting) == 1 else None


def _fits(said: set[str], written: str) -> bool:
    words = set(person_key(written).split())
    return len(said & words) >= 2 and (said <= words or words <= said)


def promises_owed(registration: Registration) -> tuple[PromiseKind, ...]:
    """What we owe from the first moment: always a review; the policy's confirmation unless it is in the register;
    a call-back when one was asked for."""
    owed = [PromiseKind.MEDICAL_REVIEW]
    if policy_state(registration) is not PolicyState.CONFIRMED:
        owed.append(PromiseKind.CONFIRM_POLICY)
    if registration.call_back or registration.call_back_by:
        owed.append(PromiseKind.CALL_BACK)
    return tuple(owed)


def objections_to(registration: Registration, now: datetime) -> tuple[Objection, ...]:
    """Only what would make a promise nobody could keep."""
    if registration.call_back_by and registration.call_back_by <= now:
        return (Objection(Code.PROMISE_DUE_PAST),)
    return ()
