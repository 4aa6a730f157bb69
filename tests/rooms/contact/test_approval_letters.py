"""Above our authority the insurer is asked by letter: prepared, read, sent by a person, answered, with its clock."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from pharos.cases import api as cases
from pharos.cases.models import Promise
from pharos.contact.models import Contact, Conversation
from pharos.core.money import Money
from pharos.core.objections import Objected
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from pharos.journal.models import Entry
from pharos.mailroom import api as mailroom
from pharos.mailroom.models import Outgoing
from pharos.people import api as people
from pharos.policies import api as policies
from pharos.policies.models import InsurerApproval
from pharos.policies.refusals.rules.approvals import Asking, Step
from tests.cast import ANNA, SVETA, VERA, actor, hire
from tests.rooms.policies.refusing import BOUGHT, decision, star

pytestmark = pytest.mark.django_db
USED = BOUGHT + 'used: [{item: outpatient, amount: "300 EUR", within: incident}]\n'


def as_(who: dict[str, object], language: str = "en") -> Client:
    staff = hire(who)
    people.Staff.objects.filter(pk=staff.pk).update(language=language)
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def case() -> UUID:
    """A diver's case whose in-patient care is covered."""
    insurer = star()
    insured = cases.PartyFacts(role=cases.PartyRole.INSURED, name="Ковалёв Артём")
    registration = cases.Registration(insured=insured, insurer=insurer, complaint="Боль в ухе")
    return cases.register_case(actor=actor(ANNA), now=timezone.now(), registration=registration).id


def wanted(case: UUID, **facts: Any) -> policies.Wanted:
    made = decision(USED, case=case, now=timezone.now())
    told = {"items": ["inpatient"], "amount": Money(Decimal("7200"), "EUR"), "remark": "Two nights of oxygen."} | facts
    return policies.Wanted(decision=made, **told)


def prepared(case: UUID, **facts: Any) -> UUID:
    return policies.prepare_approval(actor=actor(ANNA), now=timezone.now(), wanted=wanted(case, **facts))


def send(approval: UUID, **changed: str) -> int:
    letter = policies.approval_letter(approval, "en", "26-000001")
    data = {"to": letter.addresses[0][0], "subject": letter.subject, "text": letter.text, "language": "en"}
    url = f"/approvals/{approval}/letter/"
    return as_(ANNA).post(url, {**data, "request_key": str(uuid4()), **changed}).status_code


def heard() -> None:
    journal.deliver("cases.approvals", now=timezone.now())


def state(approval: UUID) -> str:
    return InsurerApproval.objects.get(pk=approval).state


def test_within_our_authority_nobody_is_asked_and_a_cent_above_it_is(case):
    with pytest.raises(Objected, match="approval_not_needed"):
        prepared(case, amount=Money(Decimal("4700.00"), "EUR"))
    row = InsurerApproval.objects.get(pk=prepared(case, amount=Money(Decimal("4700.01"), "EUR")))
    assert (row.why, row.before, row.authority) == ("authority", Decimal(300), Decimal(5000))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"items": []}, "approval_no_item"),
        ({"items": ["hotel"]}, "approval_no_item"),
        ({"amount": Money(Decimal(0), "EUR")}, "approval_amount"),
        ({"amount": Money(Decimal(9000), "USD")}, "approval_currency"),
        ({"due_at": timezone.now() - timedelta(minutes=1)}, "approval_past"),
    ],
)
def test_what_cannot_be_asked_is_said(case, changed, code):
    with pytest.raises(Objected, match=code):
        prepared(case, **changed)
    assert not InsurerApproval.objects.exists()


def test_one_item_is_asked_about_once_at_a_time_and_only_on_the_newest_decision(case):
    first = wanted(case)
    policies.prepare_approval(actor=actor(ANNA), now=timezone.now(), wanted=first)
    with pytest.raises(Objected, match="approval_running"):
        policies.prepare_approval(actor=actor(ANNA), now=timezone.now(), wanted=first)
    decision(BOUGHT, case=case, now=timezone.now())
    with pytest.raises(Objected, match="refusal_stale"):
        policies.prepare_approval(actor=actor(ANNA), now=timezone.now(), wanted=first)
    with pytest.raises(Objected, match="refusal_no_permission"):
        policies.prepare_approval(actor=actor(VERA), now=timezone.now(), wanted=first)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("26-000001", "treatment in hospital", "€7,200.00", "€300.00 + €7,200.00 = €7,500.00", "€2,500.00 more",
                "Two nights of oxygen.", "Please answer by", "Medical care and transport to it are insured.", "1.1")),
        ("ru", ("26-000001", "лечение в стационаре", "7 200,00 €", "300,00 € + 7 200,00 € = 7 500,00 €", "2 500,00 €",
                "Просим ответить до", "Застрахованы медицинская помощь", "1.1")),
    ],
)  # fmt: skip
def test_the_letter_says_why_what_how_much_by_which_clause_and_by_when(case, language, words):
    letter = policies.approval_letter(prepared(case), language, "26-000001")
    text = letter.text.replace("\xa0", " ").replace("\u202f", " ")
    for word in words:
        assert word in text, word
    assert letter.addresses


