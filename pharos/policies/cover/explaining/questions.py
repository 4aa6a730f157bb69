"""What to ask, the question that settles most first, and what each answer would do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from pharos.policies.cover.cases import Case, Fact, State, Telling
from pharos.policies.cover.cells import Value, plain
from pharos.policies.cover.deciding.compiled import Compiled
from pharos.policies.cover.deciding.decision import Decision, decide
from pharos.policies.cover.questions import askable
from pharos.policies.cover.sets import ISSUED, LOSS_DATE
from pharos.policies.cover.words import Source


def ordered(rules: Compiled, case: Case, decision: Decision) -> list[dict[str, Any]]:
    """Every fact that can still change an item's outcome, with the items, and how many its answer settles on average.

    Of equals the one more items wait for comes first, then the cheaper one, then the one declared first.
    """
    settles: dict[str, float] = {}
    items: dict[str, list[str]] = {}
    for item in decision.items:
        for name, share in zip(item.ask, item.settles, strict=True):
            settles[name] = settles.get(name, 0.0) + share
            items.setdefault(name, []).append(item.item)
    costs = {fact.name: fact.cost for fact in rules.rules.facts}
    place = {fact.name: number for number, fact in enumerate(rules.rules.facts)}
    names = sorted(items, key=lambda name: (-settles[name], -len(items[name]), costs.get(name, 1), place.get(name, 0)))
    return [
        {
            "fact": name,
            "ask": list(askable(rules.rules, case, name)),
            "items": items[name],
            "settles_percent": round(100 * settles[name] / len(decision.items)),
        }
        for name in names
    ]


def effects(rules: Compiled, case: Case, name: str) -> list[dict[str, Any]]:
    """What each kind of answer to one question would make of every item. Answers no row tells apart are one."""
    found = []
    for values, told in _answers(rules, case, name):
        decision = decide(rules, told)
        answers = {
            item.item: {"answer": str(item.answer), "amount": None if item.amount is None else str(item.amount)}
            for item in decision.items
        }
        found.append({"values": values, "items": answers})
    return found


def _answers(rules: Compiled, case: Case, name: str) -> Iterator[tuple[list[str], Case]]:
    column = rules.by_name.get(name)
    if column is None:
        return
    if column.false_by_value:
        together: dict[int, list[Value]] = {}
        for value, false in column.false_by_value.items():
            together.setdefault(false, []).append(value)
        for values in together.values():
            yield [plain(value) for value in values], _told(case, name, values[0])
        return
    for one in column.classes:
        ends = ["" if end is None else plain(end) for end in (one.low, one.high)]
        yield ends if ends[0] != ends[1] else ends[:1], _told(case, name, one.sample)


def _told(case: Case, name: str, value: Value) -> Case:
    if isinstance(value, date) and name == LOSS_DATE:
        return replace(case, loss_date=value)
    if isinstance(value, date) and name == ISSUED:
        return replace(case, issued=value)
    fact = Fact(State.KNOWN, value, (Telling(value, Source.UNSTATED),))
    return replace(case, facts={**case.facts, name: fact})
