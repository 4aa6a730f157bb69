"""What is known of a case before anybody decides: what rooms above say, what the register has, what people told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from pharos.policies.cover.sets import ISSUED, LOSS_DATE, FactKind
from pharos.policies.cover.words import Kind, Source

BORN = "born"
DESK_DATES = {name: FactKind(name=name, kind=Kind.DATE) for name in (LOSS_DATE, ISSUED, BORN)}
"""Days the desk asks for whatever the set declares."""
UNKNOWN = "unknown"
"""The value of a fact somebody was asked about and does not know."""


@dataclass(frozen=True)
class Heard:
    """What another room heard already and can be carried over as it is: never a guess."""

    fact: str
    value: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Around:
    """What the rooms above know of the case or intake whose cover is asked about. Empty means not known."""

    policy: UUID | None = None
    insurer: UUID | None = None
    born: date | None = None
    country: str = ""
    heard: tuple[Heard, ...] = ()


@dataclass(frozen=True, kw_only=True)
class About:
    """Whose cover is asked about: a case, or the intake before it (a conversation, a draft), what else was told that
    belongs to it (`others`: its conversations, cases that became part of it), and what the rooms above know."""

    subject: UUID
    around: Around
    is_case: bool = False
    others: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Registered:
    """A policy as far as cover can hang on it. An option it does not name is not known."""

    number: str = ""
    insurer: str = ""
    product: str = ""
    programme: str = ""
    issued: date | None = None
    first: date | None = None
    last: date | None = None
    born: date | None = None
    sum_insured: Decimal | None = None
    currency: str = ""
    options: Mapping[str, bool] = field(default_factory=dict)
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Said:
    """A fact as one source told it: a row of the desk. `version` tells which act brought it."""

    id: UUID
    inquiry: UUID
    fact: str
    value: str
    source: Source
    version: int
    told_at: datetime
    told_by: str
    replaces: UUID | None = None
    picked: str = ""
    taken_back: bool = False


def standing(said: tuple[Said, ...]) -> tuple[Said, ...]:
    """What counts now: not taken back, and not told anew by the same source since."""
    live = [one for one in said if not one.taken_back]
    replaced = {one.replaces for one in live}
    return tuple(one for one in live if one.id not in replaced)
