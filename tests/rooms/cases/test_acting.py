"""What may be done to a case, action by action."""

from uuid import UUID

import pytest

from pharos.cases import api as cases
from pharos.cases.models import Note, Promise
from pharos.core.actor import Actor
from pharos.core.ids import new_id
from pharos.core.objections import Objected
from pharos.insurers.api import InsurerRowSecurity  # noqa: F401  the door of the guard these rows stand behind
from pharos.journal import api as journal
from pharos.policies.models import Policy
from tests.cast import ANNA, BORIS, GLEB, NOW, OLEG, SVETA, actor, hire
from tests.rooms.cases.stage import doctor_releases, insurer, later, promise, register, registered_to, row

pytestmark = pytest.mark.django_db


def told(case_id: UUID) -> list[str]:
    return [entry.type.removeprefix("cases.") for entry in reversed(journal.entries([case_id], limit=500))]


def test_of_two_who_claim_the_second_learns_who_was_first() -> None:
    case_id = register()
    cases.claim(actor=actor(ANNA), now=NOW, case_id=case_id, staff_id=hire(ANNA).pk)
    with pytest.raises(Objected) as caught:
        cases.claim(actor=actor(OLEG), now=NOW, case_id=case_id, staff_id=hire(OLEG).pk)
    (objection,) = caught.value.objections
    assert (objection.code, objection.facts) == ("already_claimed", {"staff": hire(ANNA).pk})


def test_claiming_ones_own_case_again_changes_and_tells_nothing() -> None:
    case_id = registered_to(ANNA)
    before = told(case_id)
    cases.claim(actor=actor(ANNA), now=later(minutes=1), case_id=case_id, staff_id=hire(ANNA).pk)
    assert (row(case_id).claimed_at, told(case_id)) == (NOW, before)


def test_the_next_case_to_claim_is_the_most_pressing_one_nobody_has() -> None:
    calm, pressing, taken = register(), register(call_back=True), registered_to(OLEG, call_back=True)
    claimed = [cases.claim_next(actor=actor(ANNA), now=NOW, staff_id=hire(ANNA).pk) for _ in range(3)]
    assert claimed == [pressing, calm, None]
    assert row(taken).owner == hire(OLEG)


def test_a_finished_case_is_not_claimed() -> None:
    case_id = register()
    cases.cancel(actor=actor(ANNA), now=NOW, case_id=case_id, reason="duplicate")
    with pytest.raises(Objected, match="case_finished"):
        cases.claim(actor=actor(OLEG), now=NOW, case_id=case_id, staff_id=hire(OLEG).pk)


def test_a_case_is_released_by_its_owner_or_the_supervisor_and_nobody_else() -> None:
    case_id = registered_to(ANNA)
    with pytest.raises(Objected, match="owned_by_other"):
        cases.release(actor=actor(OLEG), now=NOW, case_id=case_id, permissions=hire(OLEG).permissions)
    cases.release(actor=actor(SVETA), now=NOW, case_id=case_id, permissions=hire(SVETA).permissions)
    assert row(case_id).owner is None
    with pytest.raises(Objected, match="not_owned"):
        cases.release(actor=actor(ANNA), now=NOW, case_id=case_id)


def test_a_case_is_handed_over_with_its_note_to_somebody_who_works_cases() -> None:
    case_id = registered_to(ANNA)
    cases.hand_over(actor=actor(ANNA), now=NOW, case_ids=[case_id], staff_id=hire(OLEG).pk, note="Ждёт такси в 04:00")
    note = Note.objects.get()
    assert (row(case_id).owner, note.text, note.passes_on) == (hire(OLEG), "Ждёт такси в 04:00", True)
    for stranger in (hire(GLEB).pk, 999_999):
        with pytest.raises(Objected, match="staff_cannot"):
            cases.hand_over(actor=actor(OLEG), now=NOW, case_ids=[case_id], staff_id=stranger)


def test_a_wait_stops_the_chosen_clocks_comes_up_by_itself_and_gives_them_back() -> None:
    case_id = registered_to(ANNA, call_back=True)
    call_back = promise(case_id, "call_back")
    cases.wait_for(
        actor=actor(ANNA), now=later(minutes=5), case_id=case_id, waits_for="clinic", until=later(minutes=65),
        pausing=[call_back.id],
    )  # fmt: skip
    assert (row(case_id).status, row(case_id).next_due_at) == ("waiting", later(minutes=65))
    cases.resume(actor=actor(ANNA), now=later(minutes=35), case_id=case_id)
    call_back.refresh_from_db()
    assert (call_back.due_at, call_back.paused_at) == (later(minutes=45), None)
    assert row(case_id).next_due_at == later(minutes=45)


def test_a_clock_paused_for_a_reason_of_its_own_stays_paused_after_the_wait() -> None:
    case_id = registered_to(ANNA, call_back=True)
    own = promise(case_id, "call_back").id
    cases.pause_promise(actor=actor(ANNA), now=NOW, promise_id=own, reason="no_line")
    cases.wait_for(actor=actor(ANNA), now=NOW, case_id=case_id, waits_for="clinic", until=later(hours=1), pausing=[own])
    cases.resume(actor=actor(ANNA), now=later(minutes=1), case_id=case_id)
    assert promise(case_id, "call_back").pause_reason == "no_line"


def test_closing_objects_to_everything_at_once_and_changes_nothing() -> None:
    case_id = registered_to(ANNA, call_back=True)
    with pytest.raises(Objected) as caught:
        cases.close(actor=actor(ANNA), now=NOW, case_id=case_id, outcome="")
    assert [o.code for o in caught.value.objections] == ["outcome_needed", "holds_open", "promises_open"]
    assert caught.value.objections[2].facts["kinds"] == ("call_back", "confirm_policy")
    assert row(case_id).status == "in_work"


