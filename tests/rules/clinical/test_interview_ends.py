"""When an interview ends: not while a danger is likely enough to be there that would by itself raise urgency, and no
later than what is left to ask could still change how soon somebody must act, or who."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pharos.clinical.evaluation.playing import played_out
from pharos.clinical.evaluation.vignettes import read_vignettes
from pharos.clinical.interview import asking
from pharos.clinical.interview.evidence import Answer, Evidence, with_answers
from pharos.clinical.interview.flags import completes, nearly, raised
from pharos.clinical.interview.outcome import outcome
from pharos.clinical.interview.people import Caller, Place, whose
from pharos.clinical.interview.priors import prior
from pharos.clinical.interview.tables import tables
from pharos.clinical.interview.talking import LAST_LOOK, MOST_QUESTIONS, begun
from pharos.clinical.interview.urgency import verdict
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.opening.hearing import hear
from pharos.core.urgency import Urgency

BASE = knowledge()
TABLES = tables(BASE)
FOLDER = Path(__file__).parents[2] / "rulebook" / "vignettes"
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
GROWN = Caller(age=40, sex="male", place=Place("TR"), month=7)

callers = st.builds(
    Caller,
    age=st.one_of(st.none(), st.floats(0, 110)),
    sex=st.sampled_from(("", "female", "male")),
    pregnant=st.booleans(),
    place=st.builds(Place, country=st.sampled_from(("", "TR", "TH"))),
)
single = [code for code in BASE.findings if code not in TABLES.choice_of]
answers = st.dictionaries(st.sampled_from(single), st.sampled_from(list(Answer)), max_size=6)


def told(said):
    return with_answers(BASE, Evidence(), said)[0]


def at_chances(**chances):
    """Chances of a few conditions; every other one has none."""
    found = np.full(len(TABLES.conditions), 1e-12)
    for code, chance in chances.items():
        found[TABLES.condition_at[code]] = chance
    return found / found.sum()


def left_to_decide(caller, chances):
    return asking.most_for_decision(TABLES, caller, told({}), chances, completing=frozenset())


@cache
def vignette(code):
    return next(one for one in read_vignettes(FOLDER, BASE) if one.code == code)


@QUICK
@given(callers, answers)
def test_more_medicine_than_is_allowed_is_an_emergency_whoever_took_it_and_whatever_else_was_said(caller, said):
    evidence = told(said | {"dose_exceeded": Answer.YES})
    assert "dose_exceeded" in {one.code for one in raised(BASE, caller, evidence)}
    assert verdict(TABLES, caller, evidence, prior(TABLES, caller)).urgency >= Urgency.EMERGENCY


@pytest.mark.parametrize("answer", [Answer.NO, Answer.UNKNOWN])
def test_no_overdose_is_made_of_a_no_or_of_nobody_knowing(answer):
    assert "dose_exceeded" not in {one.code for one in raised(BASE, GROWN, told({"dose_exceeded": answer}))}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("дала ребёнку двойную дозу нурофена", True),
        ("перепутал дозировку, выпил лишние таблетки от давления", True),
        ("took a double dose of his heart pills", True),
        ("забыл выпить таблетку", False),
        ("пьём нурофен как в инструкции", False),
    ],
)
def test_too_much_of_a_medicine_is_heard_in_first_words(words, said):
    assert (hear(BASE, words).findings.get("dose_exceeded") is Answer.YES) is said


def test_whoever_calls_about_tablets_is_asked_whether_it_was_too_much():
    talk = begun(BASE, GROWN, complaints=("drugs",))
    read = set()
    while (question := talk.question) is not None:
        read |= set(question.findings)
        talk, _against = talk.answered("yes" if question.id == "awake" else "none" if question.options else Answer.NO)
    assert {"dose_exceeded", "paracetamol_many"} <= read


@QUICK
@given(callers, st.lists(st.integers(0, 11), min_size=1, max_size=25))
def test_it_does_not_end_while_a_likely_danger_would_by_itself_raise_urgency(caller, chosen):
    talk = begun(BASE, caller)
    for step in range(200):
        question = talk.question
        if question is None:
            break
        may = [option.id for option in question.options] or list(Answer)
        talk, _against = talk.answered(may[chosen[step % len(chosen)] % len(may)])
    assert not unasked(talk)


@pytest.mark.parametrize("code", ["coxsackie", "hemorrhoid_blood", "faint_queue", "sugar_high", "copd_cyprus"])
def test_a_plain_story_does_not_end_either_before_the_danger_that_goes_with_it_was_asked_for(code):
    assert not unasked(played_out(BASE, vignette(code), hear=hear)[0])


def unasked(talk):
    """Dangers that would have been asked for before the end, by whoever was not sent an ambulance already."""
    if talk.alarmed_at is not None or talk.counted >= MOST_QUESTIONS:
        return set()
    likely = talk.chances @ TABLES.said_yes
    graver = [one for one in nearly(BASE, talk.caller, talk.evidence) if one.urgency > talk.verdict.urgency]
    open_ = {code for flag in graver for code in completes(flag, talk.evidence)}
    can = {code for code in open_ if asking.can_ask(TABLES, talk.caller, talk.evidence, code)}
    return {code for code in can if likely[TABLES.finding_at[code]] >= LAST_LOOK}


PAIRS = {code: (one.urgency, whose(BASE, one, GROWN)) for code, one in BASE.conditions.items()}
same = st.sampled_from(sorted(PAIRS)).flatmap(
    lambda one: st.tuples(st.just(one), st.sampled_from([code for code in PAIRS if PAIRS[code] == PAIRS[one]]))
)


@QUICK
@given(same, st.floats(0.05, 0.95))
def test_names_of_what_one_doctor_sees_equally_soon_are_not_worth_a_question(pair, share):
    one, other = pair
    chances = at_chances(**({one: share, other: 1 - share} if one != other else {one: 1.0}))
    assert left_to_decide(GROWN, chances) == pytest.approx(0, abs=1e-6)


@QUICK
@given(st.sampled_from(sorted(PAIRS)), st.sampled_from(sorted(PAIRS)), st.floats(0.05, 0.95))
def test_what_is_left_to_decide_is_never_less_than_nothing_nor_more_than_is_open(one, other, share):
    chances = at_chances(**({one: share, other: 1 - share} if one != other else {one: 1.0}))
    open_ = -share * np.log(share) - (1 - share) * np.log(1 - share)
    assert -1e-9 <= left_to_decide(GROWN, chances) <= open_ + 1e-6


def test_a_question_that_parts_an_emergency_from_a_trifle_is_worth_asking():
    assert left_to_decide(GROWN, at_chances(appendicitis=0.5, viral_gastroenteritis=0.5)) > 0.2


def test_a_question_that_completes_a_graver_red_flag_is_worth_it_though_the_names_are_clear():
    chances, completing = at_chances(viral_gastroenteritis=1.0), frozenset({"lightheaded"})
    quiet = asking.most_for_decision(TABLES, GROWN, told({}), chances, completing=frozenset())
    assert asking.most_for_decision(TABLES, GROWN, told({}), chances, completing=completing) > quiet


@pytest.mark.parametrize("code", ["chestwall_cough", "aphthae_kid"])
def test_it_ends_with_the_name_still_open_where_all_that_is_left_means_the_same(code):
    talk, end = played_out(BASE, vignette(code), hear=hear)
    assert max(talk.chances) < 0.92
    assert talk.counted <= 6
    likely = [one.condition for one in end.hypotheses if one.chance >= 0.08]
    assert len(likely) > 1
    assert len({(one.urgency, whose(BASE, one, talk.caller)) for one in likely}) == 1


@pytest.mark.parametrize("code", ["chestwall_cough", "aphthae_kid"])
def test_what_it_would_have_asked_next_changes_neither_urgency_nor_specialist(code):
    talk, end = played_out(BASE, vignette(code), hear=hear)
    left = asking.best(TABLES, talk.caller, talk.evidence, talk.chances, topic="", completing=frozenset())
    assert left is not None
    assert left.code not in BASE.choices
    for answer in Answer:
        then = outcome(talk.told({left.code: answer})[0])
        assert (then.verdict.urgency, then.specialist) == (end.verdict.urgency, end.specialist)
