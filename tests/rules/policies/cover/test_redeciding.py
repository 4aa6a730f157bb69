"""Past cases decided again quickly: exactly as one at a time."""

import random
from dataclasses import replace
from typing import Any

import pytest

from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.engine import Engine
from pharos.policies.cover.faults import Faulty
from pharos.policies.cover.reading.cases import load_case
from pharos.policies.cover.redeciding.comparing import Turn, differences, turn
from pharos.policies.cover.redeciding.judging import Judge, outcome_of
from pharos.policies.rulesets import Found, named
from tests.rules.policies.cover import harbour

SETS = ("northern-star", "hla-protect360", "belrosstrakh", "by-stay-days", "chubb-au-business")


def shuffled(found: Found, dice: random.Random) -> Any:
    """A case made of pieces of the set's own situations, with texts of all kinds, some of them wrong."""
    one, other = (dict(dice.choice(found.situations).case) for _ in range(2))
    policy, facts = dict(one.get("policy", {})), dict(one.get("facts", {}))
    for name, value in other.get("facts", {}).items():
        if dice.random() < 0.5:
            facts[name] = value
    for name in list(facts):
        if dice.random() < 0.2:
            facts[name] = dice.choice(("unknown", {"value": "unknown", "source": "traveller"}, "", "nonsense"))
        elif dice.random() < 0.3 and isinstance(facts[name], str):
            facts[name] = {"value": facts[name], "source": dice.choice(("traveller", "clinic", "medical_department"))}
    if dice.random() < 0.3:
        policy |= dict(other.get("policy", {}))
    if dice.random() < 0.1:
        policy["born"] = dice.choice(("1941-05-05", "2031-01-01", ""))
    if dice.random() < 0.1:
        policy.pop("currency", None)
    case = {"policy": policy, "facts": facts, **{key: one[key] for key in ("loss_date", "used", "bills") if key in one}}
    if dice.random() < 0.2:
        case["loss_date"] = dice.choice(("2026-08-10", "2022-01-01", "2026-13-01", ""))
    return case


def read(way: Any, plain: Any) -> Any:
    try:
        return way(plain)
    except Faulty as faulty:
        return [(fault.code, fault.path) for fault in faulty.faults]


@pytest.mark.parametrize("name", SETS)
def test_cases_read_and_judged_quickly_are_as_the_ordinary_way_has_them(name):
    found, dice = named(name), random.Random(name)
    judge = Judge(found.engine, catalogue())
    seen = set()
    for _ in range(600):
        plain = shuffled(found, dice)
        quickly, slowly = read(judge.recall.case, plain), read(judge.recall.slowly, plain)
        assert quickly == slowly
        if not isinstance(slowly, list):
            outcome = outcome_of(found.engine, slowly)
            assert judge.outcome(plain) == outcome
            seen.add(str(outcome))
    assert len(seen) > 3


@pytest.mark.parametrize("name", SETS)
def test_what_the_machine_gives_for_a_situation_is_its_outcome(name):
    found = named(name)
    judge = Judge(found.engine, catalogue())
    for situation in found.situations:
        plain = dict(situation.case)
        given = found.engine.decide(judge.recall.slowly(plain)).plain()["items"]
        for item, told in judge.outcome(plain).items():
            if item in given:
                assert dict(told)["answer"] == given[item]["answer"]


def told(case: str, *changes: tuple[str, str]) -> Any:
    return Judge(Engine(harbour.read(*changes).rules), catalogue()).outcome(load_case(case))


@pytest.mark.parametrize(
    ("amount", "about", "expected"),
    [
        ("150", {"dental"}, Turn.WORSE),
        ("250", {"dental"}, Turn.BETTER),
    ],
)
def test_an_outcome_that_changes_says_what_changed_and_for_whom(amount, about, expected):
    case = harbour.CASE + "  supervised: {value: yes, source: clinic}\n  toothache: yes\n"
    dental = ("    items: dental\n    amount: 200", f"    items: dental\n    amount: {amount}")
    changed = tuple(differences(told(case), told(case, dental)))
    assert {one.about for one in changed} == about
    assert turn(changed) is expected


def test_a_fact_the_newer_set_does_not_have_is_left_out_and_one_it_reads_otherwise_is_a_fault():
    rules = harbour.read().rules
    fewer = replace(rules, facts=tuple(fact for fact in rules.facts if fact.name != "alcohol"))
    judge = Judge(harbour.engine(), catalogue())
    assert judge.recall.known({"facts": {"alcohol": "no", "shoe_size": "43"}}) == {"facts": {"alcohol": "no"}}
    assert "alcohol" not in {fact.name for fact in fewer.facts}
    with pytest.raises(Faulty):
        judge.outcome(load_case(harbour.CASE.replace("value: 25", "value: deep")))
