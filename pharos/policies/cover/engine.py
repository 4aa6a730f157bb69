"""A set ready for use: read, compiled, hashed; and the answer in the shape others rely on."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pharos.policies.cover.canonical import set_hash
from pharos.policies.cover.cases import Case
from pharos.policies.cover.deciding.billing import Settlement, over_authority, settle, total
from pharos.policies.cover.deciding.compiled import Compiled
from pharos.policies.cover.deciding.decision import Decision, ItemDecision, decide
from pharos.policies.cover.deciding.money import minor_unit
from pharos.policies.cover.deciding.rescuing import Arranged, Due, arranged, duties
from pharos.policies.cover.questions import askable
from pharos.policies.cover.sets import RuleSet
from pharos.policies.cover.words import Answer


class Engine:
    """Decides cases by one set."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.hash = set_hash(rules)
        self.compiled = Compiled(rules)

    def decide(self, case: Case) -> "Decided":
        decision = decide(self.compiled, case)
        return Decided(
            engine=self,
            case=case,
            decision=decision,
            arranged=arranged(self.compiled, case),
            duties=duties(self.compiled, case, decision.fired, decision.open),
            settlements=settle(self.compiled, case),
        )


@dataclass(frozen=True, kw_only=True)
class Decided:
    """A decision with the set and the case it was made of."""

    engine: Engine
    case: Case
    decision: Decision
    arranged: tuple[Arranged, ...]
    duties: tuple[Due, ...]
    settlements: tuple[Settlement, ...] = ()

    def plain(self) -> dict[str, Any]:
        """`{set, hash, items, arrange_now, duties}`, all of it plain values."""
        return {
            "set": self.engine.rules.label,
            "hash": self.engine.hash,
            "items": {item.item: self._item(item) for item in self.decision.items},
            "arrange_now": [self._arranged(one) for one in self.arranged],
            "duties": [self._due(one) for one in self.duties],
        }

    def clauses(self, places: Iterable[int]) -> list[str]:
        """Clause numbers of rows, each once, in the order given."""
        return list(dict.fromkeys(self.engine.compiled.rows[place].clause for place in places))

    def money(self, amount: Decimal | None) -> str | None:
        """To the minor unit of the case's currency, as text."""
        return None if amount is None else f"{amount.quantize(minor_unit(self.case.currency)):f}"

    def _item(self, item: ItemDecision) -> dict[str, Any]:
        found: dict[str, Any] = {
            "answer": item.answer,
            "amount": self.money(item.amount),
            "currency": self.case.currency if item.amount is not None else None,
            "clauses": self.clauses(item.cited),
            "ask": list(dict.fromkeys(name for ask in item.ask for name in askable(self.engine.rules, self.case, ask))),
        }
        if item.per:
            found["per"] = item.per
        if item.answer is Answer.NEED_FACTS and item.insured:
            found["insured"] = True
        if any(one.bill.item == item.item for one in self.settlements):
            found["pays"] = self.money(total(self.settlements, item.item))
            found["over_authority"] = over_authority(self.engine.rules, self.case, self.settlements)
        if item.answer is Answer.UP_TO and item.final and item.final.terms.limit == 0:
            found["exhausted"] = True
        return found

    def _arranged(self, one: Arranged) -> dict[str, Any]:
        rescue = self.engine.rules.rescues[one.place]
        return {
            "answer": one.answer,
            "reason": rescue.reason,
            "items": list(rescue.items),
            "ceiling": self.money(one.ceiling),
            "currency": self.case.currency if one.ceiling is not None else None,
            "clauses": [rescue.clause],
            "ask": list(one.ask),
        }

    def _due(self, one: Due) -> dict[str, Any]:
        row = self.engine.compiled.rows[one.place]
        assert row.obligation
        return {
            "duty": row.obligation.duty,
            "state": one.state,
            "within_hours": row.obligation.within_hours,
            "items": list(row.items),
            "clauses": [row.clause],
            "ask": list(one.ask),
        }
