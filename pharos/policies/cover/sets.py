"""A rule set as values: what a wording says, and nothing of any case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pharos.policies.cover.cells import Cell, Ordered
from pharos.policies.cover.words import (
    Basis,
    Duty,
    Effect,
    Kind,
    Operation,
    RateDate,
    Reach,
    Reason,
    Rounding,
    Source,
    Step,
)

LATER = {"later": True}
"""Marks a field that came to the form later: at its default it is left out of the hash, so older sets keep theirs."""


@dataclass(frozen=True)
class Words:
    """A text in both languages."""

    en: str = ""
    ru: str = ""

    def said(self, language: str) -> str:
        """In this language, or in the other rather than not at all."""
        return (self.ru or self.en) if language == "ru" else (self.en or self.ru)


@dataclass(frozen=True)
class Computed:
    """How a fact follows from others: `operands` are facts, `policy.NAME`, `loss_date` or `issued`."""

    operation: Operation
    operands: tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class FactKind:
    """A fact the set tests. `low` and `high` bound what is possible; `cost` orders questions of equal weight."""

    name: str
    kind: Kind
    values: tuple[str, ...] = ()
    labels: Mapping[str, Words] = field(default_factory=dict)
    low: Ordered | None = None
    high: Ordered | None = None
    unit: str = ""
    currency: str = ""
    title: Words = Words()
    ask: Words = Words()
    cost: int = 1
    settled_by: tuple[Source, ...] = ()
    policy: str = ""
    computed: Computed | None = None


LOSS_DATE, ISSUED = "loss_date", "issued"
DATE_FACTS = (FactKind(name=LOSS_DATE, kind=Kind.DATE), FactKind(name=ISSUED, kind=Kind.DATE))
"""Facts every set has without declaring them."""


@dataclass(frozen=True)
class Amount:
    """A fixed amount, or a share (in per cent) of a money fact. Of the set's currency."""

    fixed: Decimal | None = None
    fact: str = ""
    percent: Decimal = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """What a `caps` row says. `per` is a reach or a unit; `times` bounds units; `shared` joins the row's items.

    Of units, the first `after` are not paid: `times` counts those behind them, over all that lies `within` a reach.
    """

    amount: Amount
    per: str
    times: int | None = None
    shared: bool = False
    after: int = field(default=0, metadata=LATER)
    within: Reach = field(default=Reach.POLICY, metadata=LATER)


@dataclass(frozen=True, kw_only=True)
class Deduction:
    """What a `deducts` row says: an amount, or a percentage the insured bears (of the first so much).

    `at_least` and `at_most` bound what a percentage comes to. A `conditional` amount is a franchise: up to it nothing
    is paid, above it nothing is borne. `per` is a reach, or, of an amount, a unit; `times` units `within` a reach.
    """

    amount: Amount | None = None
    percent: Decimal | None = None
    of_first: Decimal | None = None
    per: str
    times: int | None = None
    at_least: Decimal | None = field(default=None, metadata=LATER)
    at_most: Decimal | None = field(default=None, metadata=LATER)
    conditional: bool = field(default=False, metadata=LATER)
    within: Reach = field(default=Reach.POLICY, metadata=LATER)


@dataclass(frozen=True, kw_only=True)
class Obligation:
    """What a `requires` row says; `met` names the yes_no fact that tells whether it was done."""

    duty: Duty
    within_hours: int | None = None
    met: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One clause, or one sentence of it. `when` maps facts to cells, all of which must hold."""

    id: str
    part: str
    clause: str
    text: Words
    effect: Effect
    items: tuple[str, ...]
    when: Mapping[str, Cell] = field(default_factory=dict)
    overrides: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    limit: Limit | None = None
    deduction: Deduction | None = None
    obligation: Obligation | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """Cells by fact, and by column (an item or a group) an amount, "no" or "full"."""

    when: Mapping[str, Cell]
    columns: Mapping[str, Amount | str]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of limits, kept as it is written; `expanding` makes rows of it. `when` holds for each of its lines."""

    id: str
    part: str
    clause: str
    text: Words
    effect: Effect
    rows: tuple[TableRow, ...]
    per: str
    times: int | None = None
    shared: bool = False
    overrides: tuple[str, ...] = ()
    source: str = ""
    note: str = ""
    when: Mapping[str, Cell] = field(default_factory=dict, metadata=LATER)
    after: int = field(default=0, metadata=LATER)
    within: Reach = field(default=Reach.POLICY, metadata=LATER)


@dataclass(frozen=True, kw_only=True)
class Rescue:
    """What is arranged at once, whatever the decision, up to its own ceiling."""

    id: str
    clause: str
    text: Words
    reason: Reason
    items: tuple[str, ...]
    when: Mapping[str, Cell] = field(default_factory=dict)
    ceiling: Decimal | None = None


@dataclass(frozen=True)
class Part:
    """A chapter of the wording, and the chapters it goes before."""

    name: str
    title: Words = Words()
    overrides: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exchange:
    """Which day's rate counts for a bill in another currency, and whose rate it is."""

    day: RateDate
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """A published or proposed wording. `currency` is empty where it is the policy's."""

    name: str
    version: str
    title: Words
    insurer: str
    products: tuple[str, ...] = ()
    basis: Basis
    first: date | None = None
    last: date | None = None
    currency: str
    order: tuple[Step, ...] = (Step.DEDUCTIBLE, Step.COINSURANCE, Step.CAP)
    rounding: Rounding = Rounding.HALF_UP
    exchange: Exchange | None = None
    authority: Decimal | None = None
    source: str
    facts: tuple[FactKind, ...]
    items: tuple[str, ...]
    own_items: Mapping[str, Words] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    rows: tuple[Row, ...] = ()
    tables: tuple[Table, ...] = ()
    rescues: tuple[Rescue, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.name}@{self.version}"

    def fact(self, name: str) -> FactKind | None:
        return next((fact for fact in self.facts if fact.name == name), None)
