"""Where a letter goes: proof moves it, a claim is only shown to a person."""

from datetime import timedelta
from itertools import permutations
from uuid import UUID

from pharos.contact.rules.placing import Known, PlacingFacts, Way, alarm, place
from pharos.contact.rules.states import HeldReason
from tests.cast import NOW

ONE, TWO, THREE = UUID(int=1), UUID(int=2), UUID(int=3)
CASE, OTHER_CASE = UUID(int=101), UUID(int=102)


def known(ident, case=None, minutes=0):
    return Known(id=ident, case=case, opened_at=NOW + timedelta(minutes=minutes))


def test_a_letter_of_a_thread_goes_where_the_thread_is():
    placed = place(PlacingFacts(thread=(known(ONE, CASE),)))
    assert (placed.way, placed.conversation, placed.case) == (Way.THREAD, ONE, CASE)


def test_a_thread_outweighs_a_signed_tag_of_another_case_which_is_only_suggested():
    placed = place(PlacingFacts(thread=(known(ONE, CASE),), tag_case=OTHER_CASE))
    assert placed.case == CASE
    assert placed.maybe_cases == (OTHER_CASE,)


def test_a_signed_tag_leads_to_its_case():
    placed = place(PlacingFacts(tag_case=CASE, tag_conversation=TWO))
    assert (placed.way, placed.conversation, placed.case) == (Way.TAG, TWO, CASE)
    assert place(PlacingFacts(tag_case=CASE)).conversation is None


def test_a_stranger_naming_a_case_is_held():
    placed = place(PlacingFacts(quoted_cases=(CASE,)))
    assert (placed.way, placed.held, placed.claimed_case) == (Way.HELD, HeldReason.STRANGER_QUOTES_CASE, CASE)
    assert placed.case is None


def test_a_forged_tag_is_held_as_such():
    assert place(PlacingFacts(quoted_cases=(CASE,), forged_tag=True)).held is HeldReason.FORGED_TAG


def test_somebody_the_case_knows_is_suggested_to_it_and_not_put_there():
    placed = place(PlacingFacts(quoted_cases=(CASE,), known_to=frozenset({CASE})))
    assert (placed.way, placed.case, placed.maybe_cases) == (Way.NEW, None, (CASE,))


def test_naming_one_known_and_one_strange_case_is_held():
    assert place(PlacingFacts(quoted_cases=(CASE, OTHER_CASE), known_to=frozenset({CASE}))).claimed_case == OTHER_CASE


def test_conversations_that_prove_one_thread_are_joined_to_the_oldest():
    thread = (known(TWO, minutes=5), known(ONE), known(THREE, minutes=9))
    for order in permutations(thread):
        placed = place(PlacingFacts(thread=order))
        assert placed.conversation == ONE
        assert placed.joins == (TWO, THREE)


def test_the_one_with_a_case_keeps_the_thread_though_younger():
    placed = place(PlacingFacts(thread=(known(ONE), known(TWO, CASE, minutes=5))))
    assert (placed.conversation, placed.joins) == (TWO, (ONE,))


def test_two_cases_are_never_joined_by_a_letter():
    placed = place(PlacingFacts(thread=(known(ONE, CASE), known(TWO, OTHER_CASE, minutes=5))))
    assert (placed.conversation, placed.joins, placed.maybe_cases) == (ONE, (), (OTHER_CASE,))


def test_machines_raise_no_alarm_unless_they_speak_of_danger():
    calm = alarm(bounce=False, automatic=True, spam=False, danger=False)
    assert (calm.unread, calm.urgent) == (False, False)
    assert alarm(bounce=False, automatic=True, spam=False, danger=True).urgent
    report = alarm(bounce=True, automatic=True, spam=False, danger=True)
    assert (report.unread, report.urgent) == (False, False)


def test_a_person_is_unread_and_urgent_only_with_danger():
    assert not alarm(bounce=False, automatic=False, spam=False, danger=False).urgent
    assert alarm(bounce=False, automatic=False, spam=False, danger=True).urgent
    spam = alarm(bounce=False, automatic=False, spam=True, danger=True)
    assert (spam.unread, spam.urgent) == (True, False)
