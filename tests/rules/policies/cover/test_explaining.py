"""The explanation says everything, and says it again byte for byte."""

import json
import subprocess
import sys

from pharos.policies.cover.canonical import written
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.engine import Engine
from pharos.policies.cover.explaining.explanation import explained
from pharos.policies.cover.explaining.questions import effects
from pharos.policies.cover.reading.cases import read_case
from tests.rules.policies.cover import harbour

NO_OPTION = harbour.CASE.replace("options: {diving: yes}", "options: {diving: no}")


def test_a_fired_row_shows_each_test_with_the_source_of_its_fact() -> None:
    row = next(one for one in explained(harbour.decided())["fired"] if one["row"] == "X2")
    assert row["tests"] == [
        {"fact": "activity", "cell": "diving", "value": "diving", "source": "traveller", "holds": True}
    ]


def test_an_open_row_says_what_it_waits_for() -> None:
    row = next(one for one in explained(harbour.decided())["open"] if one["row"] == "O1")
    assert row["waits_for"] == ["supervised"]


def test_a_silenced_row_names_what_silences_it() -> None:
    allowed = harbour.CASE + "  supervised: {value: yes, source: clinic}\n"
    item = explained(harbour.decided(allowed))["items"]["inpatient"]
    assert item["silenced"] == [{"row": "X2", "by": ["O1"]}]
    assert item["answer"] == "up_to"


def test_the_nearest_why_not_of_a_refusal_names_the_one_thing_that_was_missing() -> None:
    told = NO_OPTION + "  supervised: {value: yes, source: clinic}\n"
    near = explained(harbour.decided(told))["items"]["inpatient"]["nearest"]
    assert [(one["row"], [test["fact"] for test in one["failed"]], one["would_be"]) for one in near] == [
        ("O1", ["option_diving"], "up_to")
    ]


def test_what_is_out_says_why() -> None:
    assert explained(harbour.decided())["out"]["X1"] == ["alcohol"]


def test_the_question_that_settles_most_comes_first() -> None:
    case = "policy: {issued: 2026-05-02, born: 1986-03-01, sum_insured: 30000}\nloss_date: 2026-08-10\nfacts: {}\n"
    first = explained(harbour.decided(case))["questions"]
    assert first[0]["fact"] == "alcohol"
    assert first[0]["settles_percent"] == max(one["settles_percent"] for one in first)
    assert set(first[0]["items"]) == {"outpatient", "inpatient", "dental", "transport"}


def test_each_answer_shows_what_it_would_do() -> None:
    found = harbour.decided()
    told = {
        tuple(one["values"]): one["items"]["inpatient"]
        for one in effects(found.engine.compiled, found.case, "supervised")
    }
    assert told == {("no",): {"answer": "refuse", "amount": None}, ("yes",): {"answer": "up_to", "amount": "30000.00"}}


def test_only_facts_that_can_still_change_an_answer_are_asked() -> None:
    assert harbour.answers(NO_OPTION)["inpatient"] == {
        "answer": "refuse",
        "amount": None,
        "currency": None,
        "clauses": ["2.2"],
        "ask": [],
    }
    drunk = harbour.CASE.replace("alcohol: {value: no", "alcohol: {value: yes")
    assert harbour.answers(drunk)["inpatient"]["ask"] == []


def test_of_a_computed_fact_the_operand_is_asked() -> None:
    change = ('when: {option_diving: yes, depth_m: "<= 30", supervised: yes}', 'when: {over_m: "<= 0"}')
    declared = (
        "  told_us:",
        "  certified_to_m: catalogue\n  over_m: {type: number, minus: [depth_m, certified_to_m]}\n  told_us:",
    )
    assert harbour.answers(harbour.CASE, change, declared)["inpatient"]["ask"] == ["certified_to_m"]


def test_the_same_set_and_case_give_the_same_bytes_in_another_process() -> None:
    here = written(explained(harbour.decided()))
    code = (
        "from tests.rules.policies.cover import harbour;"
        "from pharos.policies.cover.canonical import written;"
        "from pharos.policies.cover.explaining.explanation import explained;"
        "print(written(explained(harbour.decided())), end='')"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            cwd=harbour.DOCUMENT.parents[1], env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        )  # fmt: skip
        assert done.stdout == here


def test_nothing_of_a_decision_is_a_float() -> None:
    def refuse(text: str) -> float:
        raise AssertionError(text)

    found = harbour.decided()
    json.loads(written(found.plain() | {"explanation": explained(found)}), parse_float=refuse)


def test_the_hash_is_of_everything_the_set_says() -> None:
    plain = harbour.engine().hash
    assert plain == harbour.engine().hash
    assert plain != harbour.engine(("Diving is not insured.", "Diving is never insured.")).hash
    assert plain != harbour.engine(("    amount: 200", "    amount: 201")).hash
    assert plain == harbour.engine(("    amount: 200", "    amount: 200.00 EUR")).hash


def test_what_was_decided_before_does_not_colour_what_is_decided_next() -> None:
    rules = harbour.read().rules
    cases = [harbour.CASE, NO_OPTION, harbour.CASE + "used: [{item: inpatient, amount: 100 EUR}]\n"]
    warm = Engine(rules)
    for text in [*cases, *reversed(cases)]:
        case = read_case(text, rules, catalogue())
        assert warm.decide(case).plain() == Engine(rules).decide(case).plain()
