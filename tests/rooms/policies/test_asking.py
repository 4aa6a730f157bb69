"""Facts told at the desk: who says what, what counts, what comes of it, and what is kept."""

import json
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from pharos.core.objections import Objected
from pharos.insurers import api as insurers
from pharos.journal.models import Entry
from pharos.policies import api as policies
from pharos.policies.cover.cases import State
from pharos.policies.models import CoverDecision, CoverInquiry, ToldFact
from tests.cast import ANNA, BORIS, NOW, actor
from tests.rooms.policies.asking import about, answers, divers_policy, star, tell

pytestmark = pytest.mark.django_db


def state_of(whose: policies.About, fact: str) -> State:
    decided = policies.standing_of(whose).decided
    assert decided
    return decided.case.facts[fact].state


def test_what_the_register_has_needs_no_telling() -> None:
    policy = divers_policy(star())
    found = policies.standing_of(about(policy)).decided
    assert found
    facts = {name: (fact.value, fact.source) for name, fact in found.case.facts.items() if fact.value is not None}
    assert facts["programme"] == ("b", policies.Source.REGISTER)
    assert facts["sum_insured"][1] is policies.Source.REGISTER
    assert facts["option_active_rest"] == (False, policies.Source.REGISTER)
    assert facts["in_territory"] == (True, policies.Source.REGISTER)
    assert "option_diving" not in facts
    assert not CoverInquiry.objects.exists()


def test_the_diver_is_refused_as_soon_as_the_register_says_the_option_was_not_bought() -> None:
    policy = divers_policy(star())
    whose = about(policy)
    tell(whose, activity="diving", depth_m="25", loss_date="2026-07-17")
    assert answers(whose)["inpatient"] == "need_facts"
    tell(whose, supervised="yes", danger="pain")
    policy.options = {**policy.options, "diving": False}
    policy.save()
    assert answers(whose)["inpatient"] == "refuse"
    decided = policies.standing_of(whose).decided
    assert decided
    assert [one["reason"] for one in decided.plain()["arrange_now"]] == ["pain"]


def test_every_telling_is_a_decision_kept_and_an_event_without_a_word_of_it() -> None:
    policy = divers_policy(star())
    whose = about(policy)
    tell(whose, activity="diving")
    tell(whose, depth_m="25")
    first, second = CoverDecision.objects.order_by("id")
    assert (first.replaces_id, second.replaces_id) == (None, first.id)
    assert json.loads(str(second.facts))["facts"]["depth_m"] == [{"source": "traveller", "value": "25"}]
    told = Entry.objects.filter(type__startswith="policies.").exclude(type="policies.RuleSetPublished")
    told = told.order_by("position")
    assert [one.type for one in told] == ["policies.FactsTold", "policies.CoverDecided"] * 2
    assert "diving" not in json.dumps([one.payload for one in told])


def test_words_of_facts_are_sealed_and_their_rows_say_once() -> None:
    whose = about(divers_policy(star()))
    tell(whose, pregnant="no")
    with connection.cursor() as cursor:
        cursor.execute("select told from policies_toldfact")
        assert b"pregnant" not in bytes(cursor.fetchone()[0])
    with pytest.raises(IntegrityError, match="said once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update policies_toldfact set source = 'clinic'")
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update policies_coverdecision set set_label = 'x'")


def test_two_sources_that_differ_make_a_dispute_until_a_person_picks_and_both_stay() -> None:
    whose = about(divers_policy(star()))
    tell(whose, supervised="yes")
    tell(whose, clinic__supervised="no")
    assert state_of(whose, "supervised") is State.DISPUTED
    policies.pick_fact(actor=actor(ANNA), now=NOW, about=whose, fact="supervised", source=policies.Source.TRAVELLER)
    assert state_of(whose, "supervised") is State.KNOWN
    assert ToldFact.objects.filter(taken_back_at=None).count() == 2
    assert Entry.objects.filter(type="policies.FactPicked").count() == 1
    policies.pick_fact(actor=actor(ANNA), now=NOW, about=whose, fact="supervised", source=policies.Source.CLINIC)
    decided = policies.standing_of(whose).decided
    assert decided
    assert decided.case.facts["supervised"].value is False


def test_the_register_can_be_picked_against_the_traveller_and_only_as_long_as_it_says_so() -> None:
    policy = divers_policy(star(), options={"diving": False})
    whose = about(policy)
    tell(whose, option_diving="yes")
    assert state_of(whose, "option_diving") is State.DISPUTED
    policies.pick_fact(actor=actor(ANNA), now=NOW, about=whose, fact="option_diving", source=policies.Source.REGISTER)
    decided = policies.standing_of(whose).decided
    assert decided
    assert decided.case.facts["option_diving"].value is False
    policy.options = {"diving": True}
    policy.save()
    assert state_of(whose, "option_diving") is State.KNOWN
    again = policies.standing_of(whose).decided
    assert again
    assert again.case.facts["option_diving"].value is True


