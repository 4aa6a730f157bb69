"""Interviews and the case: a red flag raises it, the end writes to it, registering and forgetting take it along."""

from uuid import UUID

import pytest
from django.urls import reverse

from pharos.cases import api as cases
from pharos.clinical import api as clinical
from pharos.clinical.models import KeptInterview
from pharos.contact.actions import interviews
from pharos.contact.actions.forgetting import forget_person
from pharos.contact.actions.intake import Intake, register
from pharos.contact.queries.interviews import about, country_meant
from pharos.contact.rules.interviews import Of
from pharos.core.ids import new_id
from pharos.core.objections import Objected
from pharos.core.urgency import Urgency
from tests.cast import ANNA, BORIS, EGOR, NOW, OLEG, actor, hire
from tests.rooms.contact.letters import contact_of, deliver, letter, registered

pytestmark = pytest.mark.django_db


def begun(subject: UUID) -> UUID:
    told = clinical.Told(facts={"age": "58", "sex": "female", "opening": "тошнит"}, country="TR")
    return clinical.start_interview(actor=actor(ANNA), now=NOW, subject=subject, told=told)


def say(interview: UUID, case: UUID | None, answer: str, *, seen: int = 1, question: str = "awake") -> None:
    said = interviews.Said(interview, seen, question, answer)
    interviews.answer(actor=actor(ANNA), now=NOW, case_id=case, said=said)


def urgency(case: UUID) -> int:
    found = cases.case(case, medical=False)
    assert found
    return found.line.urgency


def test_a_red_flag_raises_the_case_at_once_and_taking_it_back_lowers_nothing():
    case = registered().id
    interview = begun(case)
    say(interview, case, "no")
    assert urgency(case) == Urgency.AMBULANCE
    clinical.take_back_answer(actor=actor(ANNA), now=NOW, interview_id=interview, seen=2)
    interviews.finish(actor=actor(ANNA), now=NOW, interview_id=interview, case_id=case, seen=3)
    assert urgency(case) == Urgency.AMBULANCE


def test_the_end_never_lowers_what_a_person_set():
    case = registered(urgency=Urgency.EMERGENCY).id
    interview = begun(case)
    interviews.finish(actor=actor(ANNA), now=NOW, interview_id=interview, case_id=case, seen=1)
    assert urgency(case) == Urgency.EMERGENCY


def test_an_objection_leaves_interview_and_case_as_they_were():
    case = registered().id
    interview = begun(case)
    with pytest.raises(Objected):
        say(interview, case, "no", seen=7)
    assert urgency(case) == Urgency.ROUTINE
    assert KeptInterview.objects.get().version == 1


def intake(**more: object) -> Intake:
    insured = cases.PartyFacts(role=cases.PartyRole.INSURED, name="Серова Ольга")
    return Intake(registration=cases.Registration(insured=insured), answers={}, staff=hire(ANNA).pk, **more)


def test_a_case_registered_during_an_interview_is_as_urgent_as_it_and_shows_it():
    conversation = contact_of(deliver(letter())).conversation_id
    say(begun(conversation), None, "no")
    case = register(actor=actor(ANNA), now=NOW, intake=intake(conversation=conversation))
    assert urgency(case.id) == Urgency.AMBULANCE
    known = about(Of.CONVERSATION, conversation, staff=hire(ANNA).pk, language="ru", today=NOW.date())
    assert (known.of, known.subject) == (Of.CASE, case.id)
    assert [line.question for line in clinical.interview_lines_about(known.subjects)] == [2]


def test_what_was_asked_for_an_intake_without_a_letter_becomes_the_cases():
    draft = new_id()
    say(begun(draft), None, "no")
    case = register(actor=actor(ANNA), now=NOW, intake=intake(draft=draft))
    assert urgency(case.id) == Urgency.AMBULANCE
    assert KeptInterview.objects.get().subject == case.id


def test_forgetting_the_person_destroys_the_interview():
    case = registered()
    begun(case.id)
    cases.cancel(actor=actor(ANNA), now=NOW, case_id=case.id, reason=cases.CancelReason.MISTAKE)
    forget_person(actor=actor(ANNA), now=NOW, case_id=case.id, number=case.number)
    assert not KeptInterview.objects.get().state


def test_a_doctor_reads_the_result_and_only_who_works_cases_asks(client):
    case = registered().id
    begun(case)
    address = reverse("contact:interview", args=["case", case])
    for person, page, card in ((ANNA, 200, 200), (BORIS, 403, 200), (EGOR, 403, 403)):
        client.force_login(hire(person))
        assert client.get(address).status_code == page
        assert client.get(reverse("case", args=[case]), {"tab": "interview"}).status_code == card


def test_an_interview_of_another_subject_cannot_be_answered_from_here(client):
    one, other = registered().id, new_id()
    interview = begun(other)
    client.force_login(hire(ANNA))
    sent = {"interview": interview, "seen": 1, "question": "awake", "said": "no", "request_key": "k1"}
    assert client.post(reverse("contact:interview_answer", args=["case", one]), sent).status_code == 404
    assert client.get(reverse("contact:interview", args=["case", new_id()])).status_code == 404
    assert client.get(reverse("contact:interview", args=["person", one])).status_code == 404


def test_a_place_is_taken_only_where_it_is_clear():
    assert country_meant("Кемер", "Кемер", "TR", "ru") == "TR"
    assert country_meant("Тридевятое царство", "", "", "ru") == ""


def test_an_interview_begun_on_an_empty_intake_is_offered_again_to_who_began_it(client):
    begin = reverse("contact:interview_begin", args=["draft", draft := new_id()])
    offered, empty = reverse("contact:interview", args=["draft", draft]), reverse("contact:intake")
    client.force_login(hire(ANNA))
    client.post(begin, {"age": "58", "request_key": str(new_id())})
    assert offered in client.get(empty).text
    client.force_login(hire(OLEG))
    assert offered not in client.get(empty).text
    case = register(actor=actor(ANNA), now=NOW, intake=intake(draft=draft))
    client.force_login(hire(ANNA))
    page = client.get(empty).text
    assert offered not in page
    assert str(case.id) not in page
