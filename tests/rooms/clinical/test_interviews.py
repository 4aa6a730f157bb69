"""Interviews as they are kept: answered once, taken back, taken up again, finished, forgotten."""

import json
from uuid import UUID

import pytest
from django.db import connection

from pharos.clinical import api as clinical
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.models import KeptInterview
from pharos.core.ids import new_id
from pharos.core.objections import Objected
from pharos.core.urgency import Urgency
from pharos.journal.models import Entry
from pharos.vault.fields import Erased
from tests.cast import ANNA, NOW, actor

pytestmark = pytest.mark.django_db

EAR = {"age": "3", "sex": "male", "place": "Кемер", "opening": "у сына температура 39, болит ухо", "month": 7}


def begun(subject: UUID | None = None, *, country: str = "TR", **facts: object) -> UUID:
    told = clinical.Told(facts={**EAR, **facts}, country=country)
    return clinical.start_interview(actor=actor(ANNA), now=NOW, subject=subject or new_id(), told=told)


def shown(interview: UUID) -> clinical.InterviewView:
    view = clinical.interview_view(interview, "ru")
    assert view is not None
    return view


def say(interview: UUID, said: str, *, seen: int | None = None, question: str | None = None) -> Urgency | None:
    view = shown(interview)
    assert view.question
    return clinical.answer_interview(
        actor=actor(ANNA),
        now=NOW,
        interview_id=interview,
        seen=view.version if seen is None else seen,
        question=question or view.question.id,
        said=said,
    )


def refused(act, *codes: str) -> None:
    with pytest.raises(Objected) as raised:
        act()
    assert [str(one.code) for one in raised.value.objections] == list(codes)


def test_an_interview_begins_with_danger_to_life_and_reads_the_first_words_back():
    interview = begun()
    assert shown(interview).question.id == "awake"
    say(interview, "yes")
    while shown(interview).question.id != "read_back":
        say(interview, "none")
    assert "39" in shown(interview).question.ask
    assert shown(interview).result.hypotheses


def test_what_was_answered_is_there_when_one_comes_back():
    interview = begun()
    for said in ("yes", "none"):
        say(interview, said)
    view = shown(interview)
    assert [one.said for one in view.answers] == ["да", "ничего из этого"]
    assert view.question.number == 3
    line = clinical.interview_lines_about([view.subject])[0]
    assert (line.question, line.going_on) == (3, True)


def test_every_complaint_can_be_chosen_and_something_else_keeps_its_key():
    interview = begun(age="30", sex="female", opening="")
    say(interview, "yes")
    while shown(interview).question.id != "complaint":
        say(interview, "none")
    answers = shown(interview).question.answers
    offered = {one.value for one in answers}
    assert len(offered) > 50
    assert {"none", "unknown"} <= {one.value for one in answers if one.key}
    assert "men" not in offered
    keys = [one.key for one in answers if one.key]
    assert len(keys) == len(set(keys))


def test_a_second_window_overwrites_nothing():
    interview = begun()
    before = shown(interview)
    say(interview, "yes")
    refused(lambda: say(interview, "no", seen=before.version, question="awake"), "interview_moved_on")
    assert [one.said for one in shown(interview).answers] == ["да"]


@pytest.mark.parametrize(
    ("question", "said", "code"),
    [("awake", "может быть завтра", "answer_not_understood"), ("fever", "yes", "question_not_pending")],
)
def test_an_answer_that_is_none_or_to_another_question_changes_nothing(question, said, code):
    interview = begun()
    refused(lambda: say(interview, said, question=question), code)
    assert shown(interview).version == 1


def test_an_answer_is_taken_back_and_can_be_given_otherwise():
    interview = begun()
    assert say(interview, "no") is Urgency.AMBULANCE
    assert shown(interview).alerts
    back = dict(actor=actor(ANNA), now=NOW, interview_id=interview)
    clinical.take_back_answer(**back, seen=shown(interview).version)
    view = shown(interview)
    assert (view.alerts, view.answers, view.question.id) == ((), (), "awake")
    refused(lambda: clinical.take_back_answer(**back, seen=view.version), "nothing_to_take_back")


def test_only_one_interview_about_a_thing_goes_on_at_a_time():
    subject = new_id()
    interview = begun(subject)
    refused(lambda: begun(subject), "interview_begun")
    clinical.finish_interview(actor=actor(ANNA), now=NOW, interview_id=interview, seen=1)
    again = begun(subject)
    assert [line.id for line in clinical.interview_lines_about([subject])] == [again, interview]