def test_who_says_it_anew_corrects_himself_and_a_mistake_is_taken_back() -> None:
    whose = about(divers_policy(star()))
    tell(whose, depth_m="25")
    version = tell(whose, depth_m="18")
    assert {one.value for one in policies.standing_of(whose).live} == {"18"}
    policies.take_back_facts(actor=actor(ANNA), now=NOW, about=whose, version=version)
    assert {one.value for one in policies.standing_of(whose).live} == {"25"}
    with pytest.raises(Objected, match="nothing_to_take_back"):
        policies.take_back_facts(actor=actor(ANNA), now=NOW, about=whose, version=version)
    assert CoverDecision.objects.count() == 3


def test_nobody_answers_over_a_colleague_who_answered_the_same_meanwhile() -> None:
    whose = about(divers_policy(star()))
    tell(whose, 0, activity="diving")
    with pytest.raises(Objected, match="answered_meanwhile"):
        tell(whose, 0, activity="walking")
    tell(whose, 0, depth_m="25")


@pytest.mark.parametrize(
    ("fact", "value", "code"),
    [
        ("depth_m", "deep", "value_unreadable"),
        ("depth_m", "900", "value_unreadable"),
        ("supervised", "perhaps", "value_unreadable"),
        ("shoe_size", "44", "value_unreadable"),
        ("computed__age", "40", "source_not_asked"),
    ],
)
def test_what_cannot_be_read_is_not_taken(fact: str, value: str, code: str) -> None:
    whose = about(divers_policy(star()))
    with pytest.raises(Objected, match=code):
        tell(whose, **{fact: value})
    assert not CoverInquiry.objects.exists()


def test_an_intake_becomes_a_case_with_all_that_was_told_and_its_first_decision() -> None:
    policy = divers_policy(star())
    talk = about(policy, is_case=False)
    tell(talk, activity="diving", depth_m="25")
    assert not CoverDecision.objects.exists()
    case = about(policy, case=uuid4())
    policies.move_facts(actor=actor(ANNA), now=NOW, subjects=[talk.subject], about=case)
    assert {one.fact for one in policies.standing_of(case).live} == {"activity", "depth_m"}
    assert CoverDecision.objects.get().case_id == case.subject


def test_what_was_told_in_a_conversation_of_the_case_is_read_with_it() -> None:
    policy = divers_policy(star())
    talk, case = about(policy, is_case=False), about(policy)
    tell(talk, depth_m="25")
    tell(case, activity="diving")
    joined = policies.About(subject=case.subject, around=case.around, is_case=True, others=(talk.subject,))
    assert {one.fact for one in policies.standing_of(joined).live} == {"activity", "depth_m"}


def test_what_changes_around_decides_anew_only_where_cover_was_asked_about() -> None:
    insurer = star()
    policy = divers_policy(insurer)
    before = about(None, insurer=insurer)
    policies.know_around(actor=actor(ANNA), now=NOW, about=before)
    assert not CoverInquiry.objects.exists()
    tell(before, activity="diving")
    after = about(policy, case=before.subject)
    policies.know_around(actor=actor(ANNA), now=NOW, about=after)
    assert policies.kept_about(before.subject) == after
    assert policies.subjects_of_policies([policy.id]) == [before.subject]
    assert CoverDecision.objects.count() == 1
    policies.know_around(actor=actor(ANNA), now=NOW, about=after)
    assert CoverDecision.objects.count() == 1


def test_an_insurer_reads_the_facts_of_its_own_cases_only() -> None:
    policy = divers_policy(star())
    tell(about(policy), activity="diving")
    other = next(one.id for one in insurers.insurers() if one.id != policy.insurer_id)
    for insurer, count in ((policy.insurer_id, 1), (other, 0)):
        assert insurer
        with insurers.as_insurer(insurer):
            assert CoverInquiry.objects.count() == ToldFact.objects.count() == count


def test_once_forgotten_nothing_told_or_decided_can_be_read_nor_whose_policy_it_was() -> None:
    whose = about(divers_policy(star()))
    tell(whose, activity="diving")
    policies.forget_cover(subjects=[whose.subject], now=NOW)
    assert policies.standing_of(whose).said == ()
    row = CoverDecision.objects.get()
    assert (str(row.facts or ""), str(row.answer or ""), row.policy_id) == ("", "", None)
    assert CoverInquiry.objects.get().policy_id is None


def test_a_doctors_word_settles_what_only_a_doctor_can() -> None:
    whose = about(divers_policy(star()))
    tell(whose, can_wait="no")
    assert state_of(whose, "can_wait") is State.UNSETTLED
    policies.tell_facts(
        actor=actor(BORIS),
        now=NOW,
        about=whose,
        told=[policies.Told("can_wait", "no", policies.Source.MEDICAL_DEPARTMENT)],
        seen=9,
    )
    assert state_of(whose, "can_wait") is State.KNOWN
