"""What was refused is found again by itself when the facts change, and only a person reverses it, with a reason."""

from datetime import timedelta
from uuid import UUID

import pytest

from pharos.core.objections import Objected
from pharos.events.policies import CoverDecided
from pharos.journal.models import Entry
from pharos.policies.models import CoverDecision, RefusalStep
from pharos.policies.refusals.actions import acting
from pharos.policies.refusals.actions.doubting import look_again
from pharos.policies.refusals.actions.following import come_back, go_along
from pharos.policies.refusals.hearing import look_for_reversals
from pharos.policies.refusals.rules.states import State
from pharos.vault import api as vault
from tests.cast import ANNA, BORIS, NOW, SVETA, actor
from tests.rooms.policies.refusing import (
    BOUGHT,
    CASE,
    DEEPER,
    DRUNK,
    LATER,
    REFUSED,
    decision,
    found_again,
    fresh_case,
    proposed,
    row,
)

pytestmark = pytest.mark.django_db
WHY = "The option was bought on 2 May; the file of July said otherwise by mistake."


def told() -> list[str]:
    rows = Entry.objects.filter(type__startswith="policies.Refusal").order_by("position")
    return [one.type.removeprefix("policies.Refusal") for one in rows]


def signed(*items: str) -> UUID:
    refusal = proposed(items or ("outpatient", "inpatient"))
    seen = CoverDecision.objects.get(case_id=row(refusal).case_id, replaced_by=None).id
    acting.sign(actor=actor(SVETA), now=NOW, refusal_id=refusal, seen=seen)
    return refusal


def test_an_option_that_was_bought_after_all_opens_a_reversal_and_a_person_confirms_it():
    refusal = signed()
    assert found_again(BOUGHT) == 1
    doubted = row(refusal)
    assert (doubted.state, doubted.waits_since) == (State.SIGNED, LATER)
    assert doubted.doubt_id == CoverDecision.objects.get(case_id=CASE, replaced_by=None).id
    (found,) = RefusalStep.objects.filter(refusal=refusal, act="doubt")
    assert (found.actor, found.cause, found.decision_id) == ("system:cover", "facts", doubted.doubt_id)
    with pytest.raises(Objected, match="refusal_reason_missing"):
        acting.reverse(actor=actor(BORIS), now=LATER, refusal_id=refusal, reason=" ")
    acting.reverse(actor=actor(BORIS), now=LATER, refusal_id=refusal, reason=WHY)
    after = row(refusal)
    assert (after.state, after.doubt_id, after.waits_since) == (State.REVERSED, None, None)
    assert after.signed_by_id is not None, "who signed stays written"
    (reversal,) = RefusalStep.objects.filter(refusal=refusal, act="reverse")
    assert (reversal.reason, reversal.decision_id) == (WHY, doubted.doubt_id)
    assert told() == ["Proposed", "Signed", "Doubted", "Reversed"]


def test_what_only_the_register_says_otherwise_is_named_so():
    refusal = signed("dental")
    found_again(REFUSED.replace("options: {diving: no}", "options: {diving: yes}"))
    (found,) = RefusalStep.objects.filter(refusal=refusal, act="doubt")
    assert found.cause == "register"


def test_a_proposal_that_nobody_signed_yet_is_found_too_and_can_no_longer_be_signed():
    refusal = proposed()
    assert found_again(BOUGHT) == 1
    with pytest.raises(Objected, match="refusal_doubted"):
        acting.sign(actor=actor(SVETA), now=LATER, refusal_id=refusal, seen=row(refusal).doubt_id)
    acting.reverse(actor=actor(SVETA), now=LATER, refusal_id=refusal, reason=WHY)
    assert row(refusal).state == State.REVERSED


def test_a_fact_that_changes_no_refused_item_opens_nothing():
    refusal = signed()
    assert found_again(DEEPER) == 0
    assert row(refusal).doubt_id is None


def test_looking_twice_finds_nothing_more():
    signed()
    assert found_again(BOUGHT) == 1
    assert look_again(case_id=CASE, now=LATER) == 0


def test_the_same_refusal_by_other_clauses_is_found_for_its_reasons():
    refusal = signed()
    assert found_again(DRUNK) == 1
    assert row(refusal).doubt_id is not None


def test_a_mistake_that_is_taken_back_closes_the_reversal_by_itself():
    refusal = signed()
    found_again(BOUGHT)
    assert found_again(REFUSED, now=LATER + timedelta(minutes=1)) == 1
    after = row(refusal)
    assert (after.state, after.doubt_id, after.waits_since) == (State.SIGNED, None, None)
    assert told() == ["Proposed", "Signed", "Doubted", "DoubtLapsed"]


def test_what_a_person_has_upheld_is_not_asked_again_until_something_else_is_said():
    refusal = signed()
    found_again(BOUGHT)
    with pytest.raises(Objected, match="refusal_no_permission"):
        acting.uphold(actor=actor(ANNA), now=LATER, refusal_id=refusal, reason="Bought a day after the accident.")
    acting.uphold(actor=actor(BORIS), now=LATER, refusal_id=refusal, reason="Bought a day after the accident.")
    assert (row(refusal).state, row(refusal).doubt_id) == (State.SIGNED, None)
    assert found_again(BOUGHT.replace("value: 25", "value: 24"), now=LATER + timedelta(minutes=1)) == 0
    assert found_again(DRUNK, now=LATER + timedelta(minutes=2)) == 1


def test_the_reversal_is_found_when_the_journal_is_delivered():
    refusal = signed()
    made = decision(BOUGHT, now=LATER)
    entry = Entry.objects.filter(type="policies.CoverDecided").order_by("-position").first()
    assert entry is not None
    event = entry.event
    assert isinstance(event, CoverDecided)
    look_for_reversals(event, entry)
    assert row(refusal).doubt_id == made


def test_a_case_that_was_forgotten_says_nothing_any_more_and_nothing_fails():
    refusal = signed()
    decision(BOUGHT, now=LATER)
    vault.destroy(row(refusal).key_id, now=LATER)
    assert look_again(case_id=CASE, now=LATER) == 0
    assert row(refusal).state == State.SIGNED


def test_refusals_go_along_when_cases_become_one_and_come_back():
    refusal, other, third = signed(), fresh_case(), fresh_case()
    assert go_along(case_id=CASE, into=other) == 1
    assert go_along(case_id=other, into=third) == 1
    assert (row(refusal).case_id, row(refusal).way) == (third, [CASE, other])
    decision(BOUGHT, now=LATER)
    assert look_again(case_id=third, now=LATER) == 1, "the case it was refused in is still looked at"
    assert come_back(case_id=other, left=third) == 1
    assert (row(refusal).case_id, row(refusal).way) == (other, [CASE])
    assert come_back(case_id=CASE, left=other) == 1
    assert come_back(case_id=CASE, left=third) == 0
    assert (row(refusal).case_id, row(refusal).way) == (CASE, [])
