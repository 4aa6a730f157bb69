"""The checklist of a provider: what is needed for a contract, what for one journey, and what does not count."""

from datetime import date

from pharos.network.rules.proofs import NEEDED, Proof, State, checklist, missing

BY = date(2026, 8, 12)
ALL = [Proof(kind=kind) for kind in NEEDED["contracted"]]


def test_a_contract_needs_more_than_an_agreement_for_one_journey() -> None:
    two = [Proof(kind="licence"), Proof(kind="sanctions_check")]
    assert missing(checklist("journey", two, by=BY)) == ()
    assert missing(checklist("contracted", two, by=BY)) == ("insurance", "lead_doctor", "data_protection")
    assert missing(checklist("contracted", ALL, by=BY)) == ()


def test_a_proof_that_ends_before_or_that_nobody_saw_does_not_count() -> None:
    ended = checklist("journey", [Proof(kind="licence", expires_on=date(2026, 8, 11)), ALL[3]], by=BY)
    assert (ended[0].state, missing(ended)) == (State.ENDS_BEFORE, ("licence",))
    unseen = checklist("journey", [Proof(kind="licence", evidence=False), ALL[3]], by=BY)
    assert (unseen[0].state, missing(unseen)) == (State.NO_EVIDENCE, ("licence",))


def test_of_two_licences_the_one_that_holds_counts() -> None:
    old, new = Proof(kind="licence", expires_on=date(2025, 1, 1)), Proof(kind="licence", expires_on=date(2027, 1, 1))
    assert checklist("journey", [new, old], by=BY)[0].expires_on == new.expires_on
    assert missing(checklist("journey", [old, new, ALL[3]], by=BY)) == ()


def test_what_is_not_needed_is_shown_and_stands_in_nobody_s_way() -> None:
    lines = checklist("contracted", ALL, by=BY)
    assert {line.kind for line in lines if not line.needed} == {"accreditation", "site_visit"}
