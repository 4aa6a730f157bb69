"""Every state with every act: what it leads to, who may not, and what must be said with it."""

from itertools import product

import pytest

from pharos.policies.refusals.rules.states import (
    LIVE,
    SECOND_PERSON,
    TABLE,
    WAITING,
    WITH_REASON,
    Act,
    Refused,
    Sight,
    Standing,
    State,
    after,
    objections_to,
)

ALL = list(product(State, Act, (False, True), (False, True)))
WHY = "The option was bought on 2 July."


def codes(act: Act, standing: Standing, *, reason: str = WHY, sight: Sight | None = None) -> set[str]:
    return {one.code for one in objections_to(act, standing, reason=reason, sight=sight or Sight())}


@pytest.mark.parametrize(("state", "act", "doubted", "proposer"), ALL)
def test_an_act_is_open_exactly_where_the_table_and_the_second_person_say(state, act, doubted, proposer):
    standing = Standing(state=state, doubted=doubted, proposer=proposer)
    expected = (
        (state, act) in TABLE
        and not (act in SECOND_PERSON and proposer)
        and not (act in (Act.SIGN, Act.ASK) and doubted)
        and not (act in (Act.LAPSE, Act.REVERSE, Act.UPHOLD) and not doubted)
    )
    assert (codes(act, standing) == set()) is expected


@pytest.mark.parametrize(("state", "act", "doubted", "proposer"), ALL)
def test_whoever_proposed_never_signs_declines_asks_or_upholds(state, act, doubted, proposer):
    if act in (Act.SIGN, Act.DECLINE, Act.ASK, Act.UPHOLD):
        assert codes(act, Standing(state=state, doubted=doubted, proposer=True))


@pytest.mark.parametrize("state", [state for state in State if state not in LIVE])
@pytest.mark.parametrize("act", list(Act))
def test_what_has_ended_takes_no_act(state, act):
    assert codes(act, Standing(state=state)) == {Refused.NOT_NOW}


@pytest.mark.parametrize("act", list(WITH_REASON))
def test_an_act_that_needs_words_is_refused_without_them(act):
    state = next(state for state in LIVE if (state, act) in TABLE)
    standing = Standing(state=state, doubted=act in (Act.REVERSE, Act.UPHOLD))
    assert codes(act, standing, reason=" \n") == {Refused.REASON_MISSING}
    assert codes(act, standing) == set()


def test_nothing_is_signed_that_was_not_seen():
    standing = Standing(state=State.PROPOSED)
    assert codes(Act.SIGN, standing, sight=Sight(newest=False, same=True)) == {Refused.STALE}
    assert codes(Act.SIGN, standing, sight=Sight(newest=False, same=False)) == {Refused.STALE}
    assert codes(Act.SIGN, standing, sight=Sight(newest=True, same=False)) == {Refused.CHANGED}
    assert codes(Act.SIGN, standing, sight=Sight(newest=True, same=True)) == set()


def test_an_unanswered_question_keeps_the_signature_away():
    assert codes(Act.SIGN, Standing(state=State.ASKED)) == {Refused.QUESTION_OPEN}


@pytest.mark.parametrize(("state", "act"), list(TABLE))
def test_a_doubt_lasts_until_somebody_settles_it(state, act):
    doubted = Standing(state=state, doubted=True)
    assert after(act, doubted).doubted is (act in (Act.DOUBT, Act.ANSWER))
    assert after(act, Standing(state=state)).doubted is (act is Act.DOUBT)


def test_a_signed_refusal_ends_only_by_its_reversal():
    leading = {act: to for (state, act), to in TABLE.items() if state is State.SIGNED}
    assert leading.pop(Act.REVERSE) is State.REVERSED
    assert leading == dict.fromkeys((Act.DOUBT, Act.LAPSE, Act.UPHOLD), State.SIGNED)


def test_every_state_but_the_ends_can_be_left_and_every_one_but_the_first_is_reached():
    assert {state for state, _act in TABLE} == set(LIVE)
    assert {State.PROPOSED, *TABLE.values()} == set(State)
    assert set(WAITING) == {state for state, act in TABLE if act is Act.WITHDRAW}