def test_a_person_sends_it_once_and_the_clock_of_the_answer_begins(case):
    approval = prepared(case)
    page = as_(ANNA).get(f"/approvals/{approval}/letter/")
    assert "7" in page.content.decode()
    assert Outgoing.objects.count() == 0
    assert send(approval) == 302
    assert state(approval) == Asking.SENT
    sent = Outgoing.objects.get().letter
    conversation = Conversation.objects.get(case=case)
    assert (conversation.correspondent, conversation.insurer_id) == ("insurer", star())
    assert Contact.objects.get(conversation=conversation).letter_id == sent.id
    heard()
    due = InsurerApproval.objects.get(pk=approval).due_at
    assert Promise.objects.get(case=case, kind="insurer_answer").due_at == due
    kinds = Entry.objects.filter(type__in=["contact.LetterWritten", "policies.ApprovalSent"]).values_list(
        "type", flat=True
    )
    assert sorted(kinds) == ["contact.LetterWritten", "policies.ApprovalSent"]
    assert send(approval) == 409
    assert Outgoing.objects.count() == 1, "nothing half-done"


def test_the_letter_goes_from_the_insurers_own_address_with_the_cases_tag(case):
    send(prepared(case))
    letter = mailroom.letter(Outgoing.objects.get().letter_id)
    number = cases.case_lines([case], medical=False)[0].number
    assert number in letter.subject
    assert letter.sender.email == insurers.sender_address(star(), "en").address


def answer(approval: UUID, step: Step, amount: str = "", note: str = "") -> int:
    data = {"answer": step, "amount": amount, "note": note, "request_key": str(uuid4())}
    return as_(ANNA).post(f"/policies/approvals/{approval}/", data).status_code


def test_an_approval_with_its_amount_ends_the_wait(case):
    approval = prepared(case)
    assert answer(approval, Step.APPROVE, "6500") == 409, "nothing was sent yet"
    send(approval)
    heard()
    assert answer(approval, Step.APPROVE) == 409
    assert answer(approval, Step.APPROVE, "6500", "By telephone, Mr Orlov") == 302
    row = InsurerApproval.objects.get(pk=approval)
    assert (row.state, row.approved, row.answer) == (Asking.APPROVED, Decimal(6500), "By telephone, Mr Orlov")
    heard()
    assert Promise.objects.get(case=case, kind="insurer_answer").stopped_at is not None
    shown = as_(SVETA).get(f"/policies/approvals/{approval}/").content.decode()
    assert "6,500.00" in shown
    assert "Mr Orlov" in shown


def test_a_question_of_the_insurers_is_answered_in_the_thread_and_the_clock_begins_anew(case):
    approval = prepared(case)
    send(approval)
    assert answer(approval, Step.ASK, note="What did the doctor find?") == 302
    assert state(approval) == Asking.ASKS
    assert send(approval, text="A burst eardrum.") == 302
    assert state(approval) == Asking.SENT
    assert Conversation.objects.filter(case=case).count() == 1
    assert answer(approval, Step.REFUSE, note="The wording says no.") == 302
    assert state(approval) == Asking.REFUSED


def test_a_request_that_is_not_needed_is_taken_back(case):
    approval = prepared(case)
    url = f"/policies/approvals/{approval}/back/"
    assert as_(ANNA).post(url, {"request_key": str(uuid4())}).status_code == 302
    assert state(approval) == Asking.WITHDRAWN


def test_the_list_of_what_insurers_are_asked_shows_the_clock(case):
    approval = prepared(case)
    send(approval)
    page = as_(SVETA).get("/policies/refusals/?tab=insurer").content.decode()
    assert str(approval) in page
    assert "the insurer is asked" in page
    assert as_(VERA).get(f"/policies/approvals/{approval}/").status_code == 403
