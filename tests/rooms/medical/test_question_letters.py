"""A doctor's question goes to the clinic by letter, and the clinic's letter comes back into the review."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from pharos.cases import api as cases
from pharos.contact.models import Contact
from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.insurers import api as insurers
from pharos.mailroom import api as mailroom
from pharos.mailroom.models import Outgoing
from pharos.medical import api as medical
from pharos.medical.actions.asking import answer_by_letter
from pharos.medical.actions.opening import exempt_reviews
from pharos.medical.models import Question, Review
from pharos.medical.rules.stages import Exemption
from tests.cast import ANNA, BORIS, GLEB, NOW, VERA, actor, hire
from tests.rooms.contact.letters import deliver, letter
from tests.rooms.medical.stage import child, judge_all, review, sign
from tests.rooms.medical.test_screens import at, post

pytestmark = pytest.mark.django_db
CLINIC = cases.PartyFacts(
    role=cases.PartyRole.CLINIC, name="Kemer Med", mail="reports@kemer-med.example", language="en"
)


@pytest.fixture
def asked() -> Question:
    """Boris asks the clinic of Sonya's case why ceftriaxone; her insurer has addresses of ours."""
    insurers.load_demo_insurers(actor=Actor.system("tests"), now=NOW)
    case_id = child(insurer=insurers.insurer("SZ").id, others=(CLINIC,))
    return question_of(review(case_id), "Why ceftriaxone?")


def question_of(row: Review, text: str, whom: medical.Whom = medical.Whom.CLINIC) -> Question:
    said = medical.Asked(whom=whom, text=text)
    by = {"actor": actor(BORIS), "now": timezone.now(), "staff": hire(BORIS).pk}
    row.refresh_from_db()
    return Question.objects.get(pk=medical.ask(**by, review_id=row.id, seen=row.version, asked=said))


def write(question: Question, **changed: str):
    client = at(ANNA)
    first = client.get(f"/medical/questions/{question.id}/letter").context["form"].initial
    data = {**first, "to": CLINIC.mail, **changed}
    return post(client, f"/medical/questions/{question.id}/letter", **data)


def answered_from(clinic: str, question: Question, text: str = "The child vomited amoxicillin twice.") -> UUID:
    question.refresh_from_db()
    sent = mailroom.letter(question.sent_letter)
    raw = letter(text, sender=clinic, subject=f"Re: {sent.subject}", In_Reply_To=sent.message_id)
    return deliver(raw, now=timezone.now() + timedelta(minutes=1))


def test_the_letter_carries_the_question_and_the_cases_tag_and_names_nobody_in_its_subject(asked):
    page = at(BORIS).get(f"/medical/questions/{asked.id}/letter").content.decode()
    assert "Why ceftriaxone?" in page
    assert "(patient: Mironova Sonia)" in page
    assert write(asked).status_code == 302
    asked.refresh_from_db()
    sent = mailroom.letter(Outgoing.objects.get().letter_id)
    line = cases.case_lines([asked.case_id], medical=False)[0]
    assert asked.sent_letter == sent.id
    assert [one.email for one in sent.to] == [CLINIC.mail]
    assert sent.sender.email == insurers.sender_address(line.insurer_id, "en").address
    assert line.number in sent.subject
    assert "Миронова" not in sent.subject
    assert "Why ceftriaxone?" in sent.visible_text
    for word in ("ухо", "температура", "H66", "otitis"):
        assert word not in sent.visible_text + sent.subject
    assert Contact.objects.get(letter=sent.id).conversation.case_id == asked.case_id


def test_a_question_is_sent_once_and_one_in_russian_is_to_be_translated_first(asked):
    assert write(asked).status_code == 302
    assert write(asked).status_code == 409
    assert Outgoing.objects.count() == 1, "nothing half-done"
    russian = question_of(Review.objects.get(pk=asked.review_id), "Зачем цефтриаксон?")
    assert "Translate it" in at(ANNA).get(f"/medical/questions/{russian.id}/letter").content.decode()
    assert "Translate it" not in at(ANNA).get(f"/medical/questions/{russian.id}/letter?language=ru").content.decode()