def test_a_finished_one_keeps_its_result_and_takes_no_answer():
    interview = begun()
    say(interview, "no")
    found = clinical.finish_interview(actor=actor(ANNA), now=NOW, interview_id=interview, seen=2)
    assert found is Urgency.AMBULANCE
    view = shown(interview)
    assert view.result.urgency is Urgency.AMBULANCE
    assert (view.question, view.finished_at) == (None, NOW)
    refused(
        lambda: clinical.take_back_answer(actor=actor(ANNA), now=NOW, interview_id=interview, seen=3),
        "interview_finished",
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"age": "130"}, "130"),
        ({"age": "0"}, "младенцем"),
        ({"pregnant": True}, "мужчина не может быть беременным"),
        ({"place": "Тридевятое царство"}, "Тридевятое царство"),
    ],
)
def test_what_cannot_be_is_said_and_the_interview_goes_on(facts, words):
    interview = begun(country="" if "place" in facts else "TR", **facts)
    view = shown(interview)
    assert any(words in notice for notice in view.notices), view.notices
    say(interview, "yes")
    assert shown(interview).question


def test_who_is_ill_can_be_corrected_and_the_answers_still_count():
    interview = begun(age="130")
    say(interview, "yes")
    clinical.correct_interview(
        actor=actor(ANNA), now=NOW, interview_id=interview, seen=2, told=clinical.Told(facts=EAR, country="TR")
    )
    view = shown(interview)
    assert view.notices == ()
    assert [one.said for one in view.answers] == ["да"]


def test_what_was_said_beside_the_question_is_asked_back_first():
    interview = begun(opening="")
    clinical.hear_more(actor=actor(ANNA), now=NOW, interview_id=interview, seen=1, said="а ещё у него сыпь")
    assert "сыпь" in shown(interview).answers[0].said
    refused(
        lambda: clinical.hear_more(actor=actor(ANNA), now=NOW, interview_id=interview, seen=2, said="погода хорошая"),
        "nothing_heard",
    )


def test_what_contradicts_an_earlier_answer_is_said_and_the_first_stands():
    interview = begun(age="58", sex="female", opening="")
    for said in ("yes", "none", "none"):
        say(interview, said)
    before = shown(interview)
    clinical.hear_more(
        actor=actor(ANNA), now=NOW, interview_id=interview, seen=before.version, said="очень давит за грудиной"
    )
    view = shown(interview)
    assert view.answers[-1].against == (knowledge().findings["chest_pressure"].name.ru,)
    assert view.alerts == before.alerts == ()
    assert view.question


def test_an_answer_of_an_older_base_still_counts_for_what_it_meant():
    """The base asked something here that it asks no more: the finding stays found."""
    interview = begun()
    row = KeptInterview.objects.get(pk=interview)
    state = json.loads(row.state)
    state["version"] = "2020.01+00000000"
    state["given"] = [
        {"question": "gone", "answer": "yes", "stage": "likely", "topic": "ear",
         "ask": ["Было ухо?", "Was it the ear?"],
         "said": ["да", "yes"], "means": {"ear_pain": "yes"}, "findings": ["ear_pain"], "complaints": [], "heard": {}},
    ]  # fmt: skip
    row.state = json.dumps(state)
    row.save()
    view = shown(interview)
    assert view.base_changed
    assert view.answers[0].moved
    assert knowledge().findings["ear_pain"].name.ru in view.result.hypotheses[0].supporting


def test_the_journal_knows_that_it_was_held_and_nothing_of_what_was_said():
    interview = begun()
    say(interview, "no")
    clinical.finish_interview(actor=actor(ANNA), now=NOW, interview_id=interview, seen=2)
    told = list(Entry.objects.filter(type__startswith="clinical.").order_by("position").values_list("type", "payload"))
    assert [kind for kind, _payload in told] == ["clinical.InterviewStarted", "clinical.InterviewFinished"]
    assert all(set(json.loads(payload)) <= {"subject", "interview", "asked"} for _kind, payload in told)


def test_nothing_of_it_lies_open_in_the_table_and_a_forgotten_one_is_gone():
    interview = begun()
    with connection.cursor() as cursor:
        cursor.execute("select state from clinical_keptinterview")
        raw = bytes(cursor.fetchone()[0])
    assert "ухо".encode() not in raw
    assert b"awake" not in raw
    subject = shown(interview).subject
    clinical.forget_interviews(subjects=[subject], now=NOW)
    assert isinstance(KeptInterview.objects.get().state, Erased)
    assert clinical.interview_view(interview, "ru") is None
    assert clinical.interview_lines_about([subject]) == []
