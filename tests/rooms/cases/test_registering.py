"""A case is born: with what is known, owing a review, and help never waits."""

from uuid import UUID

import pytest

from pharos.cases import api as cases
from pharos.cases.models import Case, Hold, Party, Promise
from pharos.core.ids import new_id
from pharos.core.objections import Objected
from pharos.core.urgency import Urgency
from pharos.events import cases as events
from pharos.journal import api as journal
from tests.cast import ANNA, NOW, actor, hire
from tests.rooms.cases.stage import KOVALEV, insurer, later, promise, register, row

pytestmark = pytest.mark.django_db


def told(case_id: UUID) -> list[str]:
    return [entry.type.removeprefix("cases.") for entry in reversed(journal.entries([case_id]))]


def test_a_case_is_registered_with_its_number_hold_promises_and_parties() -> None:
    caller = cases.PartyFacts(role=cases.PartyRole.CALLER, name="Ковалёва Ольга", relation="жена")
    case_id = register(others=(caller,), call_back=True, told=cases.PolicyTold(number="SZ-2018-004512"))
    case = row(case_id)
    assert case.number == "26-000001"
    assert case.phone == "+79165554218"
    assert case.complaint == "Боль в ухе после погружения"
    assert (case.policy_state, case.policy_number) == ("as_told", "SZ-2018-004512")
    assert list(Hold.objects.values_list("kind", "placed_by")) == [("medical_review", str(actor(ANNA)))]
    assert {p.kind for p in Promise.objects.all()} == {"medical_review", "confirm_policy", "call_back"}
    assert sorted(Party.objects.values_list("role", "name")) == [
        ("caller", "Ковалёва Ольга"),
        ("insured", "Ковалёв Артём Сергеевич"),
    ]
    assert case.next_due_at == later(minutes=15) == promise(case_id, "call_back").due_at
    assert told(case_id) == ["CaseRegistered", "HoldPlaced", "PromiseMade", "PromiseMade", "PromiseMade"]


def test_nothing_known_is_enough_to_register_a_case() -> None:
    found = cases.register_case(actor=actor(ANNA), now=NOW, registration=cases.Registration())
    case = row(found.id)
    assert (case.person_name, case.phone, case.policy_state, case.status) == ("", "", "none", "registered")
    assert case.next_due_at is not None


def test_a_call_back_by_the_agreed_hour() -> None:
    case_id = register(call_back_by=later(hours=3))
    found = promise(case_id, "call_back")
    assert (found.due_at, found.rule) == (later(hours=3), "agreed")


def test_a_call_back_promised_for_the_past_is_refused_and_nothing_is_left() -> None:
    with pytest.raises(Objected, match="promise_due_past"):
        register(call_back_by=NOW)
    assert not Case.objects.exists()


def test_an_operator_who_registers_for_himself_has_the_case() -> None:
    case = row(register(owner=hire(ANNA).pk))
    assert case.owner == hire(ANNA)
    assert told(case.id)[-1] == "CaseClaimed"


def test_a_number_that_cannot_be_read_is_kept_as_it_was_written() -> None:
    strange = cases.PartyFacts(role="insured", name="X", phone="стойка, спросить Мехмета")
    assert row(register(insured=strange)).phone == "стойка, спросить Мехмета"


def test_numbers_begin_again_each_year() -> None:
    register()
    assert row(register(now=NOW.replace(year=2027))).number == "27-000001"
    assert row(register()).number == "26-000002"


def test_the_journal_learns_nothing_of_the_person_or_the_complaint() -> None:
    case_id = register(circumstances="упал с мотороллера", urgency=Urgency.AMBULANCE)
    told_of = " ".join(entry.payload for entry in journal.entries([case_id]))
    for secret in ("Ковал", "ухе", "мотороллер", "916555", "555-42", "ambulance"):
        assert secret not in told_of


def test_an_outer_transaction_that_fails_takes_the_case_with_it() -> None:
    def fails() -> None:
        with journal.transaction(actor=actor(ANNA), now=NOW):
            register()
            raise LookupError

    with pytest.raises(LookupError):
        fails()
    assert not Case.objects.exists()
    assert not journal.entries(types=[events.CaseRegistered])
    assert row(register()).number == "26-000001"


def test_every_row_of_a_case_belongs_to_its_insurer() -> None:
    company = insurer()
    case = row(register(insurer=company.id))
    rows = [case, *case.parties.all(), *case.holds.all(), *case.promises.all(), *case.words.all()]
    assert {r.insurer_id for r in rows} == {company.id}


def test_open_cases_are_found_by_any_number_around_them_by_person_and_by_nothing_else() -> None:
    caller = cases.PartyFacts(role=cases.PartyRole.CALLER, phone="+7 916 111-22-33")
    case_id = register(others=(caller,), call_back_phone="+20 65 3440000")
    for phone in ("+79165554218", "+79161112233", "+20653440000"):
        assert [line.id for line in cases.open_cases_for(phone=phone)] == [case_id], phone
    assert [line.id for line in cases.open_cases_for(person_key=row(case_id).person_key)] == [case_id]
    assert cases.open_cases_for(phone="+79160000000", person_key="ivanov", policy_id=new_id()) == []
    assert cases.open_cases_for() == []


def test_a_case_that_ended_is_no_open_case_of_the_caller() -> None:
    case_id = register()
    cases.cancel(actor=actor(ANNA), now=NOW, case_id=case_id, reason="duplicate")
    assert cases.open_cases_for(phone=KOVALEV.phone) == []