def test_the_doctors_release_keeps_the_promise_of_the_review_and_opens_the_way_to_closing() -> None:
    case_id = registered_to(ANNA)
    cases.keep_promise(actor=actor(ANNA), now=NOW, promise_id=promise(case_id, "confirm_policy").id)
    with pytest.raises(Objected, match="hold_not_yours"):
        hold = row(case_id).holds.get()
        cases.release_hold(actor=actor(ANNA), now=NOW, hold_id=hold.id, permissions=hire(ANNA).permissions)
    doctor_releases(case_id, actor(BORIS))
    assert promise(case_id, "medical_review").stopped_at == NOW
    cases.close(actor=actor(ANNA), now=later(hours=1), case_id=case_id, outcome="help_given")
    case = row(case_id)
    assert (case.status, case.outcome, case.closed_at, case.next_due_at) == (
        "closed", "help_given", later(hours=1), None,
    )  # fmt: skip


def test_a_review_is_not_ended_by_keeping_or_withdrawing_its_promise() -> None:
    review = promise(register(), "medical_review").id
    with pytest.raises(Objected, match="promise_of_hold"):
        cases.keep_promise(actor=actor(ANNA), now=NOW, promise_id=review)
    with pytest.raises(Objected, match="promise_of_hold"):
        cases.withdraw_promise(actor=actor(ANNA), now=NOW, promise_id=review, reason="not_needed")


def test_cancelling_withdraws_what_was_promised_and_lets_the_review_lapse() -> None:
    case_id = register(call_back=True)
    cases.cancel(actor=actor(ANNA), now=NOW, case_id=case_id, reason="duplicate")
    hold = row(case_id).holds.get()
    assert (hold.lapsed, hold.released_at) == (True, NOW)
    assert set(Promise.objects.values_list("withdrawn", "withdraw_reason")) == {(True, "case_cancelled")}


def test_a_bill_forbids_cancelling() -> None:
    case_id = register()
    cases.place_hold(actor=Actor.system("bills"), now=NOW, case_id=case_id, kind=cases.HoldKind.BILL_UNSETTLED)
    with pytest.raises(Objected, match="holds_open"):
        cases.cancel(actor=actor(ANNA), now=NOW, case_id=case_id, reason="duplicate")


def test_two_bills_hold_a_case_twice_and_the_same_bill_only_once() -> None:
    case_id, bill = register(), new_id()
    place = {"actor": Actor.system("bills"), "now": NOW, "case_id": case_id, "kind": cases.HoldKind.BILL_UNSETTLED}
    cases.place_hold(**place, subject=bill)  # type: ignore[arg-type]
    cases.place_hold(**place, subject=new_id())  # type: ignore[arg-type]
    with pytest.raises(Objected, match="hold_already_placed"):
        cases.place_hold(**place, subject=bill)  # type: ignore[arg-type]


def test_a_reopened_case_belongs_to_nobody_and_comes_up_in_half_an_hour() -> None:
    case_id = registered_to(ANNA)
    cases.cancel(actor=actor(ANNA), now=NOW, case_id=case_id, reason="mistake")
    cases.reopen(actor=actor(ANNA), now=later(hours=1), case_id=case_id, reason="new_contact")
    case = row(case_id)
    assert (case.status, case.owner, case.next_due_at) == ("reopened", None, later(minutes=90))
    assert case.holds.get(released_at=None).kind == "medical_review"


def test_a_reviewed_case_that_is_reopened_owes_no_second_review() -> None:
    case_id = registered_to(ANNA)
    doctor_releases(case_id, actor(BORIS))
    cases.keep_promise(actor=actor(ANNA), now=NOW, promise_id=promise(case_id, "confirm_policy").id)
    cases.close(actor=actor(ANNA), now=NOW, case_id=case_id, outcome="advice_given")
    cases.reopen(actor=actor(ANNA), now=later(hours=1), case_id=case_id, reason="bill")
    assert not row(case_id).holds.filter(released_at=None).exists()


def test_a_policy_found_later_keeps_what_was_told_moves_every_row_and_ends_the_promise() -> None:
    company = insurer("SZ")
    policy = Policy.objects.create(
        insurer=company, number="SZ-2018-004512", number_key="SZ2018004512", created_at=NOW, changed_at=NOW
    )
    case_id = register(told=cases.PolicyTold(number="СЗ 2018 4512", holder="муж"))
    cases.add_note(actor=actor(ANNA), now=NOW, case_id=case_id, text="звонил муж")
    cases.confirm_policy(actor=actor(ANNA), now=later(minutes=5), case_id=case_id, policy_id=policy.id)
    case = row(case_id)
    assert (case.policy_state, case.insurer, case.policy_number) == ("confirmed", company, "SZ-2018-004512")
    assert (case.told_number, case.told_holder) == ("СЗ 2018 4512", "муж")
    assert promise(case_id, "confirm_policy").stopped_at == later(minutes=5)
    rows = [*case.parties.all(), *case.holds.all(), *case.promises.all(), *case.notes.all(), *case.words.all()]
    assert {r.insurer_id for r in rows} == {company.id}
    assert [line.id for line in cases.open_cases_for(policy_id=policy.id)] == [case_id]
    with pytest.raises(Objected, match="policy_other_insurer"):
        cases.change_details(
            actor=actor(ANNA), now=NOW, case_id=case_id, seen={"insurer_id": company.id}, wanted={"insurer_id": None}
        )
    cases.unlink_policy(actor=actor(ANNA), now=later(minutes=6), case_id=case_id)
    case = row(case_id)
    assert (case.policy_state, case.policy_number, case.insurer) == ("as_told", "СЗ 2018 4512", None)
    assert promise(case_id, "confirm_policy").stopped_at is None
