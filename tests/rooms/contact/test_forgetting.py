"""Forgetting the person of a case: nothing of what was told can be found anywhere, and the count still adds up."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from pharos.cases import api as cases
from pharos.cases.models import Case, Note
from pharos.contact.actions.attaching import attach_conversation
from pharos.contact.actions.calls import CallByHand, write_down_call
from pharos.contact.actions.forgetting import forget_person
from pharos.contact.actions.intake import Intake, register
from pharos.contact.models import Contact, Conversation, DangerScreen
from pharos.core.actor import Actor
from pharos.core.ids import new_id
from pharos.core.objections import Objected
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.mailroom.models import Letter, Outgoing, RawLetter
from pharos.people import api as people
from pharos.people import drafts
from pharos.people.api import Role
from pharos.vault import api as vault
from tests.cast import ANNA, BORIS, NOW, actor, hire
from tests.rooms.contact.letters import contact_of, deliver, letter

pytestmark = pytest.mark.django_db

LEV = {"username": "lev", "display_name": "Лев Директоров", "roles": [Role.DIRECTOR]}
SECRETS = ("серов", "кирилл", "serov", "9165554218", "sunrise", "ss-77-1234", "двоюродный", "кашель", "1984-05-09")


@pytest.fixture(autouse=True)
def demo_insurers():
    insurers.load_demo_insurers(actor=Actor.system("test"), now=NOW)


@pytest.fixture
def case() -> cases.RegisteredCase:
    """A case of Kirill Serov's with a letter, a call, a note, answers about danger; closed."""
    letter_id = deliver(letter(subject="Полис SS-77-1234, Серов"))
    registration = cases.Registration(
        insured=cases.PartyFacts(role=cases.PartyRole.INSURED, name="Серов Кирилл", phone="+79165554218"),
        others=(cases.PartyFacts(role=cases.PartyRole.RELATIVE, name="Серов Иван", relation="двоюродный брат"),),
        birth_date=date(1984, 5, 9),
        told=cases.PolicyTold(number="SS-77-1234", holder="Серов Кирилл"),
        place=cases.PlaceFacts(hotel="Sunrise", address="Sunrise, корпус 2"),
        complaint="Кашель и температура",
        circumstances="Кашель после дороги",
    )
    intake = Intake(
        registration=registration,
        answers={"breathing": "no"},
        conversation=contact_of(letter_id).conversation_id,
        staff=hire(ANNA).pk,
    )
    made = register(actor=actor(ANNA), now=NOW, intake=intake)
    _call(made)
    cases.add_note(actor=actor(ANNA), now=NOW, case_id=made.id, text="Кашель меньше")
    _finish(made)
    return made


def _call(made: cases.RegisteredCase) -> None:
    call = write_down_call(actor=actor(ANNA), now=NOW, by_hand=CallByHand(phone="+79165554218"))
    conversation = Contact.objects.get(call=call).conversation_id
    attach_conversation(actor=actor(ANNA), now=NOW, conversation_id=conversation, case_id=made.id)


def _finish(made: cases.RegisteredCase) -> None:
    cases.cancel(actor=actor(ANNA), now=NOW, case_id=made.id, reason=cases.CancelReason.MISTAKE)


def forget(made: cases.RegisteredCase, number: str | None = None) -> None:
    forget_person(actor=actor(LEV), now=NOW, case_id=made.id, number=number or made.number)


