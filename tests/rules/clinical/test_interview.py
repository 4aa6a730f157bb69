"""The interview's promises, whatever is answered: hypothesis plays callers who say anything."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pharos.clinical.interview.beliefs import evidence_for, log_likelihood, posterior
from pharos.clinical.interview.evidence import Answer, Evidence, with_answers
from pharos.clinical.interview.flags import completes, raised
from pharos.clinical.interview.outcome import outcome
from pharos.clinical.interview.people import Caller, Place
from pharos.clinical.interview.priors import group_shares, prior
from pharos.clinical.interview.questions import NONE, Stage
from pharos.clinical.interview.tables import tables
from pharos.clinical.interview.talking import MOST_QUESTIONS, begun
from pharos.clinical.interview.urgency import verdict
from pharos.clinical.knowledge.loading import knowledge
from pharos.core.urgency import Urgency

BASE = knowledge()
TABLES = tables(BASE)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

callers = st.builds(
    Caller,
    age=st.one_of(st.none(), st.floats(0, 110)),
    sex=st.sampled_from(("", "female", "male")),
    pregnant=st.booleans(),
    place=st.builds(Place, country=st.sampled_from(("", "TR", "EG", "TH", "KE", "RU"))),
    day_of_trip=st.one_of(st.none(), st.integers(0, 60)),
    month=st.one_of(st.none(), st.integers(1, 12)),
)
single = [code for code in BASE.findings if code not in TABLES.choice_of]
answers = st.dictionaries(st.sampled_from(single), st.sampled_from(list(Answer)), max_size=9)


def told(said):
    return with_answers(BASE, Evidence(), said)[0]


def ended(caller, chosen):
    """An interview in which the answers are taken in turn from a list of numbers."""
    talk = begun(BASE, caller)
    for step in range(200):
        question = talk.question
        if question is None:
            return talk
        may = [option.id for option in question.options] or list(Answer)
        talk, _against = talk.answered(may[chosen[step % len(chosen)] % len(may)])
    raise AssertionError("it does not end")


@QUICK
@given(callers, answers, st.sampled_from(sorted(TABLES.dangers - set(TABLES.choice_of)) or single))
def test_a_further_yes_to_a_danger_never_lowers_urgency(caller, said, danger):
    said = {code: answer for code, answer in said.items() if code != danger}
    usual = prior(TABLES, caller)
    before = told(said)
    after, _against = with_answers(BASE, before, {danger: Answer.YES})
    assert verdict(TABLES, caller, after, usual).urgency >= verdict(TABLES, caller, before, usual).urgency


@QUICK
@given(callers, answers)
def test_unknown_is_not_absent(caller, said):
    known = {code: answer for code, answer in said.items() if answer is not Answer.UNKNOWN}
    with_unknown, without = log_likelihood(TABLES, told(said)), log_likelihood(TABLES, told(known))
    assert with_unknown == pytest.approx(without)


@QUICK
@given(callers, answers)
def test_the_order_of_answers_does_not_matter(caller, said):
    usual = prior(TABLES, caller)
    there, back = told(said), told(dict(reversed(said.items())))
    one, other = (posterior(usual, log_likelihood(TABLES, evidence)) for evidence in (there, back))
    if there.said == back.said and there.follows == back.follows:
        assert one == pytest.approx(other)


@QUICK
@given(callers, st.lists(st.integers(0, 11), min_size=1, max_size=25))
def test_every_interview_ends_and_asks_nothing_twice(caller, chosen):
    talk = ended(caller, chosen)
    asked = [one.question.id for one in talk.asked if not one.question.options]
    assert len(asked) == len(set(asked))
    assert talk.counted <= MOST_QUESTIONS
    end = outcome(talk)
    assert sum(one.chance for one in end.hypotheses) <= 1 + 1e-9
    assert end.hypotheses[0].condition.code in BASE.conditions


@QUICK
@given(callers, st.lists(st.integers(0, 11), min_size=1, max_size=25))
def test_a_red_flag_holds_whatever_is_answered_next(caller, chosen):
    talk = begun(BASE, caller)
    floor = Urgency.SELF_CARE
    for step in range(60):
        question = talk.question
        if question is None:
            break
        may = [option.id for option in question.options] or list(Answer)
        talk, _against = talk.answered(may[chosen[step % len(chosen)] % len(may)])
        floor = max([floor, *(flag.urgency for flag in talk.red_flags)])
        assert talk.verdict.urgency >= floor


@QUICK
@given(callers, st.lists(st.integers(0, 11), min_size=1, max_size=25))
def test_the_screen_comes_first_and_whole(caller, chosen):
    stages = [one.question.stage for one in ended(caller, chosen).asked]
    screens = [stage for stage in stages if stage is Stage.SCREEN]
    assert stages[: len(screens)] == screens
    assert screens


@QUICK
@given(callers, st.lists(st.integers(0, 11), min_size=1, max_size=25))
def test_the_same_answers_give_the_same_interview(caller, chosen):
    first, again = ended(caller, chosen), ended(caller, chosen)
    assert [one.question.id for one in first.asked] == [one.question.id for one in again.asked]
    assert first.verdict == again.verdict


def test_what_was_said_first_stands_and_the_contradiction_comes_back():
    evidence = told({"fever": Answer.NO})
    after, against = with_answers(BASE, evidence, {"high_fever": Answer.YES, "fever": Answer.YES})
    assert after.of("fever") is Answer.NO
    assert {one.finding for one in against} == {"fever", "high_fever"}


def test_who_has_39_has_fever():
    assert told({"high_fever": Answer.YES}).has("fever")


def test_unknown_can_still_be_said():
    evidence = told({"fever": Answer.UNKNOWN})
    after, against = with_answers(BASE, evidence, {"fever": Answer.YES})
    assert after.has("fever")
    assert not against


def test_chances_sum_to_one_and_shares_too():
    caller = Caller(age=30, sex="male", place=Place("TR"), month=7)
    assert prior(TABLES, caller).sum() == pytest.approx(1)
    assert sum(group_shares(BASE, caller).values()) == pytest.approx(1)


def test_nobody_of_the_wrong_sex_or_age_has_it():
    usual = prior(TABLES, Caller(age=30, sex="male"))
    never = [at for code, at in TABLES.condition_at.items() if BASE.conditions[code].sex == "female"]
    assert all(usual[at] < 1e-9 for at in never)


def test_an_answer_after_the_end_is_refused():
    talk = ended(Caller(age=30), [1])
    assert talk.question is None
    with pytest.raises(ValueError, match="over"):
        talk.answered(NONE)


def test_one_list_of_dangers_is_read_after_an_ambulance_is_called_and_no_more():
    talk = begun(BASE, Caller(age=58, sex="male"), {"sweats": Answer.YES, "diabetes": Answer.YES}, ("chest",))
    while (question := talk.question) is not None:
        sudden = question.id == "danger_sudden"
        answer = "chest_pressure" if sudden else Answer.YES if question.stage is Stage.READ_BACK else None
        none = NONE if question.options else Answer.YES if question.id == "awake" else Answer.NO
        talk, _against = talk.answered(answer or none)
    assert talk.verdict.urgency is Urgency.AMBULANCE
    assert sum(one.question.id.startswith("dangers_") for one in talk.asked) == 1  # "none" to the first


def test_what_explains_nothing_of_the_call_is_unlikely():
    caller = Caller(age=30, sex="male")
    said = {"ear_pain": Answer.YES}
    asked, _against = with_answers(BASE, told({}), said)
    came_with, _against = with_answers(BASE, told({}), said, volunteered=True)
    cystitis = TABLES.condition_at["cystitis"]
    assert chances(caller, came_with)[cystitis] < chances(caller, asked)[cystitis] / 10


def test_what_everybody_runs_before_a_word_is_said_alarms_nobody():
    caller = Caller(age=30, sex="male")
    assert verdict(TABLES, caller, told({}), prior(TABLES, caller)).urgency < Urgency.EMERGENCY


def test_who_cannot_move_the_arm_since_the_blow_was_hurt_though_he_does_not_know():
    assert told({"injury": Answer.UNKNOWN, "limb_no_feel": Answer.YES}).has("injury")


def test_nobody_pregnant_is_asked_what_only_small_children_are():
    talk = ended(Caller(age=None, sex="female", pregnant=True), [1])
    assert "danger_child" not in {one.question.id for one in talk.asked}


def chances(caller, evidence):
    return posterior(prior(TABLES, caller), evidence_for(TABLES, caller, evidence))


def flags_of(caller, said):
    return {one.code for one in raised(BASE, caller, told(said))}


def test_what_must_be_excluded_is_not_excluded_by_nobody_knowing():
    ill = dict.fromkeys(("fever", "rash", "headache", "joint_pain"), Answer.YES)
    asked = {answer: flags_of(Caller(age=30), ill | {"rash_nonblanch": answer}) for answer in Answer}
    assert "fever_rash_unseen" in asked[Answer.UNKNOWN]
    assert "fever_rash_unseen" not in asked[Answer.NO]
    assert "fever_rash_unseen" not in flags_of(Caller(age=30), ill)
    assert {"fever_rash_unseen", "glass_rash_fever"} <= asked[Answer.YES]


def test_a_finding_completes_a_flag_when_it_alone_is_missing():
    flag = BASE.red_flags["fever_rash_unseen"]
    nearly_all = dict.fromkeys(("fever", "rash", "headache", "joint_pain"), Answer.YES)
    assert list(completes(flag, told(nearly_all))) == ["rash_nonblanch"]
    assert list(completes(flag, told({"fever": Answer.YES}))) == []


def test_answers_that_disagree_make_a_careless_caller_and_say_less():
    agreeing = told(dict.fromkeys(("flank_pain", "flank_colic", "stones_before", "urine_blood"), Answer.YES))
    odd = dict.fromkeys(("tooth_pain", "eye_itch", "jellyfish", "stool_fat"), Answer.YES)
    disagreeing = told(dict.fromkeys(agreeing.said, Answer.YES) | odd)
    careful = replace(TABLES, careless=None)
    usual = prior(TABLES, Caller(age=40, sex="male"))

    def most(tables, evidence):
        return posterior(usual, log_likelihood(tables, evidence)).max()

    assert most(TABLES, agreeing) == pytest.approx(most(careful, agreeing), abs=0.03)
    assert most(TABLES, disagreeing) < most(careful, disagreeing)


def test_a_complaint_of_which_nothing_is_there_is_asked_again_without_it():
    talk = begun(BASE, Caller(age=40, sex="male"))
    while (question := talk.question) is not None and question.id != "complaint":
        talk, _against = talk.answered(Answer.YES if question.id == "awake" else NONE)
    talk, _against = talk.answered("eye")
    assert talk.question.id == "about_eye"
    talk, _against = talk.answered(NONE)
    assert talk.question.id == "complaint"
    assert "eye" not in {option.id for option in talk.question.options}
