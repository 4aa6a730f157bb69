"""The whole explanation of a decision as plain values: codes, ids and figures, never sentences.

Written down canonically it is the same, byte for byte, whenever the same set decides the same case.
"""

from typing import Any

from pharos.policies.cover.deciding.compiled import bits
from pharos.policies.cover.deciding.decision import ItemDecision, in_file_order, known_values
from pharos.policies.cover.deciding.forces import forces
from pharos.policies.cover.engine import Decided
from pharos.policies.cover.explaining import arithmetic, rows
from pharos.policies.cover.explaining.nearest import nearest
from pharos.policies.cover.explaining.questions import ordered


def explained(decided: Decided) -> dict[str, Any]:
    """Facts, rows that fired, are open or out, every item, the questions in order, the bills."""
    rules, case, decision = decided.engine.compiled, decided.case, decided.decision
    out = rows.why_not(rules, known_values(case))
    return {
        "facts": list(rows.facts(rules, case)),
        "fired": [rows.described(rules, case, place) for place in in_file_order(rules, decision.fired)],
        "open": [
            {**rows.described(rules, case, place), "waits_for": rows.waits(rules, case, place)}
            for place in in_file_order(rules, decision.open)
        ],
        "out": {rules.rows[place].id: out[place] for place in sorted(out, key=rules.rank.__getitem__)},
        "items": {item.item: _item(decided, item) for item in decision.items},
        "questions": ordered(rules, case, decision),
        "bills": [arithmetic.settled(rules, case, one) for one in decided.settlements],
    }


def _item(decided: Decided, item: ItemDecision) -> dict[str, Any]:
    rules, case, decision = decided.engine.compiled, decided.case, decided.decision
    masks = rules.items[rules.item_at[item.item]]
    sure, perhaps = forces(masks, decision.fired, decision.open)
    return {
        "answer": item.answer,
        "cited": [rules.rows[place].id for place in item.cited],
        "in_force": [rules.rows[place].id for place in in_file_order(rules, sure)],
        "may_come_into_force": [rules.rows[place].id for place in in_file_order(rules, perhaps & ~sure)],
        "silenced": rows.silenced(rules, masks, decision.fired, sure),
        "could_be": sorted({str(one.answer) for one in item.could_be}),
        "nearest": nearest(rules, case, decision, item),
        "limits": arithmetic.limits(rules, case, decision, item.item),
        "borne": arithmetic.borne(rules, case, decision, item.item),
        "order": list(rules.rules.order),
    }


def cited_rows(decided: Decided) -> list[str]:
    """Ids of every row an answer rests on, as the file has them."""
    mask = 0
    for item in decided.decision.items:
        for place in item.cited:
            mask |= 1 << place
    rules = decided.engine.compiled
    return [rules.rows[place].id for place in sorted(bits(mask), key=rules.rank.__getitem__)]
