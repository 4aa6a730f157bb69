"""Contradictions, gaps and shadowed rows, each shown by a case that really shows it; and z3 says the same."""

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
import z3

from pharos.policies.cover.cases import Case, Fact, State, Telling
from pharos.policies.cover.cells import Interval, Is, OneOf, Value
from pharos.policies.cover.checking.conflicts import contradictions, gaps
from pharos.policies.cover.checking.findings import Finding
from pharos.policies.cover.checking.shadows import shadowed
from pharos.policies.cover.deciding.compiled import Compiled
from pharos.policies.cover.deciding.decision import decide
from pharos.policies.cover.sets import Row, RuleSet
from pharos.policies.cover.words import Answer, Effect, Kind, Source
from tests.rules.policies.cover import brute, harbour
from tests.rules.policies.cover.inventing import FACTS, invented_set


def compiled(*changes: tuple[str, str]) -> Compiled:
    return harbour.engine(*changes).compiled


def test_a_sound_set_has_neither_contradiction_nor_gap_nor_shadow() -> None:
    rules = compiled()
    assert [*contradictions(rules), *gaps(rules), *shadowed(rules)] == []


def test_a_missing_edge_is_a_contradiction_shown_by_a_case() -> None:
    found = list(contradictions(compiled(("Исключения}, overrides: [benefits]}", "Исключения}}"))))
    assert {one.rows for one in found} == {("B1", "X1"), ("B1", "X2"), ("B2", "X1"), ("B2", "X2")}
    shown = next(one for one in found if one.rows == ("B1", "X2"))
    assert shown.case is not None
    assert shown.case["activity"] == "diving"


def test_an_item_no_clause_decides_is_a_gap_shown_by_a_case() -> None:
    found = list(gaps(compiled(("    when: {toothache: no}", '    when: {toothache: no, age: ">= 18"}'))))
    assert [one.items for one in found] == [("dental",)]
    assert found[0].case is not None
    assert found[0].case["toothache"] is False
    assert int(str(found[0].case["age"])) < 18


def test_a_row_that_another_always_silences_is_an_error() -> None:
    change = ('    when: {option_diving: yes, depth_m: "<= 30", supervised: yes}\n', "")
    assert [(one.code, one.rows) for one in shadowed(compiled(change))] == [("always_silenced", ("X2",))]


def test_a_row_whose_conditions_cannot_meet_is_an_error() -> None:
    change = ("sum_insured: {type: money,", "sum_insured: {type: money, max: 20000,")
    row = ('    when: {age: ">= 70"}', '    when: {age: ">= 70", sum_insured: "> 20000"}')
    assert ("never_true", ("D1",)) in [(one.code, one.rows) for one in shadowed(compiled(change, row))]


def test_a_row_that_says_what_a_wider_one_says_is_a_warning() -> None:
    narrow = """  - id: X3
    part: exclusions
    clause: "2.3"
    text: {en: Diving at night is not insured., ru: Ночной дайвинг не застрахован.}
    effect: excludes
    items: dental
    when: {alcohol: yes, activity: diving}
"""
    change = ("  - id: X2\n", narrow + "  - id: X2\n")
    assert [(one.code, one.rows) for one in shadowed(compiled(change))] == [("changes_nothing", ("X3",))]


def as_case(facts: Mapping[str, Value]) -> Case:
    told = {name: Fact(State.KNOWN, value, (Telling(value, Source.TRAVELLER),)) for name, value in facts.items()}
    return Case(currency="EUR", facts=told)


def solver(rules: RuleSet) -> tuple[z3.Solver, dict[str, Any]]:
    """The facts as z3 sees them, within what is possible."""
    one = z3.Solver()
    made = {Kind.YES_NO: z3.Bool, Kind.WHOLE: z3.Int, Kind.CHOICE: z3.Int, Kind.NUMBER: z3.Real, Kind.MONEY: z3.Real}
    names = {fact.name: made[fact.kind](fact.name) for fact in rules.facts}
    for fact in rules.facts:
        if fact.kind is Kind.CHOICE:
            one.add(names[fact.name] >= 0, names[fact.name] < len(fact.values))
        for end, sign in ((fact.low, 1), (fact.high, -1)):
            if end is not None:
                one.add(sign * names[fact.name] >= sign * z3.RealVal(str(end)))
    return one, names


