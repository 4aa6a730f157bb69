"""The decision against a plain evaluator over every completion of what is unknown.

`make test` tries 2,000 invented cases, `make prove` 100,000 (PHAROS_PROVE).
"""

import os
import random
from dataclasses import replace

import pytest

from pharos.policies.cover.cases import Case, Fact, State
from pharos.policies.cover.deciding.compiled import Compiled
from pharos.policies.cover.deciding.decision import ItemDecision, decide
from pharos.policies.cover.sets import RuleSet
from pharos.policies.cover.words import Answer
from tests.rules.policies.cover import brute
from tests.rules.policies.cover.inventing import invented_case, invented_set

CASES = int(os.environ.get("PHAROS_PROVE") or 2_000)
SHARES = 8


@pytest.mark.parametrize("share", range(SHARES))
def test_an_answer_is_final_exactly_when_every_completion_gives_it(share: int) -> None:
    finals = asked = 0
    for seed in range(share, CASES, SHARES):
        chance = random.Random(seed)
        rules = invented_set(chance)
        case = invented_case(chance, rules)
        compiled = Compiled(rules)
        for item in decide(compiled, case).items:
            ways = [brute.way(rules, case, item.item, facts) for facts in brute.completions(rules, case)]
            said = f"seed {seed}, {item.item}"
            if len({way.signature for way in ways}) == 1:
                finals += 1
                check_final(compiled, item, ways, said)
            else:
                asked += 1
                check_asked(rules, case, item, ways, said)
    assert finals > CASES // SHARES // 4
    assert asked > CASES // SHARES // 10


def check_final(compiled: Compiled, item: ItemDecision, ways: list[brute.Way], said: str) -> None:
    assert item.final is not None, f"{said}: every completion agrees, yet the answer is {item.answer}"
    signature = ways[0].signature
    answer = "covered" if item.answer in (Answer.COVER, Answer.UP_TO) else item.answer
    assert answer == signature[0], said
    if answer == "covered":
        terms = item.final.terms
        units = tuple((unit.per, (unit.amount, unit.times, unit.after)) for unit in terms.units)
        assert (terms.limit, units, *terms.signature[2:]) == signature[1:], said
    cited = {compiled.rows[place].id for place in item.cited}
    for way in ways:
        assert not way.cited or way.cited & cited, f"{said}: nothing cited holds in {way.facts}"
    everything = frozenset().union(*(way.cited for way in ways))
    decided_by = {place for place in cited if _kind(compiled, place) in ("grants", "excludes", "refers")}
    assert decided_by <= everything, f"{said}: cites {decided_by - everything}, which decides nothing"


def check_asked(rules: RuleSet, case: Case, item: ItemDecision, ways: list[brute.Way], said: str) -> None:
    assert item.answer is Answer.NEED_FACTS, f"{said}: {item.answer}, though two completions differ"
    assert set(item.ask) == _essential(rules, case, ways), f"{said}: asks {item.ask}"
    shares = dict(zip(item.ask, item.settles, strict=True))
    if "sum" in item.ask:  # where an amount hangs on the sum, what an answer settles is estimated
        return
    for name in item.ask:
        settles = [_settled_by(ways, name, value) for value in {dict(way.facts)[name] for way in ways}]
        assert (shares[name] == 1) is all(settles), f"{said}: {name} settles {shares[name]}"
        assert (shares[name] > 0) is any(settles), f"{said}: {name} settles {shares[name]}"


def _essential(rules: RuleSet, case: Case, ways: list[brute.Way]) -> set[str]:
    """Facts that change the outcome while all others stay."""
    found = set()
    for name in (fact.name for fact in rules.facts):
        if case.facts[name].state is State.KNOWN:
            continue
        by_rest: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
        for way in ways:
            rest = tuple(pair for pair in way.facts if pair[0] != name)
            by_rest.setdefault(rest, set()).add(way.signature)
        if any(len(signatures) > 1 for signatures in by_rest.values()):
            found.add(name)
    return found


def _settled_by(ways: list[brute.Way], name: str, value: object) -> bool:
    return len({way.signature for way in ways if dict(way.facts)[name] == value}) == 1


def _kind(compiled: Compiled, name: str) -> str:
    return next(row.effect for row in compiled.rows if row.id == name)


def test_a_disputed_fact_decides_like_an_unknown_one() -> None:
    for seed in range(300):
        chance = random.Random(seed)
        rules = invented_set(chance)
        case = invented_case(chance, rules)
        forgotten = {
            name: Fact(State.UNKNOWN) if fact.state is State.DISPUTED else fact for name, fact in case.facts.items()
        }
        compiled = Compiled(rules)
        assert decide(compiled, case) == decide(compiled, replace(case, facts=forgotten))
