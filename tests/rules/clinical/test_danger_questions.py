"""The questions that open every call: few, in order, cited, and honest about not being reviewed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.clinical.api import danger_found, danger_questions, first_words, library
from pharos.core.urgency import Urgency

CODES = [question.code for question in library().questions]
ANSWERS = st.dictionaries(st.sampled_from(CODES), st.sampled_from(["yes", "no", "unknown"]))
CALM = {question.code: "no" if question.danger_answer == "yes" else "yes" for question in library().questions}


def codes(**asked: object) -> list[str]:
    return [question.code for question in danger_questions("ru", **asked)]  # type: ignore[arg-type]


def test_waking_and_breathing_come_first() -> None:
    assert codes()[:2] == ["conscious", "breathing"]


def test_an_adult_is_asked_seven_questions_and_a_small_child_more() -> None:
    assert len(codes()) == len(codes(age=40)) == 7
    assert {"drinks", "limp"} <= set(codes(age=2))
    assert "infant_fever" in codes(age=0)
    assert "infant_fever" not in codes(age=1)


def test_pregnancy_is_asked_where_age_and_complaint_allow_it() -> None:
    assert "pregnancy" in codes(age=30, complaint="abdomen")
    assert "pregnancy" not in codes(age=70, complaint="abdomen")
    assert "pregnancy" not in codes(age=30, complaint="ear")


@pytest.mark.parametrize("language", ["ru", "en", "tr"])
def test_every_question_can_be_read_aloud_and_names_its_source(language: str) -> None:
    for age in (None, 0, 3, 30):
        for question in danger_questions(language, complaint="abdomen", age=age):
            assert len(question.text.split()) < 15
            assert question.text != question.easier
            assert question.hint
            assert question.say
            assert question.sources
            assert all(source.url.startswith("https://") for source in question.sources)


def test_nobody_has_reviewed_them_and_they_say_so() -> None:
    assert all(question.reviewed_by == "" for question in danger_questions("ru"))


@pytest.mark.parametrize("code", CODES)
def test_the_dangerous_answer_is_danger_and_has_first_words(code: str) -> None:
    question = next(question for question in library().questions if question.code == code)
    danger = danger_found(CALM | {code: question.danger_answer})
    assert danger is not None
    assert danger.codes == (code,)
    assert danger.urgency is Urgency.AMBULANCE
    assert first_words(danger.first, "ru") != first_words(danger.first, "en")


def test_not_knowing_whether_somebody_breathes_is_danger() -> None:
    danger = danger_found({"conscious": "yes", "breathing": "unknown", "chest_pain": "unknown"})
    assert danger is not None
    assert (danger.codes, danger.unknown) == (("breathing",), ("breathing", "chest_pain"))


def test_calm_answers_are_no_danger() -> None:
    assert danger_found(CALM) is None
    assert danger_found({}) is None
    assert danger_found({"no such question": "yes"}) is None


@given(ANSWERS, st.sampled_from(CODES))
def test_one_more_dangerous_answer_never_lessens_the_danger(answers: dict[str, str], code: str) -> None:
    question = next(question for question in library().questions if question.code == code)
    before, after = danger_found(answers), danger_found(answers | {code: question.danger_answer})
    assert after is not None
    assert set(before.codes if before else ()) - {code} <= set(after.codes)