def cell(name: Any, held: Any, values: tuple[str, ...]) -> Any:
    if isinstance(held, Is):
        return name == held.value
    if isinstance(held, OneOf):
        inside = z3.Or(*(name == values.index(value) for value in held.values))
        return z3.Not(inside) if held.negated else inside
    assert isinstance(held, Interval)
    ends = []
    if held.low is not None:
        low = z3.RealVal(str(held.low))
        ends.append(name > low if held.low_out else name >= low)
    if held.high is not None:
        high = z3.RealVal(str(held.high))
        ends.append(name < high if held.high_out else name <= high)
    return z3.And(*ends) if ends else z3.BoolVal(True)


def in_force(rules: RuleSet, names: dict[str, Any], item: str) -> dict[str, Any]:
    """By row, the formula that says when it is in force."""
    values = {fact.name: fact.values for fact in rules.facts}
    rows = [row for row in rules.rows if item in row.items]
    known: dict[str, Any] = {}

    def force(row: Row) -> Any:
        if row.id not in known:
            over = [force(other) for other in rows if other is not row and brute.silences(other, row, rules)]
            own = [cell(names[name], held, values[name]) for name, held in row.when.items()]
            known[row.id] = z3.And(*own, *(z3.Not(one) for one in over)) if own or over else z3.BoolVal(True)
        return known[row.id]

    return {row.id: force(row) for row in rows}


@pytest.mark.parametrize("share", range(4))
def test_z3_finds_the_same_gaps_contradictions_and_dead_rows(share: int) -> None:
    """On 160 invented sets without sums, whose money z3 would have to know."""
    found_gaps = found_contradictions = dead = 0
    for seed in range(share, 160, 4):
        rules = replace(invented_set(random.Random(seed)), facts=FACTS)
        checked = Compiled(rules)
        gap_items = {item: one for one in gaps(checked) for item in one.items}
        pairs = {one.rows: one for one in contradictions(checked)}
        possible: set[str] = set()
        meeting: set[tuple[str, str]] = set()
        for item in rules.items:
            one, names = solver(rules)
            force = in_force(rules, names, item)
            deciding = [force[row.id] for row in rules.rows if row.id in force and _decides(row)]
            assert (item in gap_items) is _holds(one, [z3.Not(each) for each in deciding]), f"seed {seed}, gap {item}"
            possible |= {name for name, formula in force.items() if _holds(one, [formula])}
            meeting |= _meeting(one, rules, force)
        assert set(pairs) == meeting, f"seed {seed}"
        never = {name for finding in shadowed(checked) if finding.code != "changes_nothing" for name in finding.rows}
        assert never == {row.id for row in rules.rows} - possible, f"seed {seed}"
        for item, finding in gap_items.items():
            shows_a_gap(checked, finding, item)
        found_gaps, found_contradictions, dead = (
            found_gaps + len(gap_items),
            found_contradictions + len(pairs),
            dead + len(never),
        )
    assert min(found_gaps, found_contradictions, dead) > 3


def _decides(row: Row) -> bool:
    return row.effect in (Effect.GRANTS, Effect.EXCLUDES, Effect.REFERS)


def _meeting(one: z3.Solver, rules: RuleSet, force: dict[str, Any]) -> set[tuple[str, str]]:
    rows = [row for row in rules.rows if row.id in force]
    referred = z3.Or(*(force[row.id] for row in rows if row.effect is Effect.REFERS))
    return {
        (grant.id, exclusion.id)
        for grant in rows
        for exclusion in rows
        if grant.effect is Effect.GRANTS and exclusion.effect is Effect.EXCLUDES
        if not brute.silences(grant, exclusion, rules) and not brute.silences(exclusion, grant, rules)
        if _holds(one, [force[grant.id], force[exclusion.id], z3.Not(referred)])
    }


def _holds(one: z3.Solver, formulas: list[Any]) -> bool:
    one.push()
    one.add(*formulas)
    answer = one.check()
    one.pop()
    assert answer != z3.unknown
    return bool(answer == z3.sat)


def shows_a_gap(rules: Compiled, finding: Finding, item: str) -> None:
    """With the facts of the witness the item is undecided, whatever the others are."""
    assert finding.case is not None
    decision = decide(rules, as_case(finding.case))
    found = next(one for one in decision.items if one.item == item)
    assert (found.answer, found.cited) == (Answer.REFER, ())
