"""What to ask, the question that settles most first, and what each answer would do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from pharos.policies.cover.cases import Case, Fact, State, Telling
from pharos.policies.cover.cells import Value, plain
from pharos.policies.cover.deciding.compiled import Compiled, bits
from pharos.policies.cover.deciding.decision import Decision, decide
from pharos.policies.cover.questions import askable
from pharos.policies.cover.sets import ISSUED, LOSS_DATE
from pharos.policies.cover.words import Source


def ordered(rules: Compiled, case: Case, decision: Decision) -> list[dict[str, Any]]:
    """Every fact that can still change an outcome, with its items, and how many its answer settles on average."""
    settles = _settles(decision)
    return [
        {
            "fact": name,
            "ask": list(askable(rules.rules, case, name)),
            "items": [item.item for item in decision.items if name in item.ask],
            "settles_percent": round(100 * settles[name] / len(decision.items)),
        }
        for name in in_order(rules, decision)
    ]


def in_order(rules: Compiled, decision: Decision) -> list[str]:
    """The facts to ask about: first what settles most, of equals what more items wait for, then what is cheaper."""
    settles = _settles(decision)
    if len(settles) < 2:
        return list(settles)
    waiting: dict[str, int] = {}
    for item in decision.items:
        for name in item.ask:
            waiting[name] = waiting.get(name, 0) + 1
    costs = rules.costs
    return sorted(settles, key=lambda name: (-settles[name], -waiting[name], costs.get(name, (1, 0))))


def by_rows(rules: Compiled, open_: int, unknown: int) -> list[str]:
    """A quick order without looking at items: the fact more open rows wait for first."""
    columns = [rules.columns[place] for place in bits(unknown)]
    waiting = [(-(column.uses & open_).bit_count(), column.name) for column in columns if column.uses & open_]
    return [name for _count, name in sorted(waiting)]


def _settles(decision: Decision) -> dict[str, float]:
    """By fact, the number of items its answer settles on average."""
    found: dict[str, float] = {}
    for item in decision.items:
        if item.ask:
            for name, share in zip(item.ask, item.settles, strict=True):
                found[name] = found.get(name, 0.0) + share
    return found


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
