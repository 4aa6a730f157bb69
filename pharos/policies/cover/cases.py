"""A case as the decision sees it: what is told of every fact, by whom, and what was paid before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pharos.policies.cover.cells import Value
from pharos.policies.cover.words import Reach, Source


class State(StrEnum):
    KNOWN = "known"
    UNKNOWN = "unknown"
    DISPUTED = "disputed"
    UNSETTLED = "unsettled"
    """Told, but not by anybody whose word settles it."""


@dataclass(frozen=True)
class Telling:
    """What one source says; None: asked, and not known. `picked` names the person who decided for it."""

    value: Value | None
    source: Source
    picked: str = ""


@dataclass(frozen=True)
class Fact:
    """A fact of the case: its value where it is known, and everything that was told of it."""

    state: State
    value: Value | None = None
    tellings: tuple[Telling, ...] = ()

    @property
    def source(self) -> Source | None:
        """Who the known value is from: the one picked, else the first who told it."""
        told = [telling for telling in self.tellings if telling.value == self.value and self.state is State.KNOWN]
        return next((telling.source for telling in told if telling.picked), told[0].source if told else None)


NOTHING = Fact(State.UNKNOWN)


@dataclass(frozen=True, kw_only=True)
class Used:
    """What an earlier payment, or an amount held for one, took. `within` None: not said, so it counts everywhere.

    `count` are its units (visits, days); `coinsured` is the amount the insured bore a share of. `borne` is known of
    lines settled just now: by row, how much it was taken of and how much that was.
    """

    item: str
    amount: Decimal
    within: Reach | None = None
    deducted: Decimal = Decimal(0)
    count: int | None = None
    coinsured: Decimal = Decimal(0)
    borne: tuple[tuple[str, Decimal, Decimal], ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Bill:
    """One line to be paid, with what is needed to change its money."""

    item: str
    amount: Decimal
    currency: str
    count: int = 1
    days: Mapping[str, date] = field(default_factory=dict)
    rate: Decimal | None = None
    rate_date: date | None = None
    rate_source: str = ""


@dataclass(frozen=True, kw_only=True)
class Case:
    """Everything a decision depends on besides the set. `currency` is that of all amounts."""

    currency: str
    loss_date: date | None = None
    issued: date | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    used: tuple[Used, ...] = ()
    bills: tuple[Bill, ...] = ()
