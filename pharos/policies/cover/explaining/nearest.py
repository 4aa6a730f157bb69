"""The nearest why-not: which single row, had it held, would have turned the answer, and what kept it from holding."""

from typing import Any

from pharos.policies.cover.cases import Case
from pharos.policies.cover.deciding.compiled import Compiled, bits
from pharos.policies.cover.deciding.decision import Decision, ItemDecision, in_file_order
from pharos.policies.cover.deciding.forces import forces
from pharos.policies.cover.deciding.money import Purse
from pharos.policies.cover.deciding.outcomes import outcome
from pharos.policies.cover.explaining.rows import tests
from pharos.policies.cover.words import Answer

MOST = 3
_TURNING = {
    Answer.REFUSE: ("grants", "restores", "refers"),
    Answer.COVER: ("excludes", "refers", "caps"),
    Answer.UP_TO: ("excludes", "refers", "caps"),
    Answer.REFER: ("grants", "restores", "excludes"),
}


def nearest(rules: Compiled, case: Case, decision: Decision, item: ItemDecision) -> list[dict[str, Any]]:
    """Rows that are out and would have turned the answer, those with the fewest failed conditions first."""
    wanted = _TURNING.get(item.answer)
    if wanted is None:
        return []
    masks = rules.items[rules.item_at[item.item]]
    live = decision.fired | decision.open
    found = []
    for place in in_file_order(rules, masks.rows & ~live):
        if rules.rows[place].effect not in wanted:
            continue
        missed = [test for test in tests(rules, case, place) if test["holds"] is not True]
        would = _turned(rules, case, decision, (item, 1 << place))
        if would:
            found.append((len(missed), {"row": rules.rows[place].id, "failed": missed, "would_be": would}))
    found.sort(key=lambda one: one[0])
    return [one for missed, one in found if missed == found[0][0]][:MOST]


def _turned(rules: Compiled, case: Case, decision: Decision, told: tuple[ItemDecision, int]) -> str:
    """The other answer, had this row held as well; empty when it would not have mattered."""
    item, bit = told
    masks = rules.items[rules.item_at[item.item]]
    sure, _perhaps = forces(masks, decision.fired | bit, 0)
    found = outcome(rules, masks, sure, sure, (Purse(rules.rules, case), {}))
    same = found is None or (item.final is not None and found.signature == item.final.signature)
    return "" if same or found is None else str(found.answer)


def fired_places(rules: Compiled, decision: Decision) -> tuple[int, ...]:
    """Places of all rows that fired, as the file has them."""
    return tuple(sorted(bits(decision.fired), key=rules.rank.__getitem__))
