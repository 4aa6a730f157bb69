"""What stands against signing, who is drawn twice, whose report it is, how far two doctors agree."""

from datetime import date
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharos.core.spelling import person_key
from pharos.medical.rules.agreement import agreement, differing
from pharos.medical.rules.identity import Match, same_person
from pharos.medical.rules.sampling import SHARE, drawn
from pharos.medical.rules.stages import (
    PROPOSED,
    Judged,
    Judgement,
    Override,
    ReviewState,
    objection_to_judge,
    objections_to_sign,
)


@pytest.mark.parametrize(("machine", "word", "reason"), list(product(PROPOSED, Judgement, ["", *Override])))
def test_only_a_word_against_the_check_needs_a_reason(machine, word, reason):
    item = Judged(place=3, machine=machine)
    against = machine != "unknown" and word not in (PROPOSED[machine], Judgement.ASK)
    assert bool(objection_to_judge(item, word, reason)) == (against and not reason)


@given(st.lists(st.sampled_from([None, *Judgement])), st.integers(0, 3), st.sampled_from(ReviewState))
def test_a_review_is_signed_when_open_and_all_is_said(words, questions, state):
    items = [Judged(place=at, machine="needed", judgement=word) for at, word in enumerate(words)]
    left = any(word in (None, Judgement.ASK) for word in words)
    refused = state is not ReviewState.OPEN or left or questions > 0
    assert bool(objections_to_sign(state, items, questions)) == refused


def test_the_draw_is_fixed_by_the_id_and_close_to_its_share():
    ids = [UUID(int=at * 7919 + 1) for at in range(20_000)]
    chosen = [one for one in ids if drawn(one, salt="house")]
    assert chosen == [one for one in ids if drawn(one, salt="house")]
    assert abs(len(chosen) / len(ids) - SHARE) < 0.01
    assert [one for one in ids if drawn(one, salt="another")] != chosen


@given(st.uuids())
def test_all_or_none_may_be_drawn(one):
    assert drawn(one, salt="house", share=1)
    assert not drawn(one, salt="house", share=0)


BORN, OTHER = date(2023, 3, 1), date(2019, 3, 1)


@pytest.mark.parametrize(
    ("name", "born", "match"),
    [
        ("MIRONOVA SONYA", BORN, Match.SAME),
        ("Миронова Соня", None, Match.SAME),
        ("Mironova", BORN, Match.SAME),
        ("Mironova", None, Match.UNSURE),
        ("Mironova Anna", None, Match.UNSURE),
        ("Mironova Sonya", OTHER, Match.OTHER),
        ("Petrov Ivan", BORN, Match.OTHER),
        ("Petrov Ivan", None, Match.OTHER),
        ("", BORN, Match.UNSURE),
        ("", OTHER, Match.OTHER),
        ("", None, Match.UNSURE),
    ],
)
def test_whose_report_it_is(name, born, match):
    def words(text: str) -> frozenset[str]:
        return frozenset(person_key(text).split())

    assert same_person((name, born), ("Миронова Соня", BORN), words) is match


def test_kappa_of_a_known_table():
    pairs = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    found = agreement(pairs)
    assert found.kappa == pytest.approx(0.4)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.4 < found.high


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab"))))
def test_kappa_never_leaves_its_bounds(pairs):
    found = agreement(pairs)
    assert found.same == sum(a == b for a, b in pairs)
    if found.kappa is not None:
        assert -1 <= found.kappa <= 1


def test_items_only_one_doctor_judged_are_not_compared():
    assert differing({0: "right", 1: "right", 2: "ask"}, {0: "right", 1: "harmful"}) == (1,)
    assert differing({0: "right"}, {}) == ()
