"""What is asked at the desk: only what can still change an answer, in an order that helps, of whom it can be asked."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pharos.policies import rulesets
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.engine import Decided
from pharos.policies.cover.reading.cases import read_case
from pharos.policies.cover.words import Answer, Kind
from pharos.policies.rules.desk.questions import CALLERS, asking, effects_of

STAR = rulesets.named("northern-star").engine
POLICY = {
    "programme": "b", "issued": "2026-06-01", "born": "1986-03-01", "sum_insured": "30000 EUR",
    "options": {"active_rest": "no"},
}  # fmt: skip
BY = {"can_wait": "medical_department", "oncology": "clinic"}


def decided(loss_date: str | None = "2026-07-17", *, policy: dict[str, Any] | None = None, **facts: str) -> Decided:
    told = {name: {"value": value, "source": BY.get(name, "traveller")} for name, value in facts.items()}
    case: dict[str, Any] = {"policy": POLICY if policy is None else policy, "facts": told}
    if loss_date:
        case["loss_date"] = loss_date
    return STAR.decide(read_case(json.dumps(case), STAR.rules, catalogue()))


def names(found: Any) -> list[str]:
    return [one.fact for one in found]


def test_an_unknown_danger_comes_first() -> None:
    first = asking(decided()).now[0]
    assert (first.fact, first.urgent) == ("danger", True)


def test_the_activity_comes_before_what_hangs_on_it() -> None:
    assert names(asking(decided(danger="none")).now)[0] == "activity"


def test_after_a_dive_comes_what_could_bring_cover_back() -> None:
    found = names(asking(decided(danger="pain", activity="diving", depth_m="25")).now)
    assert set(found[:4]) == {"supervised", "diving_certificate", "certified_to_m", "option_diving"}


@pytest.mark.parametrize("name", ["licence", "helmet", "engine_cc", "option_motorbike", "depth_m", "supervised"])
def test_what_an_answer_has_made_idle_is_not_asked(name: str) -> None:
    assert name in names(asking(decided(danger="none")).now)
    assert name not in names(asking(decided(danger="none", activity="walking")).now)


def test_nothing_is_asked_when_everything_is_refused_whatever_else_is_true() -> None:
    found = decided(danger="pain", activity="diving", depth_m="25", policy={**POLICY, "options": {"diving": "no"}})
    assert {item.answer for item in found.decision.items} == {Answer.REFUSE}
    assert asking(found).now == ()


def test_teeth_are_spoken_of_only_when_they_are_the_matter() -> None:
    found = asking(decided(danger="none", activity="walking"))
    assert [one.aside for one in found.now if one.fact == "tooth_pain"] == [True]
    first = asking(decided(danger="none", activity="walking"), only="dental").now
    assert all("dental" in one.items for one in first)
    assert not any(one.aside for one in first)


def test_what_only_a_doctor_or_the_police_can_say_is_not_asked_of_the_caller() -> None:
    found = asking(decided(danger="none", activity="walking"))
    assert {"can_wait", "oncology", "unlawful"} <= set(names(found.others))
    assert all(not one.kind.settled_by or CALLERS & set(one.kind.settled_by) for one in found.now)


def test_what_the_caller_does_not_know_is_not_asked_again() -> None:
    found = asking(decided(danger="none", activity="diving", option_diving="unknown"))
    assert "option_diving" in names(found.unanswered)
    assert "option_diving" not in names(found.now)


def test_a_missing_day_is_asked_for_by_its_own_name() -> None:
    assert "loss_date" in names(asking(decided(None, danger="none")).now)
    assert "age" not in names(asking(decided(None, danger="none")).now)
    nobody = {key: value for key, value in POLICY.items() if key != "born"}
    assert "born" in names(asking(decided(danger="none", policy=nobody)).now)


def test_harmless_questions_are_put_together_and_no_settles_each() -> None:
    sweep = asking(decided(danger="none", activity="walking")).sweep
    assert 3 <= len(sweep) <= 6
    after = asking(decided(danger="none", activity="walking", **dict.fromkeys(names(sweep), "no")))
    assert not set(names(sweep)) & set(names(after.now))


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["activity", "danger", "chronic", "pregnant", "alcohol", "supervised", "near_home", "war"]),
        st.booleans(),
    )
)
def test_a_swept_no_never_takes_cover_away(told: dict[str, bool]) -> None:
    """A swept question answered no refuses nothing: no refusal comes of "nothing of it"."""
    facts = {
        name: (("diving" if value else "walking") if name == "activity" else "pain" if value else "none")
        if name in ("activity", "danger")
        else ("yes" if value else "no")
        for name, value in told.items()
    }
    before = decided(**facts)
    sweep = asking(before).sweep
    after = decided(**facts, **dict.fromkeys(names(sweep), "no"))
    refused = {item.item for item in before.decision.items if item.answer is Answer.REFUSE}
    now_refused = {item.item for item in after.decision.items if item.answer is Answer.REFUSE}
    assert now_refused == refused
    assert all(one.kind.kind is Kind.YES_NO for one in sweep)


def test_the_effect_of_an_answer_is_what_deciding_with_it_gives() -> None:
    found = decided(danger="pain", activity="diving", depth_m="25")
    question = next(one for one in asking(found).now if one.fact == "option_diving")
    effects = {one["values"][0]: one["items"] for one in effects_of(found, question)}
    for value in ("yes", "no"):
        with_it = decided(danger="pain", activity="diving", depth_m="25", option_diving=value)
        assert {item.item: str(item.answer) for item in with_it.decision.items} == {
            item: told["answer"] for item, told in effects[value].items()
        }
    assert set(effects) == {"yes", "no"}
