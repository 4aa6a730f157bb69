"""A refusal needs a second person, who has seen what it rests on; and whatever happens to it is written once."""

import json
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal.models import Entry
from pharos.policies.models import CoverDecision, Refusal, RefusalStep
from pharos.policies.refusals.actions import acting
from pharos.policies.refusals.actions.proposing import propose
from pharos.policies.refusals.rules.states import State
from pharos.policies.refusals.telling import read
from tests.cast import ANNA, BORIS, NOW, OLEG, SVETA, VERA, actor, hire
from tests.racing import in_threads
from tests.rooms.policies.refusing import CASE, DEEPER, DRUNK, ITEMS, LATER, REFUSED, decision, proposed, row

pytestmark = pytest.mark.django_db


def told(*kinds: str) -> list[str]:
    rows = Entry.objects.filter(type__startswith="policies.Refusal").order_by("position")
    return [one.type.removeprefix("policies.Refusal") for one in rows if not kinds or one.type in kinds]


def standing_decision() -> UUID:
    return CoverDecision.objects.get(case_id=CASE, replaced_by=None).id


def sign(refusal: UUID, who: dict[str, object] = SVETA, *, seen: UUID | None = None) -> None:
    acting.sign(actor=actor(who), now=LATER, refusal_id=refusal, seen=seen or standing_decision())


def test_a_proposal_keeps_the_texts_in_both_languages_and_waits():
    refusal = row(proposed(remark="The instructor is not on the boat's list."))
    assert (refusal.state, refusal.waits_since, refusal.items) == (State.PROPOSED, NOW, ["outpatient", "inpatient"])
    texts = read(str(refusal.texts))
    assert "Дайвинг не застрахован" in texts["ru"].traveller
    assert "2.2" in texts["ru"].traveller
    assert "Diving is not insured" in texts["en"].insurer
    assert "We are checking whether your insurance pays for out-patient care" in texts["en"].saying
    assert "dental" not in texts["en"].traveller
    assert told() == ["Proposed"]


def test_a_second_person_signs_and_is_named():
    refusal = proposed()
    sign(refusal)
    signed = row(refusal)
    assert (signed.state, signed.signed_by_id, signed.signed_at, signed.waits_since) == (
        State.SIGNED, hire(SVETA).pk, LATER, None,
    )  # fmt: skip
    assert signed.signed_on_id == signed.decision_id
    assert told() == ["Proposed", "Signed"]


def test_whoever_proposed_never_signs_it_though_he_may_sign_others():
    made = decision()
    refusal = propose(actor=actor(SVETA), now=NOW, decision_id=made, items=["dental"])
    with pytest.raises(Objected, match="refusal_own_proposal"):
        sign(refusal, SVETA)
    sign(refusal, BORIS)
    assert row(refusal).state == State.SIGNED


def test_the_database_itself_knows_no_refusal_signed_by_whoever_proposed_it():
    refusal = row(proposed())
    with pytest.raises(IntegrityError, match="policies_refusal_two_persons"), transaction.atomic():
        Refusal.objects.filter(pk=refusal.id).update(
            state="signed", signed_by=refusal.proposed_by_id, signed_at=NOW, signed_on=refusal.decision_id,
            waits_since=None,
        )  # fmt: skip


