"""The stories that `python -m bench stories` plays: every caller has answers, and the base knows all of them."""

import tomllib
from pathlib import Path

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