def test_the_answer_of_the_thread_is_offered_and_one_act_takes_its_words(asked):
    write(asked)
    came = answered_from("Kemer Med <reports@kemer-med.example>", asked)
    page = at(BORIS).get(f"/medical/reviews/{asked.review_id}/").content.decode()
    assert "Is this the answer?" in page
    assert "The child vomited amoxicillin twice." in page
    assert "Is this the answer?" in at(ANNA).get(f"/cases/{asked.case_id}/?tab=medical").content.decode()
    assert post(at(ANNA), f"/medical/questions/{asked.id}/taken/{came}").status_code == 302
    asked.refresh_from_db()
    assert (asked.answer, asked.letter) == ("The child vomited amoxicillin twice.", came)
    assert asked.answered_by == hire(ANNA)
    later = at(BORIS).get(f"/medical/reviews/{asked.review_id}/").content.decode()
    assert "Is this the answer?" not in later


def test_neither_a_machines_letter_nor_another_cases_is_an_answer(asked):
    write(asked)
    question = Question.objects.get(pk=asked.pk)
    sent = mailroom.letter(question.sent_letter)
    away = letter(
        "Out of office until Monday.", sender="reports@kemer-med.example", subject=f"Automatic reply: {sent.subject}",
        In_Reply_To=sent.message_id, Auto_Submitted="auto-replied",
    )  # fmt: skip
    strange = letter("Мы прилетаем завтра", sender="someone@else.example", subject="Вопрос")
    for raw in (away, strange):
        came = deliver(raw, now=timezone.now() + timedelta(minutes=1))
        with pytest.raises(Objected, match="not_an_answer"):
            answer_by_letter(
                actor=actor(ANNA), now=timezone.now(), question_id=asked.id, letter_id=came, staff=hire(ANNA).pk
            )
    assert "Is this the answer?" not in at(BORIS).get(f"/medical/reviews/{asked.review_id}/").content.decode()


def test_without_an_address_of_the_clinic_it_is_said_and_nothing_is_sent():
    question = question_of(review(child()), "Why ceftriaxone?")
    page = at(ANNA).get(f"/medical/questions/{question.id}/letter").content.decode()
    assert "No address of the clinic is known" in page
    said = {"language": "en", "to": "me@evil.example", "subject": "x", "text": "x", "request_key": str(uuid4())}
    assert at(ANNA).post(f"/medical/questions/{question.id}/letter", said).status_code == 422
    assert not Outgoing.objects.exists()


@pytest.mark.parametrize("who", [GLEB, VERA])
def test_who_neither_answers_letters_nor_reviews_sends_nothing(who, asked):
    assert at(who).get(f"/medical/questions/{asked.id}/letter").status_code == 403


def test_a_question_is_promised_on_the_case_and_its_answer_keeps_the_promise():
    case_id = child()
    row = review(case_id)
    question = question_of(row, "Was there vomiting?", medical.Whom.OPERATOR)
    promise = next(one for one in cases.case(case_id, medical=False).open_promises if one.kind == "doctors_question")
    assert (promise.id, promise.clock.due_at) == (question.promise, question.due_at)
    medical.answer(actor=actor(ANNA), now=timezone.now(), question_id=question.id, text="Yes", staff=hire(ANNA).pk)
    assert not [one for one in cases.case(case_id, medical=False).open_promises if one.kind == "doctors_question"]
    judge_all(row)
    sign(row)
    assert row.state == "signed"


def owed(case_id: UUID) -> list[UUID]:
    open_now = cases.case(case_id, medical=False).open_promises
    return [one.id for one in open_now if one.kind == "doctors_question"]


def test_a_questions_promise_is_neither_kept_nor_withdrawn_by_hand_and_the_desk_leads_to_the_answer():
    case_id = child()
    question_of(review(case_id), "Was there vomiting?", medical.Whom.OPERATOR)
    [promise] = owed(case_id)
    by = {"actor": actor(ANNA), "now": timezone.now(), "promise_id": promise}
    with pytest.raises(Objected, match="promise_of_question"):
        cases.keep_promise(**by)
    with pytest.raises(Objected, match="promise_of_question"):
        cases.withdraw_promise(**by, reason="not_needed")
    assert owed(case_id) == [promise]
    page = at(ANNA).get(f"/cases/{case_id}/?tab=promises").content.decode()
    assert f"/promises/{promise}/keep" not in page
    assert "?tab=medical" in page


def test_a_review_that_is_not_owed_any_more_waits_for_no_answer():
    case_id = child()
    question = question_of(review(case_id), "Was there vomiting?", medical.Whom.OPERATOR)
    exempt_reviews(actor=actor(ANNA), now=timezone.now(), case_id=case_id, reason=Exemption.CANCELLED)
    question.refresh_from_db()
    assert question.answered_at is not None
    assert question.answer is None
    assert owed(case_id) == []
    assert at(ANNA).get(f"/cases/{case_id}/?tab=medical").status_code == 200
