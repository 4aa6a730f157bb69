"""Rows of one case: fired, silenced, open, out, each with its tests and who told the facts."""

from collections.abc import Iterator, Mapping
from typing import Any

from pharos.policies.cover.cases import Case
from pharos.policies.cover.cells import Value, plain, written
from pharos.policies.cover.deciding.compiled import Compiled, ItemMasks, bits
from pharos.policies.cover.deciding.decision import in_file_order, known_values
from pharos.policies.cover.sets import ISSUED, LOSS_DATE, FactKind


def tests(rules: Compiled, case: Case, place: int) -> list[dict[str, Any]]:
    """Every condition of a row with the value it met and who told it; `holds` null while nobody knows."""
    known = known_values(case)
    return [_test(case, name, written(cell), known.get(name), cell.holds) for name, cell in rules.conditions[place]]


def described(rules: Compiled, case: Case, place: int) -> dict[str, Any]:
    """A row with its tests."""
    row = rules.rows[place]
    return {
        "row": row.id,
        "clause": row.clause,
        "effect": row.effect,
        "items": list(row.items),
        "tests": tests(rules, case, place),
    }


def waits(rules: Compiled, case: Case, place: int) -> list[str]:
    """The facts an open row waits for."""
    known = known_values(case)
    return list(dict.fromkeys(name for name, _cell in rules.conditions[place] if name not in known))


def silenced(rules: Compiled, item: ItemMasks, live: int, sure: int) -> list[dict[str, Any]]:
    """Rows of an item that fired and do not count, and the rows in force that silence them."""
    found = []
    for place in in_file_order(rules, live & item.rows & ~sure):
        over = item.silencers.get(1 << place, 0) & sure
        if over:
            by = [rules.rows[other].id for other in in_file_order(rules, over)]
            found.append({"row": rules.rows[place].id, "by": by})
    return found


def why_not(rules: Compiled, known: Mapping[str, Value]) -> dict[int, list[str]]:
    """For every row that is out, the facts that put it out."""
    found: dict[int, list[str]] = {}
    for column in rules.columns:
        value = known.get(column.name)
        if value is None:
            continue
        for place in bits(column.false(value)):
            found.setdefault(place, []).append(column.name)
    return found


def facts(rules: Compiled, case: Case) -> Iterator[dict[str, Any]]:
    """Every declared fact of the case: its state, and what each source says."""
    for kind in rules.rules.facts:
        fact = case.facts.get(kind.name)
        if fact is None or not fact.tellings:
            continue
        yield {
            "fact": kind.name,
            "state": fact.state,
            "value": None if fact.value is None else plain(fact.value),
            "told": [
                {
                    "value": None if one.value is None else plain(one.value),
                    "source": one.source,
                    **({"picked": one.picked} if one.picked else {}),
                }
                for one in fact.tellings
            ],
        }


def label_of(kind: FactKind | None, value: str, language: str) -> str:
    """A value in words, where the set gives any."""
    if kind is None or value not in kind.labels:
        return value
    return kind.labels[value].said(language)


def _test(case: Case, name: str, cell: str, value: Value | None, holds: Any) -> dict[str, Any]:
    fact = case.facts.get(name)
    source = "register" if name == ISSUED else "traveller" if name == LOSS_DATE else fact.source if fact else None
    return {
        "fact": name,
        "cell": cell,
        "value": None if value is None else plain(value),
        "source": source if value is not None else None,
        "holds": None if value is None else holds(value),
    }
