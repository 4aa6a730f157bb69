"""One agreeing fact leaves a question, two make a match."""

from uuid import UUID

from pharos.contact.rules.matching import Certainty, Fact, case_matches, certainty

ONE, TWO = UUID(int=1), UUID(int=2)


def test_one_fact_is_a_maybe_and_two_are_exact():
    assert certainty([Fact.PHONE]) is Certainty.MAYBE
    assert certainty([Fact.PHONE, Fact.PHONE]) is Certainty.MAYBE
    assert certainty([Fact.PHONE, Fact.NAME]) is Certainty.EXACT
    assert certainty([]) is Certainty.MAYBE


def test_the_surest_case_comes_first_and_says_what_agreed():
    first, second = case_matches({Fact.PHONE: [ONE, TWO], Fact.POLICY: [TWO, TWO]})
    assert (first.case, first.certainty, first.agreed) == (TWO, Certainty.EXACT, (Fact.PHONE, Fact.POLICY))
    assert (second.case, second.certainty) == (ONE, Certainty.MAYBE)


def test_nothing_found_is_nothing_matched():
    assert case_matches({}) == ()
