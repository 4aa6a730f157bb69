"""What a past case comes to under a set: every item's answer and money, help at once, duties. Nothing of the way there.

Two cases in which the same rows fired and are open, the same facts are unknown and the same money is at stake come to
the same; so the outcome is remembered by these, and a case costs its evaluation.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pharos.policies.cover.canonical import plain_of
from pharos.policies.cover.cases import Case
from pharos.policies.cover.cells import Value
from pharos.policies.cover.deciding.compiled import Compiled
from pharos.policies.cover.deciding.decision import ItemDecision, decide_known, evaluated, known_values
from pharos.policies.cover.deciding.money import minor_unit
from pharos.policies.cover.deciding.rescuing import arranged, duties
from pharos.policies.cover.engine import Engine
from pharos.policies.cover.reading.plain import Plain
from pharos.policies.cover.redeciding.recalling import Recall
from pharos.policies.cover.sets import FactKind, RuleSet
from pharos.policies.cover.words import Answer, Effect

Told = tuple[tuple[str, Any], ...]
"""What is said of one thing: column by column, all of it text."""
Outcome = Mapping[str, Told]
"""By item, by `arrange_now/` and clause, by `duties/` and row."""

MEMO = 200_000
ITEM = ("answer", "amount", "currency", "per", "pays", "over_authority", "exhausted")
_LINE = ("item", "amount", "currency", "count", "rate", "rate_date")
ARRANGED, DUTIES = "arrange_now/", "duties/"


class Judge:
    """One set, and what it has judged."""

    def __init__(self, engine: Engine, catalogue: Mapping[str, FactKind], recall: Recall | None = None) -> None:
        self.engine = engine
        self.recall = recall or Recall(engine.rules, catalogue)
        self.outcomes: dict[Any, Outcome] = {}
        rules = engine.compiled
        asked = {name for rescue in rules.rules.rescues for name in rescue.when}
        asked |= {row.obligation.met for row in rules.rows if row.effect is Effect.REQUIRES and row.obligation}
        self.beside = tuple(sorted((asked | set(rules.amount_facts)) - {""}))

    def outcome(self, plain: Plain) -> Outcome:
        """Raises Faulty where the set cannot read the case."""
        case = self.recall.case(plain)
        known = known_values(case)
        return self.judged(case, known, evaluated(self.engine.compiled, known))

    def judged(self, case: Case, known: Mapping[str, Value], rows: tuple[int, int, int]) -> Outcome:
        """Of a case as this set reads it, what is known in it, and what that makes of the set's rows."""
        key = (
            *rows,
            case.currency,
            case.used,
            *[known.get(name) for name in self.beside],
            *(_bills(case) if case.bills else ()),
        )
        found = self.outcomes.get(key)
        if found is None:
            if len(self.outcomes) > MEMO:
                self.outcomes.clear()
            found = self.outcomes[key] = outcome_of(self.engine, case) if case.bills else self._outcome(case, known)
        return found

    def _outcome(self, case: Case, known: Mapping[str, Value]) -> Outcome:
        """As `outcome_of` has it where there are no bills, without what nobody asks for here."""
        rules = self.engine.compiled
        decision = decide_known(rules, known, case)
        found = {item.item: _item(item, case.currency) for item in decision.items}
        for one in arranged(rules, case):
            told = ("answer", one.answer.value), ("ceiling", _money(one.ceiling, case.currency))
            found[f"{ARRANGED}{rules.rules.rescues[one.place].id}"] = tuple((k, v) for k, v in told if v is not None)
        for due in duties(rules, case, decision.fired, decision.open):
            found[f"{DUTIES}{rules.rows[due.place].id}"] = (("state", due.state.value),)
        return found


def _bills(case: Case) -> tuple[object, ...]:
    """What a settlement follows from besides the decision."""
    lines = [(*[getattr(bill, name) for name in _LINE], *bill.days.items()) for bill in case.bills]
    return case.loss_date, *lines


def _item(item: ItemDecision, currency: str) -> Told:
    found: list[tuple[str, Any]] = [("answer", item.answer.value)]
    if item.amount is not None:
        found += [("amount", _money(item.amount, currency)), ("currency", currency)]
    if item.per:
        found.append(("per", item.per))
    if item.answer is Answer.UP_TO and item.final and item.final.terms.limit == 0:
        found.append(("exhausted", True))
    return tuple(found)


def _money(amount: Decimal | None, currency: str) -> str | None:
    return None if amount is None else f"{amount.quantize(minor_unit(currency)):f}"


def reads_alike(one: RuleSet, other: RuleSet) -> bool:
    """Whether both sets read every case to the same."""
    return (one.facts, one.currency, one.items) == (other.facts, other.currency, other.items)


def tests_alike(one: Compiled, other: Compiled) -> bool:
    """Whether what is known makes the same of the rows of both sets: they differ in money, texts or effects alone."""
    return one.conditions == other.conditions and one.rules.facts == other.rules.facts


def outcome_of(engine: Engine, case: Case) -> Outcome:
    """Decided in the ordinary way, and told."""
    decided = engine.decide(case)
    plain = decided.plain()
    found: dict[str, Told] = {}
    for item, given in plain["items"].items():
        found[item] = tuple((name, plain_of(given[name])) for name in ITEM if given.get(name) is not None)
    for one, given in zip(decided.arranged, plain["arrange_now"], strict=True):
        name = f"{ARRANGED}{engine.rules.rescues[one.place].id}"
        found[name] = tuple((key, plain_of(given[key])) for key in ("answer", "ceiling") if given[key])
    for due, duty in zip(decided.duties, plain["duties"], strict=True):
        found[f"{DUTIES}{engine.compiled.rows[due.place].id}"] = (("state", plain_of(duty["state"])),)
    return found
