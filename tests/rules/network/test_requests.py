"""A destination request goes its way: nothing is skipped that must not be, and every step says what to do."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.network.rules.requests import (
    CLOSED,
    MOVES,
    PATH,
    Answer,
    Origin,
    Result,
    Standing,
    Step,
    moves,
    objections_to,
    result_of,
    what_next,
)

FULL = Standing(
    step=Step.RECEIVED, placed=True, answer=Answer.NONE, candidates=2, asked=2, interested=1, chosen=True,
    is_provider=True, agreed=Result.CONTRACTED, replied=True,
)  # fmt: skip


def codes(standing: Standing, to: Step) -> list[str]:
    return [objection.code for objection in objections_to(standing, to)]


def test_a_request_for_a_place_without_anybody_goes_the_whole_way() -> None:
    standing = FULL
    for step in PATH[1:]:
        if step is Step.REPLYING or objections_to(standing, step) == ():
            standing = replace(standing, step=step)
    assert standing.step is Step.DONE


def test_a_place_where_we_have_somebody_is_answered_from_the_register() -> None:
    standing = Standing(step=Step.REGISTER, placed=True, answer=Answer.HAVE)
    assert codes(standing, Step.REPLYING) == []
    assert codes(replace(standing, answer=Answer.NONE), Step.REPLYING) == ["nothing_to_offer"]
    assert what_next(standing) == ("answer_have",)


@pytest.mark.parametrize(
    ("standing", "to", "code"),
    [
        (Standing(step=Step.RECEIVED), Step.REGISTER, "place_open"),
        (Standing(step=Step.RECEIVED), Step.DONE, "not_from_here"),
        (Standing(step=Step.SCOUTING), Step.CONTACTING, "no_candidate"),
        (Standing(step=Step.CONTACTING, candidates=1), Step.CREDENTIALING, "nobody_chosen"),
        (Standing(step=Step.CREDENTIALING), Step.AGREEING, "no_provider"),
        (Standing(step=Step.CREDENTIALING, is_provider=True, missing=("licence",)), Step.AGREEING, "proof_missing"),
        (Standing(step=Step.AGREEING, is_provider=True), Step.REPLYING, "no_agreement"),
        (Standing(step=Step.SCOUTING), Step.REPLYING, "nobody_yet"),
        (Standing(step=Step.REPLYING), Step.DONE, "not_answered"),
    ],
)
def test_a_step_is_refused_with_what_is_lacking(standing: Standing, to: Step, code: str) -> None:
    assert codes(standing, to) == [code]


def test_one_may_give_up_and_say_so_and_our_own_prospects_owe_nobody_a_letter() -> None:
    assert codes(Standing(step=Step.SCOUTING, given_up=True), Step.REPLYING) == []
    assert result_of(replace(FULL, agreed=None, given_up=True)) is Result.NOBODY
    assert codes(Standing(step=Step.REPLYING, origin=Origin.OWN), Step.DONE) == []


standings = st.builds(
    Standing,
    step=st.sampled_from(Step), origin=st.sampled_from(Origin), placed=st.booleans(),
    answer=st.sampled_from([None, *Answer]), candidates=st.integers(0, 4), asked=st.integers(0, 4),
    interested=st.integers(0, 4), chosen=st.booleans(), is_provider=st.booleans(),
    missing=st.sampled_from([(), ("licence",)]), agreed=st.sampled_from([None, Result.CONTRACTED, Result.JOURNEY]),
    given_up=st.booleans(), clarification_sent=st.booleans(), replied=st.booleans(),
)  # fmt: skip


@given(standings)
def test_no_request_is_ever_stuck_and_every_open_one_says_what_to_do(standing: Standing) -> None:
    open_ways = [to for to, objections in moves(standing) if not objections]
    assert open_ways, "there is always one way: back, on, or withdrawn"
    assert bool(what_next(standing)) == (standing.step not in CLOSED)


def test_every_step_can_be_reached_and_left() -> None:
    assert set(MOVES) == set(Step)
    assert {to for steps in MOVES.values() for to in steps} == set(Step)
