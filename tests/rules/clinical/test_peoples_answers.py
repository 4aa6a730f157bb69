"""Answers in people's own words: what is a yes, a no, a don't know, a choice, and what is none of them."""

import json

import pytest

from pharos.clinical.interview.evidence import Answer
from pharos.clinical.interview.people import Place
from pharos.clinical.lines.serving import interview_lines
from pharos.clinical.lines.small_words import plain_answer

SAID = {
    Answer.YES: "да|ну да, я ж с вами говорю|ага|угу))|Дааа|наверное да|ну есть немного|чуть-чуть|бывает|ещё как|da|👍|"
    "можно и так сказать|типа того|ну так, иногда|да, не ест|резко да",
    Answer.NO: "нет|не-а|Неееет|нет вроде|вроде нет|да нет|да нет наверное|да вроде нет|не, ничего|нет нет|net|"
    "ничего такого|нет, что вы|больше нет|ни разу|никаких|nothing",
    Answer.UNKNOWN: "хз|ну хз|не мерила|сахар не мерила|не помню|да не знаю|понятия не имею|откуда я знаю|кажется|"
    "может быть|фиг знает|нечем мерить|not sure|ne znayu",
    None: "синий|не болит|не могу|было, но сейчас нет|ничего не ем|да не ест|давление 120",
}


@pytest.mark.parametrize(("meant", "said"), [(meant, one) for meant, all_ in SAID.items() for one in all_.split("|")])
def test_small_words_mean_what_people_mean_by_them(meant, said):
    assert plain_answer(said) is meant


def talked(opening, *answers, age=30, sex="female"):
    """The last line after these answers."""
    lines = [{"start": {"age": age, "sex": sex, "opening": opening}}, *({"answer": one} for one in answers)]
    told = interview_lines([json.dumps(one, ensure_ascii=False) for one in lines], place_of=lambda *_: Place())
    return [json.loads(line) for line in told][-1]


SCREEN = ("да", "ничего", "ничего")


@pytest.mark.parametrize(
    ("opening", "said", "same_as"),
    [
        ("", ("в сознании",), ("yes",)),
        ("", ("не отвечает",), ("no",)),
        ("болит ухо", (*SCREEN, "болит"), (*SCREEN, "yes")),
        ("болит ухо", (*SCREEN, "не болит"), (*SCREEN, "no")),
        ("болит ухо", ("да", "ничего", "лицо перекосило"), ("yes", "none", "face_droop")),
        ("болит ухо", ("да", "второе"), ("yes", "bleeding_heavy")),
        ("болит горло, кашель, насморк", (*SCREEN, "всё верно, кроме кашля"), (*SCREEN, "wrong:cough", "yes")),
        ("болит горло, кашель, насморк", (*SCREEN, "кашля нет"), (*SCREEN, "wrong:cough")),
        ("", (*SCREEN, "глаз"), (*SCREEN, "eye")),
    ],
)
def test_a_question_is_answered_by_its_own_words(opening, said, same_as):
    in_words, plainly = talked(opening, *said), talked(opening, *same_as)
    assert "error" not in in_words
    assert in_words == plainly


def test_yes_and_no_in_one_breath_is_asked_again():
    told = talked("тошнит", *SCREEN, "нет, тошнит")
    assert told["error"]["code"] == "bad_answer"


def test_what_is_no_answer_but_says_something_is_kept_and_asked_back():
    told = talked("болит ухо", *SCREEN, "ой ещё понос с утра")
    assert told["error"]["code"] == "no_answer_but_heard"
    assert "понос" in told["error"]["ru"]
    assert "понос" in told["question"]["ru"]


def test_several_options_may_be_chosen_at_once():
    told = talked("тошнит и рвёт", *SCREEN, ["wrong:nausea", "yes"])
    assert told["question"]["stage"] != "read_back"
    told = talked("болит ухо", "yes", "none", ["face_droop", "arm_weak"])
    assert "arm_weak" in json.dumps(told)
