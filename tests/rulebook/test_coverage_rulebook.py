"""The rulebook: every shipped rule set gives every situation the answer its wording gives."""

import re

import pytest

from pharos.policies import rulesets
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.situations import Situation, Tried, tried

SETS = {f"{found.engine.rules.name}@{found.engine.rules.version}": found for found in rulesets.shipped()}
SITUATIONS = [(name, situation) for name, found in SETS.items() for situation in found.situations]
REPORTED = {*range(1, 58)}
"""The rows of the report on coverage, section 2."""
INFERRED = {"report-14", "report-19", "report-45"}


def decided(name: str, situation: Situation) -> Tried:
    return tried(SETS[name].engine, situation, catalogue())


@pytest.mark.parametrize(("name", "situation"), SITUATIONS, ids=[f"{name}-{one.id}" for name, one in SITUATIONS])
def test_a_situation_gets_the_answer_of_its_wording(name, situation):
    one = decided(name, situation)
    assert one.faults == ()
    assert one.differences == ()


def test_every_row_of_the_report_is_a_situation():
    numbers = {int(found[1]) for _name, one in SITUATIONS if (found := re.match(r"report-(\d+)", one.id))}
    assert numbers == REPORTED


def test_what_the_report_infers_is_marked_so():
    assert {one.id for _name, one in SITUATIONS if one.inferred} == INFERRED


def test_there_are_two_hundred_situations_beside_the_report():
    assert sum(not one.id.startswith("report-") for _name, one in SITUATIONS) >= 200


@pytest.mark.parametrize("name", SETS)
def test_every_row_says_its_clause_and_every_set_its_source(name):
    rules = SETS[name].engine.rules
    assert rules.source
    assert all(row.clause and row.text.en and row.text.ru for row in rules.rows)
