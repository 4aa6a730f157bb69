"""What is grave and easily missed: a cold baby, a fit in pregnancy, too much of a medicine, a fever from elsewhere."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pharos.clinical.interview.beliefs import evidence_for, posterior
from pharos.clinical.interview.evidence import Answer, Evidence, with_answers
from pharos.clinical.interview.flags import raised
from pharos.clinical.interview.people import Caller, Place
from pharos.clinical.interview.priors import prior
from pharos.clinical.interview.questions import NONE
from pharos.clinical.interview.tables import tables
from pharos.clinical.interview.talking import begun
from pharos.clinical.interview.urgency import verdict
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.lines.serving import interview_lines
from pharos.core.urgency import Urgency

BASE = knowledge()
TABLES = tables(BASE)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
BABY = Caller(age=0.05, sex="male", place=Place("GE"))
CHILD = Caller(age=3, sex="female", place=Place("TR"))
PREGNANT = Caller(age=28, sex="female", pregnant=True, place=Place("TR"))
single = [code for code in BASE.findings if code not in TABLES.choice_of]
answers = st.dictionaries(st.sampled_from(single), st.sampled_from(list(Answer)), max_size=6)


def told(*there, own=False):
    return with_answers(BASE, Evidence(), dict.fromkeys(there, Answer.YES), volunteered=own)[0]


def urgency(caller, *there):
    return verdict(TABLES, caller, told(*there), prior(TABLES, caller)).urgency


def first(caller, evidence):
    chances = posterior(prior(TABLES, caller), evidence_for(TABLES, caller, evidence))
    return TABLES.conditions[int(chances.argmax())]


def put(talk, yes):
    """The questions of an interview in which these findings are there and nothing else is."""
    asked = []
    while (question := talk.question) is not None:
        asked.append(question)
        chosen = next((code for code in question.findings if code in yes), None)
        if question.id == "awake" or question.stage == "read_back":
            answer = Answer.YES
        elif question.options:
            answer = chosen or NONE
        else:
            answer = Answer.YES if chosen else Answer.NO
        talk, _against = talk.answered(answer)
    return asked


def test_a_cold_baby_is_an_emergency_and_an_ambulance_when_anything_else_is_wrong():
    assert urgency(BABY, "temp_low") is Urgency.EMERGENCY
    for sign in ("feeds_poorly", "child_limp", "fast_breathing", "chest_indraw", "drowsy"):
        assert urgency(BABY, "temp_low", sign) is Urgency.AMBULANCE


@QUICK
@given(answers, st.sampled_from(("feeds_poorly", "child_limp", "fast_breathing", "chest_indraw")))
def test_a_cold_and_ailing_baby_gets_an_ambulance_whatever_else_is_said(said, sign):
    evidence = with_answers(BASE, Evidence(), said | {"temp_low": Answer.YES, sign: Answer.YES})[0]
    assert verdict(TABLES, BABY, evidence, prior(TABLES, BABY)).urgency is Urgency.AMBULANCE


def test_sepsis_comes_first_for_a_cold_limp_newborn_without_fever():
    evidence = told("temp_low", "child_limp", "feeds_poorly", own=True)
    evidence = with_answers(BASE, evidence, {"fever": Answer.NO})[0]
    assert first(BABY, evidence) == "newborn_sepsis"


def test_the_caller_about_a_limp_baby_is_asked_whether_it_is_cold():
    asked = put(begun(BASE, BABY, {"feeds_poorly": Answer.YES}), {"feeds_poorly"})
    assert any("temp_low" in one.findings for one in asked)


def test_a_cool_grown_up_is_not_a_cold_baby():
    assert "cold_baby" not in {one.code for one in raised(BASE, Caller(age=30), told("temp_low"))}


@pytest.mark.parametrize("signs", [("seizure",), ("seizure", "unresponsive"), ("seizure", "drowsy", "headache")])
def test_a_fit_in_pregnancy_is_an_ambulance_and_eclampsia_first(signs):
    assert urgency(PREGNANT, *signs) is Urgency.AMBULANCE
    assert first(PREGNANT, told(*signs)) == "eclampsia"


def test_nobody_who_is_not_pregnant_has_eclampsia():
    assert prior(TABLES, Caller(age=28, sex="female"))[TABLES.condition_at["eclampsia"]] < 1e-9


def test_pain_under_the_ribs_and_spots_in_pregnancy_is_no_gastritis():
    assert first(PREGNANT, told("preg_swelling_spots", "belly_pain_right_ribs", "heartburn")) == "pre_eclampsia"


def test_the_month_of_a_pregnancy_is_why_nobody_calls():
    evidence = told("pregnant_20w", "heartburn", own=True)
    assert "pregnant_20w" not in evidence.volunteered
    assert first(PREGNANT, evidence) in ("reflux", "gastritis")


def test_of_too_much_medicine_is_asked_what_a_doctor_would_ask_and_no_more():
    asked = put(begun(BASE, CHILD, {"dose_exceeded": Answer.YES}), {"dose_exceeded"})
    read = {code for one in asked for code in one.findings}
    assert {"dose_risky", "dose_over_double", "dose_recent", "paracetamol_many", "drowsy"} <= read
    assert len(asked) <= 7


def test_one_tablet_of_a_risky_medicine_in_a_child_is_an_ambulance():
    assert urgency(CHILD, "dose_exceeded") is Urgency.EMERGENCY
    assert urgency(CHILD, "child_poison", "dose_risky") is Urgency.AMBULANCE
    assert urgency(Caller(age=60), "dose_exceeded", "dose_risky") is Urgency.EMERGENCY


def test_a_fever_with_jaundice_is_asked_where_it_may_come_from():
    yes = {"fever", "jaundice", "confusion"}
    asked = put(begun(BASE, Caller(age=42, sex="male", place=Place("TR"))), yes)
    assert any("malaria_area" in one.findings for one in asked)


def test_after_an_alarm_the_dangers_are_read_on_while_there_are_yeses():
    yes = {"belly_pain", "belly_severe", "belly_sudden", "testis_pain"}
    asked = put(begun(BASE, Caller(age=13, sex="male", place=Place("TR")), {"belly_pain": Answer.YES}), yes)
    assert any(one.id == "dangers_3" and "testis_pain" in one.findings for one in asked)


def spoken(*lines):
    raw = [json.dumps(line, ensure_ascii=False) for line in lines]
    return [json.loads(said) for said in interview_lines(raw, place_of=lambda said, country: None)]


@pytest.mark.parametrize("said", ["до сорока доходит", "39 и 5", "было 39"])
def test_degrees_answer_the_question_about_fever(said):
    begin = {"start": {"age": 42, "sex": "male", "opening": "температура высокая"}}
    screen = [{"answer": "yes"}, {"answer": "none"}, {"answer": "none"}]
    last = spoken(begin, *screen, {"answer": said})[-1]
    assert "error" not in last
    assert last["question"]["stage"] != "confirm"


def test_a_pregnant_womans_own_words_choose_the_danger_that_was_read():
    begin = {"start": {"age": 31, "sex": "female", "pregnant": True, "opening": "болит под ребром"}}
    screen = [
        {"answer": "да"},
        {"answer": "нет"},
        {"answer": "нет"},
        {"answer": "да, голова болит и мушки перед глазами"},
    ]
    alerts = [line["alert"]["code"] for line in spoken(begin, *screen) if "alert" in line]
    assert "eclampsia_signs" in alerts


def test_i_am_awake_is_an_answer_about_being_awake():
    told_ = spoken({"start": {"age": 30, "sex": "female"}}, {"answer": "я в сознании, голова только болит"})
    assert not any("alert" in line for line in told_)
    assert told_[-1]["question"]["id"] != "awake"
