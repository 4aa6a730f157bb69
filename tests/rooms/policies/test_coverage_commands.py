"""Cover on the command line: the shape others rely on, and refusals that say what to do."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.rules.policies.cover import harbour

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    rules, case = tmp_path / "harbour.yaml", tmp_path / "case.yaml"
    rules.write_text(harbour.text(), encoding="utf-8")
    case.write_text(harbour.CASE, encoding="utf-8")
    return str(rules), str(case)


def run(*words: str, **options: Any) -> str:
    out = StringIO()
    with translation.override("en"):
        call_command(*words, stdout=out, **options)
    return out.getvalue()


def test_a_decision_has_the_shape_that_was_promised(files: tuple[str, str]) -> None:
    answer = json.loads(run("coverage_decide", "--set", files[0], "--facts", files[1], "--json"))
    assert set(answer) == {"set", "hash", "items", "arrange_now", "duties"}
    assert answer["set"] == "harbour@1"
    assert answer["items"]["inpatient"] == {
        "answer": "need_facts",
        "amount": None,
        "currency": None,
        "clauses": ["3.1"],
        "ask": ["supervised"],
    }


def test_a_case_of_another_insurer_is_not_decided_silently(files: tuple[str, str], tmp_path: Path) -> None:
    case, warned = tmp_path / "other.yaml", StringIO()
    for insurer, beware in (("HB", False), ("XX", True)):
        case.write_text(harbour.CASE.replace("policy: {", f"policy: {{insurer: {insurer}, "), encoding="utf-8")
        told = run("coverage_decide", "--set", files[0], "--facts", str(case), "--json", stderr=warned)
        assert json.loads(told)["set"] == "harbour@1"
        assert ("the case is of XX, harbour@1 is not" in warned.getvalue()) is beware


def test_words_are_for_the_operator_the_traveller_and_the_insurer(files: tuple[str, str]) -> None:
    told = {
        voice: run("coverage_decide", "--set", files[0], "--facts", files[1], "--for", voice)
        for voice in ("operator", "traveller", "insurer")
    }
    assert "Ask: Was a qualified instructor with you?" in told["operator"]
    assert "depends on what we still have to learn" in told["traveller"]
    assert "activity: scuba diving (the traveller)" in told["insurer"]
    assert "clause" not in told["traveller"].lower()


def test_a_refusal_nobody_signed_is_told_the_traveller_as_being_checked(files: tuple[str, str], tmp_path: Path) -> None:
    case = tmp_path / "no.yaml"
    case.write_text(harbour.CASE.replace("diving: yes", "diving: no"), encoding="utf-8")
    told = run("coverage_decide", "--set", files[0], "--facts", str(case), "--for", "traveller")
    assert "We are checking whether your insurance pays for treatment in hospital" in told
    assert "does not pay" not in told


def test_a_sound_set_passes_and_a_spoilt_one_says_where(files: tuple[str, str]) -> None:
    assert "errors 0" in run("coverage_check", files[0])
    Path(files[0]).write_text(harbour.changed(("    amount: 200", "    amount: 200 USD")), encoding="utf-8")
    with pytest.raises(CommandError, match=r"row L2, column amount, line \d+: 200 USD: amounts here are in EUR"):
        run("coverage_check", files[0])


def test_a_situation_that_differs_is_an_error(files: tuple[str, str]) -> None:
    Path(files[0]).write_text(harbour.changed(("amount: 29700", "amount: 29701")), encoding="utf-8")
    with pytest.raises(CommandError):
        run("coverage_check", files[0])


def test_every_situation_is_printed_with_expected_and_given_answer_and_clause(files: tuple[str, str]) -> None:
    told = run("coverage_situations", files[0])
    assert "inpatient: expected need_facts, ask supervised, clauses 3.1; given need_facts (supervised); by 3.1" in told
    assert "Situations: 5, differing: 0" in told


def test_the_version_is_picked_by_the_date_of_the_policy(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    for day, version in (("2022-10-02", "snowcard@2020"), ("2022-10-03", "snowcard@2022-10")):
        case.write_text(f"policy: {{issued: {day}, currency: GBP}}\n", encoding="utf-8")
        answer = json.loads(run("coverage_decide", "--set", "snowcard", "--facts", str(case), "--json"))
        assert answer["set"] == version


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("nortern-star", "There is no rule set nortern-star. Did you mean northern-star"),
        ("northern-star@1999", "There is no version 1999"),
        ("/nowhere/set.yaml", "There is no file /nowhere/set.yaml"),
    ],
)
def test_a_set_that_is_not_there_is_refused_with_what_is(files: tuple[str, str], rules: str, message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run("coverage_decide", "--set", rules, "--facts", files[1])


def test_without_the_date_no_version_is_guessed(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("policy: {currency: GBP}\n", encoding="utf-8")
    with pytest.raises(CommandError, match="snowcard has several versions"):
        run("coverage_decide", "--set", "snowcard", "--facts", str(case))


def test_a_workbook_goes_out_and_comes_back(files: tuple[str, str], tmp_path: Path) -> None:
    book, back = tmp_path / "harbour.xlsx", tmp_path / "back.yaml"
    run("coverage_export", files[0], "--to", str(book))
    assert "errors 0" in run("coverage_import", str(book), "--to", str(back))
    assert "Differences: 0" in run("coverage_diff", files[0], str(back))


def test_a_page_reads_without_the_file(files: tuple[str, str]) -> None:
    told = run("coverage_page", files[0])
    assert "**2.2** (X2, excludes) Diving is not insured." in told
    assert "depth of the dive: up to 30 m" in told
