"""What is told of a case: who told it, what is disputed, what is computed, and what is refused."""

import json

import pytest

from pharos.policies.cover.cases import State
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.reading.cases import read_case
from tests.rules.policies.cover import harbour


def facts(case: str):
    return read_case(case, harbour.engine().rules, catalogue()).facts


def test_json_and_yaml_say_the_same() -> None:
    told = {
        "policy": {"issued": "2026-05-02", "options": {"diving": True}, "sum_insured": "30000 EUR"},
        "loss_date": "2026-08-10",
        "facts": {"depth_m": {"value": 25.5, "source": "traveller"}, "alcohol": {"value": False, "source": "clinic"}},
    }
    yaml = """
policy: {issued: 2026-05-02, options: {diving: yes}, sum_insured: 30000 EUR}
loss_date: 2026-08-10
facts: {depth_m: {value: 25.5, source: traveller}, alcohol: {value: no, source: clinic}}
"""
    rules = harbour.engine().rules
    assert read_case(json.dumps(told, indent=2), rules, catalogue()) == read_case(yaml, rules, catalogue())


def test_two_sources_that_differ_make_a_fact_disputed_and_both_stay() -> None:
    told = """
policy: {options: {diving: no}}
facts: {option_diving: {value: yes, source: traveller}}
"""
    fact = facts(told)["option_diving"]
    assert fact.state is State.DISPUTED
    assert [(one.value, one.source) for one in fact.tellings] == [(True, "traveller"), (False, "register")]


def test_a_person_settles_a_dispute_by_picking_and_both_stay() -> None:
    told = """
facts:
  supervised:
    - {value: yes, source: traveller}
    - {value: no, source: clinic, picked: "staff:12"}
"""
    fact = facts(told)["supervised"]
    assert (fact.state, fact.value, fact.source) == (State.KNOWN, False, "clinic")
    assert len(fact.tellings) == 2


def test_a_judgement_is_known_only_from_whose_it_is() -> None:
    change = ("told_us: {type: yes_no,", "told_us: {type: yes_no, settled_by: [medical_department],")
    rules = harbour.engine(change).rules
    for source, state in (("traveller", State.UNSETTLED), ("medical_department", State.KNOWN)):
        told = f"facts: {{told_us: {{value: yes, source: {source}}}}}"
        assert read_case(told, rules, catalogue()).facts["told_us"].state is state


def test_the_age_is_computed_and_a_told_one_that_differs_disputes_it() -> None:
    born = "policy: {born: 1986-08-11}\nloss_date: 2026-08-10\n"
    assert facts(born)["age"].value == 39
    told = facts(born + "facts: {age: {value: 40, source: traveller}}")["age"]
    assert told.state is State.DISPUTED


def test_asked_and_not_known_is_unknown() -> None:
    fact = facts("facts: {alcohol: {value: unknown, source: traveller}}")["alcohol"]
    assert fact.state is State.UNKNOWN
    assert fact.tellings[0].value is None


WRONG = [
    ("unknown_fact", "facts: {dept_m: {value: 3, source: traveller}}", "facts dept_m"),
    ("unknown_value", "facts: {alcohol: {value: no, source: neighbour}}", "facts alcohol"),
    ("not_yes_no", "facts: {alcohol: {value: 7, source: clinic}}", "facts alcohol"),
    ("out_of_bounds", "facts: {depth_m: {value: -3, source: clinic}}", "facts depth_m"),
    ("not_whole", "facts: {age: {value: 3.5, source: clinic}}", "facts age"),
    ("other_currency", "policy: {sum_insured: 30000 USD}", "policy sum_insured"),
    ("other_currency", "policy: {currency: USD}", "policy currency"),
    ("no_currency", "used: [{item: dental, amount: 60}]", "used 1"),
    ("unknown_item", "used: [{item: teeth, amount: 60 EUR}]", "used 1"),
    ("no_currency", "bills: [{item: dental, amount: 60}]", "bills 1"),
    ("negative", "bills: [{item: dental, amount: -60 EUR}]", "bills 1"),
    ("dates_in_wrong_order", "policy: {from: 2026-08-02, to: 2026-08-01}", "policy to"),
    ("dates_in_wrong_order", "policy: {born: 2030-08-02}\nloss_date: 2026-01-01", "policy born"),
    ("not_a_date", "loss_date: 10.08.2026", ""),
    ("unknown_column", "fakts: {}", ""),
    ("unknown_column", "policy: {isued: 2026-01-01}", "policy isued"),
    ("missing", "facts: {alcohol: {value: yes}}", "facts alcohol"),
    ("said_twice", '{"facts": {}, "facts": {}}', ""),
    ("not_a_mapping", "facts: [1]", ""),
    ("not_yaml", "{", ""),
]


@pytest.mark.parametrize(("code", "case", "row"), WRONG, ids=[f"{one[0]}-{one[1][:30]}" for one in WRONG])
def test_a_wrong_case_is_refused_with_its_place(code: str, case: str, row: str) -> None:
    found = [fault for fault in harbour.case_faults(case) if fault.code == code]
    assert found, harbour.case_faults(case)
    assert found[0].row == row


def test_a_fact_of_the_catalogue_that_the_set_does_not_test_is_let_be() -> None:
    assert harbour.case_faults("facts: {helmet: {value: yes, source: traveller}}") == []
