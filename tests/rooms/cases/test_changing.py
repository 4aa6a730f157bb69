"""What is known of a case changes: urgency, notes, persons, promises, policies."""

from datetime import date
from uuid import UUID

import pytest

from pharos.cases import api as cases
from pharos.cases.models import Hold, Note, Promise
from pharos.cases.rules.clocks import Heard, watch
from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.core.urgency import Urgency
from pharos.insurers.api import InsurerRowSecurity  # noqa: F401  the door of the guard these rows stand behind
from pharos.journal import api as journal
from pharos.policies.models import InsuredPerson, Policy
from tests.cast import ANNA, NOW, actor
from tests.rooms.cases.stage import insurer, later, promise, register, registered_to, row

pytestmark = pytest.mark.django_db


def test_software_raises_the_urgency_and_only_a_person_lowers_it() -> None:
    case_id = register(urgency=Urgency.URGENT)
    machine = {"actor": Actor.system("triage"), "now": NOW, "case_id": case_id}
    cases.set_urgency(**machine, urgency=Urgency.AMBULANCE)  # type: ignore[arg-type]
    with pytest.raises(Objected, match="urgency_lowered_by_machine"):
        cases.set_urgency(**machine, urgency=Urgency.ROUTINE, reason="mistake")  # type: ignore[arg-type]
    with pytest.raises(Objected, match="reason_needed"):
        cases.set_urgency(actor=actor(ANNA), now=NOW, case_id=case_id, urgency=Urgency.ROUTINE)
    cases.set_urgency(actor=actor(ANNA), now=NOW, case_id=case_id, urgency=Urgency.ROUTINE, reason="reassessed")
    assert row(case_id).urgency == Urgency.ROUTINE


def test_a_low_urgency_counts_as_asked_for_only_when_a_person_says_so() -> None:
    case_id = register()
    cases.set_urgency(actor=Actor.system("triage"), now=NOW, case_id=case_id, urgency=Urgency.URGENT)
    assert not row(case_id).urgency_asked
    before = journal.position()
    for _twice in range(2):
        cases.set_urgency(actor=actor(ANNA), now=NOW, case_id=case_id, urgency=Urgency.URGENT)
    assert row(case_id).urgency_asked
    assert [one.type for one in journal.entries_after(before, limit=9)] == ["cases.UrgencyConfirmed"]


def test_a_note_is_sealed_and_an_empty_one_refused() -> None:
    case_id = register()
    note = cases.add_note(actor=actor(ANNA), now=NOW, case_id=case_id, text=" дочь едет ")
    assert Note.objects.get(pk=note).text == "дочь едет"
    with pytest.raises(Objected, match="note_empty"):
        cases.add_note(actor=actor(ANNA), now=NOW, case_id=case_id, text=" \n ")


def test_renaming_the_insured_person_renames_the_case_its_party_and_its_search_words() -> None:
    case_id = register()
    cases.change_details(
        actor=actor(ANNA), now=NOW, case_id=case_id,
        seen={"person_name": row(case_id).person_name}, wanted={"person_name": "Щербакова Юлия"},
    )  # fmt: skip
    case = row(case_id)
    assert case.parties.get(role="insured").name == "Щербакова Юлия"
    assert [line.id for line in cases.search("shcherbak", year=2026)] == [case_id]
    assert cases.search("ковалев", year=2026) == []
    cases.change_party(
        actor=actor(ANNA), now=NOW, party_id=case.parties.get(role="insured").id,
        facts=cases.PartyFacts(role="insured", name="Щербакова Юлия Львовна"),
    )  # fmt: skip
    assert row(case_id).person_name == "Щербакова Юлия Львовна"


def test_parties_keep_their_roles_in_order() -> None:
    case_id = register()
    with pytest.raises(Objected, match="role_taken"):
        cases.add_party(actor=actor(ANNA), now=NOW, case_id=case_id, facts=cases.PartyFacts(role="insured", name="X"))
    with pytest.raises(Objected, match="name_needed"):
        cases.add_party(actor=actor(ANNA), now=NOW, case_id=case_id, facts=cases.PartyFacts(role="clinic"))
    insured = row(case_id).parties.get().id
    with pytest.raises(Objected, match="insured_stays"):
        cases.change_party(
            actor=actor(ANNA), now=NOW, party_id=insured, facts=cases.PartyFacts(role="clinic", name="X")
        )


def test_a_field_that_is_no_detail_cannot_be_slipped_in() -> None:
    case_id = register()
    for field in ("status", "owner_id", "policy_id", "number", "key_id"):
        with pytest.raises(ValueError, match=field):
            cases.change_details(
                actor=actor(ANNA), now=NOW, case_id=case_id, seen={field: None}, wanted={field: "closed"}
            )