def plain_text() -> str:
    """Every row of every table of the database as text, small letters."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_stat_user_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall() if not name.startswith(("places_", "insurers_"))]
        texts = []
        for table in tables:
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')
            texts += [text for (text,) in cursor.fetchall()]
    return "\n".join(texts).casefold()


def test_before_it_is_forgotten_a_case_can_be_found(case):
    told = plain_text()
    assert [secret for secret in SECRETS if secret not in told] == ["кашель"]  # sealed from the first


def test_nothing_told_stands_in_any_table_afterwards(case):
    forget(case)
    told = plain_text()
    assert [secret for secret in SECRETS if secret in told] == []


def test_no_sealed_text_opens_afterwards(case):
    forget(case)
    row = Case.objects.get(pk=case.id)
    sealed = [row.complaint, row.circumstances, *(note.text for note in Note.objects.all())]
    sealed += [screen.answers for screen in DangerScreen.objects.all()]
    for conversation in Conversation.objects.all():
        sealed += [conversation.subject, conversation.name, conversation.snippet]
    for one in Letter.objects.all():
        sealed += [one.subject, one.people, one.visible_text]
    assert len(sealed) > 9
    assert all(text is None or isinstance(text, vault.Erased) for text in sealed)
    assert all(not raw.content for raw in RawLetter.objects.all())


def test_what_somebody_was_typing_about_it_goes_too(case):
    typed = drafts.Typed(
        id=new_id(), form="cases.note", subject=case.id, page="", version=1, base=0, writer="w",
        fields=(("text", "Кашель, Серов"),),
    )  # fmt: skip
    drafts.save_draft(staff=hire(ANNA).pk, now=NOW, typed=typed)
    assert people.unfinished(hire(ANNA).pk)
    forget(case)
    assert people.unfinished(hire(ANNA).pk) == []


def test_the_case_still_counts_and_the_journal_still_verifies(case):
    before = Case.objects.values("number", "insurer", "urgency", "status", "opened_at", "closed_at").get(pk=case.id)
    forget(case)
    assert Case.objects.values(*before).get(pk=case.id) == before
    assert journal.entries([case.id], before=None, limit=1)[0].type == "cases.CaseForgotten"


def test_the_same_letter_is_not_taken_in_again_and_an_answer_stands_by_itself(case):
    raw = letter("Ещё вопрос", message_id="<again@serov.example>")
    home = contact_of(deliver(raw)).conversation_id
    attach_conversation(actor=actor(ANNA), now=NOW, conversation_id=home, case_id=case.id)
    forget(case)
    assert contact_of(deliver(raw)).conversation_id == home
    again = mailroom.RawDelivery(raw, envelope_from=None, envelope_to=())
    imported = mailroom.receive_and_parse_many([again], actor=actor(LEV), now=NOW, source="import")
    assert [one.duplicate for one in imported] == [True]
    reply = contact_of(deliver(letter("Спасибо", In_Reply_To="<again@serov.example>")))
    assert reply.conversation_id != home
    assert reply.conversation.case_id is None


@pytest.mark.parametrize("number", ["", "26-999999", "forget"])
def test_the_number_must_be_typed(case, number):
    with pytest.raises(Objected, match="wrong_number"):
        forget_person(actor=actor(LEV), now=NOW, case_id=case.id, number=number)
    assert "серов" in plain_text()


def test_an_open_case_is_not_forgotten(case):
    cases.reopen(actor=actor(ANNA), now=NOW, case_id=case.id, reason=cases.ReopenReason.MISTAKE)
    with pytest.raises(Objected, match="not_finished"):
        forget(case)
    assert "серов" in plain_text()
    assert not isinstance(Case.objects.get(pk=case.id).complaint, vault.Erased)


def test_a_letter_on_its_way_is_waited_for(case):
    sent = Letter.objects.get()
    Outgoing.objects.create(letter=sent, request="r", ordered_by="staff:1", queued_at=NOW, recipient=1)
    with pytest.raises(Objected, match="letters_on_their_way"):
        forget(case)


def test_the_page_says_what_goes_and_does_it(client, case):
    client.force_login(hire(LEV))
    address = reverse("contact:forget", args=[case.id])
    page = client.get(address).content.decode()
    assert "1 письмо" in page
    refused = client.post(address, {"number": "26-1", "request_key": "a"})
    assert refused.status_code == 422
    assert client.post(address, {"number": case.number, "request_key": "b"}).status_code == 302
    assert "серов" not in plain_text()
    card = client.get(reverse("case", args=[case.id]))
    assert card.status_code == 200
    assert "забыт" in card.content.decode()


@pytest.mark.parametrize("person", [ANNA, BORIS])
def test_not_everybody_may(client, case, person):
    client.force_login(hire(person))
    assert client.post(reverse("contact:forget", args=[case.id]), {"number": case.number}).status_code == 403


def test_a_case_there_is_not_is_not_found(client):
    client.force_login(hire(LEV))
    assert client.get(reverse("contact:forget", args=[deliver(letter())])).status_code == 404