@pytest.mark.parametrize("who", [ANNA, OLEG, VERA], ids=["proposer", "operator", "inspector"])
def test_nobody_signs_without_the_permission_by_whatever_door(who):
    refusal = proposed()
    with pytest.raises(Objected, match="refusal_no_permission"):
        sign(refusal, who)
    with pytest.raises(Objected, match="refusal_no_permission"):
        acting.sign(actor=Actor.system("job"), now=LATER, refusal_id=refusal, seen=standing_decision())
    assert row(refusal).state == State.PROPOSED


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_at_one_moment_one_has_signed():
    refusal, seen = proposed(), standing_decision()
    works: list[Callable[[], None]] = [
        lambda who=who: acting.sign(actor=who, now=LATER, refusal_id=refusal, seen=seen)
        for who in (actor(SVETA), actor(BORIS))
    ]
    (raised,) = in_threads(*works)
    assert isinstance(raised, Objected)
    assert raised.objections[0].code == "refusal_not_now"
    assert RefusalStep.objects.filter(refusal=refusal, act="sign").count() == 1
    assert told() == ["Proposed", "Signed"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_propose_the_same_at_one_moment_one_has_proposed():
    made = decision()
    works: list[Callable[[], UUID]] = [
        lambda who=who: propose(actor=who, now=NOW, decision_id=made, items=["dental"])
        for who in (actor(ANNA), actor(OLEG))
    ]
    (raised,) = in_threads(*works)
    assert isinstance(raised, Objected)
    assert raised.objections[0].code == "refusal_already"


def test_a_signer_asks_the_proposer_answers_and_then_it_is_signed():
    refusal = proposed()
    acting.ask_back(actor=actor(SVETA), now=LATER, refusal_id=refusal, question="Who says he was alone?")
    with pytest.raises(Objected, match="refusal_question_open"):
        sign(refusal)
    with pytest.raises(Objected, match="refusal_reason_missing"):
        acting.answer_back(actor=actor(ANNA), now=LATER, refusal_id=refusal, answer=" ")
    acting.answer_back(actor=actor(ANNA), now=LATER, refusal_id=refusal, answer="The clinic.")
    sign(refusal)
    assert told() == ["Proposed", "AskedBack", "Answered", "Signed"]
    reasons = [step.reason for step in RefusalStep.objects.filter(refusal=refusal)]
    assert reasons == ["Who says he was alone?", "The clinic.", None]


def test_declining_and_withdrawing_say_why_and_end_it():
    first, second = proposed(["dental"]), propose(
        actor=actor(ANNA), now=NOW, decision_id=standing_decision(), items=["transport"]
    )  # fmt: skip
    with pytest.raises(Objected, match="refusal_reason_missing"):
        acting.decline(actor=actor(SVETA), now=LATER, refusal_id=first, reason="")
    acting.decline(actor=actor(SVETA), now=LATER, refusal_id=first, reason="It can wait for the clinic's word.")
    acting.withdraw(actor=actor(ANNA), now=LATER, refusal_id=second, reason="I took the wrong item.")
    assert [row(one).state for one in (first, second)] == [State.DECLINED, State.WITHDRAWN]
    with pytest.raises(Objected, match="refusal_not_now"):
        sign(first)
    propose(actor=actor(ANNA), now=LATER, decision_id=standing_decision(), items=["dental"])


def test_what_a_signer_did_not_see_he_does_not_sign():
    refusal, seen = proposed(), standing_decision()
    decision(DEEPER, now=LATER)
    with pytest.raises(Objected, match="refusal_stale"):
        sign(refusal, seen=seen)
    sign(refusal)
    signed = row(refusal)
    assert signed.signed_on_id == standing_decision() != signed.decision_id


def test_what_is_refused_by_other_clauses_now_is_not_signed_by_the_old_ones():
    refusal = proposed()
    decision(DRUNK, now=LATER)
    with pytest.raises(Objected, match="refusal_outcome_changed"):
        sign(refusal)


def test_only_what_the_newest_decision_refuses_can_be_proposed():
    old = decision()
    with pytest.raises(Objected, match="refusal_nothing_refused"):
        propose(actor=actor(ANNA), now=NOW, decision_id=old, items=[])
    with pytest.raises(Objected, match="refusal_nothing_refused"):
        propose(actor=actor(ANNA), now=NOW, decision_id=old, items=["dental", "hotel"])
    with pytest.raises(Objected, match="refusal_no_permission"):
        propose(actor=actor(VERA), now=NOW, decision_id=old, items=["dental"])
    decision(DEEPER, now=LATER)
    with pytest.raises(Objected, match="refusal_stale"):
        propose(actor=actor(ANNA), now=LATER, decision_id=old, items=["dental"])
    assert not Refusal.objects.exists()


def test_an_item_is_refused_once_at_a_time():
    proposed(["dental", "transport"])
    with pytest.raises(Objected, match="refusal_already"):
        propose(actor=actor(OLEG), now=NOW, decision_id=standing_decision(), items=["transport", "inpatient"])
    propose(actor=actor(OLEG), now=NOW, decision_id=standing_decision(), items=["inpatient"])


@pytest.mark.parametrize(
    "statement",
    [
        "update policies_refusal set items = '{dental}'",
        "update policies_refusal set texts = null",
        "update policies_refusal set state = 'proposed', waits_since = proposed_at",
        "update policies_refusal set signed_by_id = null, signed_at = null, signed_on_id = null, state = 'reversed'",
        "delete from policies_refusal",
        "update policies_refusalstep set at = now()",
        "delete from policies_refusalstep",
    ],
)
def test_what_was_signed_cannot_be_written_over(statement):
    refusal = proposed()
    sign(refusal)
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_events_hold_no_word_of_what_is_refused():
    refusal = proposed(remark="тайна больного")
    sign(refusal)
    payloads = json.dumps([entry.payload for entry in Entry.objects.all()], ensure_ascii=False)
    for word in (*ITEMS, "2.2", "тайна", "diving", "activity"):
        assert f'"{word}' not in payloads, word


def test_a_refusal_that_is_not_there_is_not_signed():
    decision()
    with pytest.raises(Refusal.DoesNotExist):
        sign(uuid4())
    assert REFUSED