def test_promises_go_through_their_acts_and_the_case_follows() -> None:
    case_id = register()
    made = cases.make_promise(
        actor=actor(ANNA), now=NOW, case_id=case_id, kind=cases.PromiseKind.ANSWER_LETTER, agreed=later(minutes=10)
    )
    assert row(case_id).next_due_at == later(minutes=10)
    cases.pause_promise(actor=actor(ANNA), now=later(minutes=4), promise_id=made, reason="clinic")
    assert row(case_id).next_due_at != later(minutes=10)
    cases.resume_promise(actor=actor(ANNA), now=later(minutes=30), promise_id=made)
    assert row(case_id).next_due_at == later(minutes=36)
    cases.move_promise(actor=actor(ANNA), now=later(minutes=30), promise_id=made, until=later(minutes=50))
    assert row(case_id).next_due_at == later(minutes=50)
    cases.keep_promise(actor=actor(ANNA), now=later(minutes=40), promise_id=made)
    with pytest.raises(Objected, match="promise_finished"):
        cases.keep_promise(actor=actor(ANNA), now=later(minutes=41), promise_id=made)


def test_a_review_and_a_confirmation_are_owed_only_once() -> None:
    case_id = register()
    again = cases.make_promise(
        actor=actor(ANNA), now=later(hours=1), case_id=case_id, kind=cases.PromiseKind.CONFIRM_POLICY
    )
    assert again == promise(case_id, "confirm_policy").id
    assert Promise.objects.filter(kind="confirm_policy").count() == 1


def test_the_columns_of_a_promise_are_what_the_journal_says() -> None:
    case_id = registered_to(ANNA, call_back=True)
    own = promise(case_id, "call_back").id
    cases.pause_promise(actor=actor(ANNA), now=later(minutes=3), promise_id=own, reason="no_line")
    cases.resume_promise(actor=actor(ANNA), now=later(minutes=1), promise_id=own)
    cases.keep_promise(actor=actor(ANNA), now=later(minutes=9), promise_id=own)
    heard = [
        Heard(entry.recorded_at, entry.event)
        for entry in reversed(journal.entries([case_id], limit=100))
        if getattr(entry.event, "promise", None) == own
    ]
    seen = watch(heard)
    assert seen is not None
    assert seen.clock == promise(case_id, "call_back").clock
    assert seen.heard_at == promise(case_id, "call_back").heard_at


def test_a_letter_from_abroad_and_long_after_restarts_no_clock() -> None:
    case_id = registered_to(ANNA, call_back=True)
    own = promise(case_id, "call_back").id
    cases.keep_promise(actor=actor(ANNA), now=NOW, promise_id=own)
    before = promise(case_id, "call_back").clock
    for refused in (cases.resume_promise, cases.keep_promise):
        with pytest.raises(Objected, match="promise_finished"):
            refused(actor=actor(ANNA), now=later(days=9), promise_id=own)
    assert promise(case_id, "call_back").clock == before


def in_register(number: str = "SZ-1", name: str = "Ковалёв Артём Сергеевич", code: str = "SZ") -> UUID:
    """A policy of the register with one person on it."""
    owner = insurer(code)
    key = number.replace("-", "")
    policy = Policy.objects.create(insurer=owner, number=number, number_key=key, created_at=NOW, changed_at=NOW)
    InsuredPerson.objects.create(
        policy=policy, insurer=owner, full_name=name, person_key="", birth_date=date(1992, 3, 4)
    )
    return policy.id


def test_unlinking_the_wrong_policy_gives_the_case_back_to_the_insurer_that_was_told() -> None:
    told, wrong = insurer("VG"), in_register()
    case_id = register(insurer=told.id, told=cases.PolicyTold(number="VG 7"))
    cases.confirm_policy(actor=actor(ANNA), now=NOW, case_id=case_id, policy_id=wrong)
    assert row(case_id).insurer == insurer("SZ")
    cases.unlink_policy(actor=actor(ANNA), now=NOW, case_id=case_id)
    case = row(case_id)
    assert (case.insurer, case.policy_state, case.policy_number) == (told, "as_told", "VG 7")
    assert set(Hold.objects.filter(case=case_id).values_list("insurer", flat=True)) == {told.id}


def test_unlinking_where_no_insurer_was_told_leaves_none() -> None:
    case_id = register(policy=in_register())
    cases.unlink_policy(actor=actor(ANNA), now=NOW, case_id=case_id)
    assert (row(case_id).insurer, row(case_id).policy_state) == (None, "none")


def test_a_birth_date_nobody_asked_for_comes_from_the_policy_where_the_name_fits() -> None:
    policy = in_register()
    assert row(register(policy=policy)).birth_date == date(1992, 3, 4)
    assert row(register(policy=policy, birth_date=date(1990, 1, 1))).birth_date == date(1990, 1, 1)
    wife = cases.PartyFacts(role="insured", name="Ковалёва Мария")
    assert row(register(policy=policy, insured=wife)).birth_date is None
    later_found = register()
    cases.confirm_policy(actor=actor(ANNA), now=NOW, case_id=later_found, policy_id=policy)
    assert row(later_found).birth_date == date(1992, 3, 4)
