"""What callers say first, in their own words: the rulebook of sentences, and that nothing heard counts by itself."""

import tomllib
from pathlib import Path

import pytest

from pharos.clinical.interview.evidence import Answer
from pharos.clinical.interview.people import Caller
from pharos.clinical.interview.talking import begun
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.opening.hearing import hear
from pharos.clinical.opening.lexicon import lexicon

BASE = knowledge()
RULEBOOK = Path(__file__).parents[2] / "rulebook" / "opening_words.toml"
SAID = tomllib.loads(RULEBOOK.read_text(encoding="utf-8"))["said"]


@pytest.mark.parametrize("row", SAID, ids=lambda row: row["text"][:40])
def test_words_are_heard_as_the_rulebook_says(row):
    heard = {f"-{code}" if said is Answer.NO else code for code, said in hear(BASE, row["text"]).findings.items()}
    missing = set(row.get("heard", "").split()) - heard
    assert not missing, f"not heard: {missing}; heard: {heard}"
    assert not heard & set(row.get("not", "").split())


def test_every_finding_has_words():
    assert {pattern.finding for pattern in lexicon(BASE).patterns} == set(BASE.findings)


def test_what_is_heard_counts_only_once_confirmed():
    heard = hear(BASE, "болит ухо, температура 39")
    talk = begun(BASE, Caller(age=30, sex="female"), heard.findings)
    assert not talk.evidence.has("ear_pain")
    assert not talk.evidence.said


@pytest.mark.parametrize("text", ["", "   ", "…", "!!!", "а", "x" * 10_000, "не " * 2000, "\x00\udcff", "🤒🤢"])
def test_any_text_at_all_can_be_listened_to(text):
    hear(BASE, text)


def test_the_same_words_are_always_heard_alike():
    text = "ломит всё тело, температура 38 и 7, голова раскалывается, кашель, насморк и рвота"
    assert list(hear(BASE, text).findings) == list(hear(BASE, text).findings)
