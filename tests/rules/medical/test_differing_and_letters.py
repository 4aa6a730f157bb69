"""What two checks say differently, and a doctor's question as a letter."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.medical.rules.differing import changes
from pharos.medical.rules.letters import About, other_script, question_letter

SAID = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(["x", "y"]),
        st.sampled_from(["needed", "unknown"]),
        st.sampled_from(["", "rule"]),
    ),
    max_size=6,
).map(sorted)


@given(SAID)
def test_the_same_items_differ_in_nothing(items):
    assert changes(items, items) == []


@given(SAID, SAID)
def test_whatever_differs_is_told(before, after):
    assert bool(changes(before, after)) == ([one[:3] for one in before] != [one[:3] for one in after])


def test_another_substance_a_new_item_and_one_that_is_gone_are_told_apart_with_their_rules():
    before = [("medicine", "a", "needed", "row_a"), ("test", "t", "needed", "row_t")]
    after = [("medicine", "b", "needed", "row_b"), ("medicine", "c", "optional", "")]
    assert changes(before, after) == [
        {
            "kind": "medicine", "code": "b", "before": "needed", "after": "needed", "was": "a",
            "rule_before": "row_a", "rule_after": "row_b",
        },
        {"kind": "medicine", "code": "c", "before": "", "after": "optional"},
        {"kind": "test", "code": "t", "before": "needed", "after": "", "rule_before": "row_t"},
    ]  # fmt: skip


def test_another_rule_for_the_same_word_is_no_difference():
    assert changes([("medicine", "a", "needed", "old")], [("medicine", "a", "needed", "new")]) == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_letter_says_the_question_whose_case_and_by_when_and_its_subject_nothing(language):
    due = datetime(2026, 7, 18, 12, 30, tzinfo=UTC)
    about = About(question="Why X?", number="26-000012", patient="Mironova", insurer="", due=due)
    letter = question_letter(about, language)
    for word in ("Why X?", "26-000012", "Mironova", "18.07.2026 12:30 (UTC+00:00)"):
        assert word in letter.text
        assert word not in letter.subject


@pytest.mark.parametrize(
    ("text", "language", "other"),
    [
        ("Зачем Viferon?", "en", True),
        ("Зачем?", "ru", False),
        ("Why?", "ru", True),
        ("Why?", "en", False),
        ("?", "en", False),
    ],
)
def test_a_question_in_the_other_script_is_noticed(text, language, other):
    assert other_script(text, language) is other
