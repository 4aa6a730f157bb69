"""Amounts as a row or a table gives them: `500`, `500 EUR`, `sum_insured`, `10% of sum_insured`."""

import re
from collections.abc import Mapping
from decimal import Decimal

from pharos.policies.cover import values
from pharos.policies.cover.faults import Path
from pharos.policies.cover.reading.taking import Entry, Taker, near
from pharos.policies.cover.sets import Amount, Deduction, FactKind, Limit
from pharos.policies.cover.words import UNITS, Kind, Reach

_SHARE = re.compile(r"(\S+?)\s*%\s*(?:of\s+)?([a-z][a-z0-9_]*)")
PER_CAP = (Reach.POLICY, Reach.TRIP, Reach.INCIDENT, *UNITS)
PER_DEDUCTION = (Reach.INCIDENT, Reach.LINE, Reach.TRIP, Reach.POLICY)
CAP_COLUMNS = ("amount", "per", "times", "shared")
DEDUCTION_COLUMNS = ("amount", "percent", "of_first", "per", "times")


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
        return Limit(amount=amount, per=shape[0], times=shape[1], shared=shape[2]) if amount else None

    def shape(self, entry: Entry, path: Path, *, several: bool) -> tuple[str, int | None, bool]:
        """`per`, `times` and `shared` of a cap or a table of caps."""
        per = self._per(entry, path, PER_CAP) or Reach.POLICY
        times = self.take.whole(entry, "times", path)
        if times is not None and per not in UNITS:
            self.take.fault("times_of_no_unit", (*path, "times"), allowed=UNITS)
        shared = self.take.flag(entry, "shared", path)
        if several and shared is None:
            self.take.fault("shared_or_each", (*path, "shared"))
        return per, times, bool(shared)

    def deduction(self, entry: Entry, path: Path) -> Deduction | None:
        amount = self.amount(self.take.text(entry, "amount", path), (*path, "amount"))
        percent = self._percent(entry, path)
        if (amount is None) == (percent is None):
            self.take.fault("amount_or_percent", (*path, "amount"))
            return None
        of_first = (
            self.fixed(self.take.text(entry, "of_first", path), (*path, "of_first")) if "of_first" in entry else None
        )
        if of_first is not None and percent is None:
            self.take.fault("of_first_without_percent", (*path, "of_first"))
        per = self._per(entry, path, PER_DEDUCTION) or Reach.INCIDENT
        times = self.take.whole(entry, "times", path)
        return Deduction(amount=amount, percent=percent, of_first=of_first, per=per, times=times)

    def _of_fact(self, name: str, percent: Decimal, path: Path) -> Amount | None:
        money = [fact.name for fact in self.facts.values() if fact.kind is Kind.MONEY]
        if name not in money:
            self.take.fault("not_a_money_fact", path, value=name, meant=near(name, money), allowed=money)
            return None
        if self.facts[name].currency != self.currency:
            self.take.fault("other_currency", path, value=self.facts[name].currency, currency=self.currency)
        if not 0 < percent <= 100:
            self.take.fault("not_a_percentage", path, value=percent)
        return Amount(fact=name, percent=percent)

    def _percent(self, entry: Entry, path: Path) -> Decimal | None:
        text = self.take.text(entry, "percent", path).removesuffix("%").strip()
        found = self.take.read(values.number, text, (*path, "percent"))
        if found is not None and not 0 < found <= 100:
            self.take.fault("not_a_percentage", (*path, "percent"), value=found)
        return found

    def _per(self, entry: Entry, path: Path, allowed: tuple[str, ...]) -> str:
        per = self.take.text(entry, "per", path)
        if per and per not in allowed:
            self.take.fault("unknown_value", (*path, "per"), value=per, meant=near(per, allowed), allowed=allowed)
            return ""
        return per
