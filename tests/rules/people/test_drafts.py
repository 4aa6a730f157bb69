"""Which of two saves of a draft counts."""

from hypothesis import given
from hypothesis import strategies as st

from pharos.people.rules import Keeping, Stored, keeping

HERE, THERE = "this page", "that page"


def test_the_first_keystroke_is_kept():
    assert keeping(None, version=1, base=0, writer=HERE) is Keeping.KEEP


def test_a_page_goes_on_from_its_own_saves_whatever_it_heard_of_them():
    assert keeping(Stored(3, HERE), version=7, base=0, writer=HERE) is Keeping.KEEP


def test_a_save_whose_answer_was_lost_is_there_already():
    assert keeping(Stored(3, HERE), version=3, base=2, writer=HERE) is Keeping.THERE


def test_a_save_overtaken_on_its_way_is_late():
    assert keeping(Stored(3, HERE), version=2, base=0, writer=HERE) is Keeping.LATE


def test_another_page_goes_on_only_from_what_it_has_seen():
    assert keeping(Stored(3, THERE), version=4, base=3, writer=HERE) is Keeping.KEEP
    assert keeping(Stored(3, THERE), version=4, base=2, writer=HERE) is Keeping.ELSEWHERE
    assert keeping(Stored(3, THERE), version=9, base=0, writer=HERE) is Keeping.ELSEWHERE


def test_a_used_draft_is_not_brought_back_by_a_save_still_on_its_way():
    used = Stored(6, HERE, dropped=True)
    assert keeping(used, version=5, base=4, writer=HERE) is Keeping.USED
    assert keeping(used, version=9, base=4, writer=HERE) is Keeping.USED


def test_a_form_opened_after_its_draft_was_used_begins_a_new_one():
    assert keeping(Stored(6, HERE, dropped=True), version=7, base=6, writer=THERE) is Keeping.KEEP


@given(
    st.lists(st.tuples(st.integers(1, 20), st.integers(0, 20), st.sampled_from((HERE, THERE))), max_size=40),
)
def test_a_version_never_goes_back(saves):
    stored: Stored | None = None
    for version, base, writer in saves:
        if keeping(stored, version=version, base=base, writer=writer) is Keeping.KEEP:
            assert stored is None or version > stored.version
            stored = Stored(version, writer)


@given(st.permutations(range(1, 8)))
def test_saves_of_one_page_in_any_order_end_with_its_newest(order):
    stored: Stored | None = None
    for version in order:
        if keeping(stored, version=version, base=0, writer=HERE) is Keeping.KEEP:
            stored = Stored(version, HERE)
    assert stored == Stored(7, HERE)
