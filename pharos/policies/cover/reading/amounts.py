"""Amounts as a row or a table gives them: `500`, `500 EUR`, `sum_insured`, `10% of sum_insured`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from pharos.policies.cover import values
from pharos.policies.cover.faults import Path
from pharos.policies.cover.reading.taking import Entry, Taker, near
from pharos.policies.cover.sets import Amount, Deduction, FactKind, Limit
from pharos.policies.cover.words import UNITS, Kind, Reach

_SHARE = re.compile(r"(\S+?)\s*%\s*(?:of\s+)?([a-z][a-z0-9_]*)")
PER_CAP = (Reach.POLICY, Reach.TRIP, Reach.INCIDENT, *UNITS)
PER_DEDUCTION = (Reach.INCIDENT, Reach.LINE, Reach.TRIP, Reach.POLICY, *UNITS)
WITHIN = (Reach.INCIDENT, Reach.TRIP, Reach.POLICY)
SHAPE = ("per", "times", "after", "within", "shared")
CAP_COLUMNS = ("amount", *SHAPE)
DEDUCTION_COLUMNS = ("amount", "franchise", "percent", "of_first", "at_least", "at_most", "per", "times", "within")
MOST_PERCENT = 1000
"""Of a money fact: an interrupted trip pays 150% of its cost, a return ticket 200% of the one that was booked."""


@dataclass(frozen=True)
class Shape:
    """How a cap is counted; the fields are those of `Limit` and of `Table`."""

    per: str
    times: int | None
    after: int
    within: Reach
    shared: bool


class Franchise(StrEnum):
    ABSOLUTE = "absolute"
    CONDITIONAL = "conditional"


class Amounts:
    """Reads amounts of one set: its currency, and the facts that may stand for an amount."""

    def __init__(self, take: Taker, currency: str, facts: Mapping[str, FactKind]) -> None:
        self.take = take
        self.currency = currency
        self.facts = facts

    def amount(self, text: str, path: Path) -> Amount | None:
        """None for an empty text, and, with a fault, for an unreadable one."""
        if not text:
            return None
        share = _SHARE.fullmatch(text)
        if share:
            percent = self.take.read(values.number, share[1], path)
            return self._of_fact(share[2], percent if percent is not None else Decimal(0), path)
        if re.fullmatch(r"[a-z][a-z0-9_]*", text):
            return self._of_fact(text, Decimal(100), path)
        fixed = self.fixed(text, path)
        return None if fixed is None else Amount(fixed)

    def fixed(self, text: str, path: Path) -> Decimal | None:
        """An amount in figures. In a set of the policy's currency, figures alone."""
        if not self.currency and values.named_currency(text):
            self.take.fault("currency_is_the_policys", path, value=text)
            return None
        reading = values.number if not self.currency else lambda told: values.money(told, self.currency)
        return self.take.positive(self.take.read(reading, text, path), path)

    def limit(self, entry: Entry, path: Path, *, several: bool) -> Limit | None:
        amount = self.amount(self.take.text(entry, "amount", path, needed=True), (*path, "amount"))
        shape = self.shape(entry, path, several=several)
        return Limit(amount=amount, **vars(shape)) if amount else None

    def shape(self, entry: Entry, path: Path, *, several: bool) -> Shape:
        """How a cap or a table of caps is counted."""
        per = self._per(entry, path, PER_CAP) or Reach.POLICY
        times = self.take.whole(entry, "times", path)
        for column in ("times", "after", "within"):
            if entry.get(column) and per not in UNITS:
                self.take.fault("times_of_no_unit", (*path, column), column=column, allowed=UNITS)
        shared = self.take.flag(entry, "shared", path)
        if several and shared is None:
            self.take.fault("shared_or_each", (*path, "shared"))
        after = self.take.whole(entry, "after", path, least=0) or 0
        return Shape(per, times, after, self._within(entry, path), bool(shared))

    def _within(self, entry: Entry, path: Path) -> Reach:
        return Reach(self._one_of(entry, "within", path, WITHIN) or Reach.POLICY)

    def deduction(self, entry: Entry, path: Path) -> Deduction | None:
        amount = self.amount(self.take.text(entry, "amount", path), (*path, "amount"))
        percent = self._percent(entry, path)
        if (amount is None) == (percent is None):
            self.take.fault("amount_or_percent", (*path, "amount"))
            return None
        per = self._per(entry, path, PER_DEDUCTION) or Reach.INCIDENT
        bounds = self._bounds(entry, path)
        self._fits(entry, path, per, percent)
        return Deduction(
            amount=amount,
            percent=percent,
            of_first=bounds["of_first"],
            per=per,
            times=self.take.whole(entry, "times", path),
            at_least=bounds["at_least"],
            at_most=bounds["at_most"],
            conditional=self._one_of(entry, "franchise", path, tuple(Franchise)) == Franchise.CONDITIONAL,
            within=self._within(entry, path),
        )

    def _bounds(self, entry: Entry, path: Path) -> dict[str, Decimal | None]:
        columns = ("of_first", "at_least", "at_most")
        found = {name: self.fixed(text, (*path, name)) if (text := self.take.text(entry, name, path)) else None
                 for name in columns}  # fmt: skip
        least, most = found["at_least"], found["at_most"]
        if least is not None and most is not None and most < least:
            self.take.fault("bounds_in_wrong_order", (*path, "at_most"), low=least, high=most)
        return found

    def _fits(self, entry: Entry, path: Path, per: str, percent: Decimal | None) -> None:
        """Columns that belong to a percentage, to an amount or to units stand nowhere else."""
        for name in ("of_first", "at_least", "at_most"):
            if entry.get(name) and percent is None:
                self.take.fault("of_first_without_percent", (*path, name), column=name)
        if percent is not None and (entry.get("franchise") or per in UNITS):
            column = "franchise" if entry.get("franchise") else "per"
            self.take.fault("of_an_amount", (*path, column), allowed=(*Reach,) if column == "per" else ())
        if entry.get("franchise") == Franchise.CONDITIONAL and per in UNITS:
            self.take.fault("of_an_amount", (*path, "per"), allowed=(*Reach,))
        if entry.get("within") and per not in UNITS:
            self.take.fault("times_of_no_unit", (*path, "within"), column="within", allowed=UNITS)

    def _of_fact(self, name: str, percent: Decimal, path: Path) -> Amount | None:
        money = [fact.name for fact in self.facts.values() if fact.kind is Kind.MONEY]
        if name not in money:
            self.take.fault("not_a_money_fact", path, value=name, meant=near(name, money), allowed=money)
            return None
        if self.facts[name].currency != self.currency:
            self.take.fault("other_currency", path, value=self.facts[name].currency, currency=self.currency)
        if not 0 < percent <= MOST_PERCENT:
            self.take.fault("not_a_percentage", path, value=percent, most=MOST_PERCENT)
        return Amount(fact=name, percent=percent)

    def _percent(self, entry: Entry, path: Path) -> Decimal | None:
        text = self.take.text(entry, "percent", path).removesuffix("%").strip()
        found = self.take.read(values.number, text, (*path, "percent"))
        if found is not None and not 0 < found <= 100:
            self.take.fault("not_a_percentage", (*path, "percent"), value=found, most=100)
        return found

    def _per(self, entry: Entry, path: Path, allowed: tuple[str, ...]) -> str:
        return self._one_of(entry, "per", path, allowed)

    def _one_of(self, entry: Entry, column: str, path: Path, allowed: tuple[str, ...]) -> str:
        word = self.take.text(entry, column, path)
        if word and word not in allowed:
            self.take.fault("unknown_value", (*path, column), value=word, meant=near(word, allowed), allowed=allowed)
            return ""
        return word
