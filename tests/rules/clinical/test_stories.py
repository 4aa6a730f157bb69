"""The stories that `python -m bench stories` plays: every caller has answers, and the base knows all of them."""

import tomllib
from functools import cache
from pathlib import Path

from bench.stories import all_stories, play_over_lines
from pharos.clinical.evaluation.figures import figures
from pharos.clinical.interview.evidence import Answer
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.knowledge.parts import URGENCIES

FOLDER = Path(__file__).parents[2] / "rulebook" / "stories"
ANSWERS = tomllib.loads((FOLDER / "answers.toml").read_text(encoding="utf-8"))
FILES = [path for path in sorted(FOLDER.glob("*.toml")) if path.name != "answers.toml"]
STORIES = {code: told for path in FILES for code, told in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def test_every_story_is_answered_and_no_answer_is_without_a_story():
    assert STORIES.keys() == ANSWERS.keys()


def test_the_base_knows_every_answer():
    said = {code for answers in ANSWERS.values() for words in answers.values() for code in words.split()}
    assert said <= knowledge().findings.keys()


def test_every_story_says_what_would_be_right():
    for code, told in STORIES.items():
        assert set(told["urgency"].split()) <= URGENCIES.keys(), code
        assert told["icd10"].split(), code
        assert told["doctor"], code


@cache
def played():
    """The forty calls set down without sight of the base, as the bench plays them: what is not told is answered no."""
    return [play_over_lines(knowledge(), one, Answer.NO, []) for one in all_stories() if one.part == "unseen"]


def test_no_strangers_emergency_is_missed_and_none_is_sent_too_low():
    found = figures(played())
    assert len(played()) == 40
    assert found.emergencies_found.value == 1
    assert found.safe.value >= 0.97


def test_strangers_are_mostly_right_about_what_it_is_and_how_soon():
    found = figures(played())
    assert found.top1.value >= 0.90
    assert found.top3.value >= 0.92
    assert found.urgency_right.value >= 0.95
    assert found.over_triage.value <= 0.09


def test_strangers_are_not_asked_for_long():
    found = figures(played())
    assert found.asked_median <= 12
    assert found.asked_most <= 22
