"""Letters find their conversation: by thread, by tag, or before a person's eyes."""

import pytest

from pharos.cases import api as cases
from pharos.contact.actions.attaching import attach_conversation, decide_held
from pharos.contact.actions.filing import file_letters
from pharos.contact.models import Contact, Conversation
from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from tests.cast import ANNA, NOW, actor
from tests.rooms.contact.letters import SMTP_ACTOR, contact_of, deliver, hear, letter, registered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo_insurers():
    insurers.load_demo_insurers(actor=Actor.system("test"), now=NOW)


def test_a_first_letter_opens_a_conversation_that_waits_to_be_read():
    contact = contact_of(deliver(letter(subject="Полис SZ-2018-004512")))
    conversation = contact.conversation
    assert (contact.kind, contact.correspondent) == ("letter_in", "traveller")
    assert (conversation.state, conversation.unread, conversation.case_id) == ("open", True, None)
    assert conversation.address == "kirill@serov.example"
    assert conversation.policy_number == "SZ-2018-004512"
    assert conversation.subject == "Полис SZ-2018-004512"
    assert conversation.insurer == insurers.insurer("SZ")


def test_words_of_danger_make_it_urgent_and_a_denial_does_not():
    urgent = contact_of(deliver(letter("У мужа сильная боль в груди")))
    calm = contact_of(deliver(letter("Болей в груди нет, болит ухо")))
    assert (urgent.conversation.urgent, calm.conversation.urgent) == (True, False)


def test_a_reply_lands_in_its_conversation():
    first = contact_of(deliver(letter(message_id="<1@x.example>")))
    answer = contact_of(deliver(letter("Спасибо", subject="Совсем иначе", References="<1@x.example>")))
    assert answer.conversation_id == first.conversation_id
    assert Conversation.objects.count() == 1


def test_the_parent_that_comes_late_finds_its_answers():
    late = contact_of(deliver(letter("Ещё хуже", In_Reply_To="<1@x.example>")))
    first = contact_of(deliver(letter(message_id="<1@x.example>")))
    assert first.conversation_id == late.conversation_id


def test_two_conversations_that_prove_one_thread_are_joined():
    one = deliver(letter("раз", message_id="<2@x.example>", In_Reply_To="<1@x.example>"))
    two = deliver(letter("два", message_id="<3@x.example>", In_Reply_To="<1@x.example>"))
    root = deliver(letter("начало", message_id="<1@x.example>"))
    homes = {contact_of(one).conversation_id, contact_of(two).conversation_id, contact_of(root).conversation_id}
    assert len(homes) == 1
    assert Conversation.objects.filter(joined_to=None).count() == 1


def test_the_same_letter_to_two_addresses_is_one():
    raw = letter(message_id="<1@x.example>")
    first = deliver(raw)
    second = deliver(b"Delivered-To: other@severnaya-zvezda.example\r\n" + raw)
    assert first == second
    assert Contact.objects.count() == 1


def test_filing_again_changes_nothing():
    letter_id = deliver(letter())
    before = journal.position()
    view = mailroom.letter(letter_id)
    again = file_letters(actor=SMTP_ACTOR, now=NOW, letters=[view])
    assert again[letter_id].opened is False
    assert again[letter_id].conversation == contact_of(letter_id).conversation_id
    assert journal.position() == before
    hear()
    assert Contact.objects.count() == 1


def test_a_signed_tag_leads_to_its_case():
    case = registered()
    subject = mailroom.tagged_subject("Re: помощь", case.number)
    contact = contact_of(deliver(letter(subject=subject)))
    assert contact.conversation.case_id == case.id
    assert contact.conversation.state == "open"


def test_a_stranger_who_names_a_case_is_held():
    case = registered()
    raw = letter(subject=f"Случай {case.number}", sender="Чужой <stranger@else.example>")
    contact = contact_of(deliver(raw))
    conversation = contact.conversation
    assert (conversation.state, conversation.held_reason) == ("held", "stranger_quotes_case")
    assert (conversation.case_id, conversation.claimed_case_id) == (None, case.id)
    assert conversation.unread


def test_a_stranger_who_names_it_in_the_text_is_held_too():
    case = registered()
    contact = contact_of(deliver(letter(f"Пишу по делу {case.number}.", sender="stranger@else.example")))
    assert contact.conversation.state == "held"


def test_a_forged_tag_is_held():
    case = registered()
    contact = contact_of(deliver(letter(subject=f"Re: [{case.number}·aaaaaa]", sender="stranger@else.example")))
    assert (contact.conversation.state, contact.conversation.held_reason) == ("held", "forged_tag")


def test_somebody_the_case_knows_is_only_suggested_to_it():
    case = registered()
    contact = contact_of(deliver(letter(subject=f"Случай {case.number}")))
    assert (contact.conversation.state, contact.conversation.case_id) == ("open", None)


def test_a_number_of_no_case_holds_nobody():
    assert contact_of(deliver(letter(subject="Счёт 26-999999"))).conversation.state == "open"


@pytest.mark.parametrize("belongs", [True, False])
def test_a_person_decides_on_a_held_letter(belongs):
    case = registered()
    contact = contact_of(deliver(letter(subject=f"Случай {case.number}", sender="Дочь <anna@else.example>")))
    decide_held(actor=actor(ANNA), now=NOW, conversation_id=contact.conversation_id, attach=belongs)
    conversation = Conversation.objects.get(pk=contact.conversation_id)
    assert (conversation.state, conversation.case_id) == ("open", case.id if belongs else None)
    known = {party.mail for party in cases.case(case.id, medical=False).parties}
    assert ("anna@else.example" in known) is belongs


def test_a_late_thank_you_restarts_no_clock_and_reopens_nothing():
    case = registered()
    first = contact_of(deliver(letter(message_id="<1@x.example>")))
    attach_conversation(actor=actor(ANNA), now=NOW, conversation_id=first.conversation_id, case_id=case.id)
    cases.cancel(actor=actor(ANNA), now=NOW, case_id=case.id, reason="mistake")
    before = cases.case(case.id, medical=False)
    late = contact_of(deliver(letter("Большое спасибо!", In_Reply_To="<1@x.example>")))
    after = cases.case(case.id, medical=False)
    assert late.late
    assert (late.conversation.case_id, late.conversation.unread) == (case.id, True)
    assert (after.line, after.promises, after.holds) == (before.line, before.promises, before.holds)


def test_an_automatic_reply_is_filed_without_an_alarm():
    contact = contact_of(deliver(letter("Я в отпуске", Auto_Submitted="auto-replied", subject="Автоответ")))
    assert contact.correspondent == "autoreply"
    assert not contact.conversation.unread


def test_an_automatic_reply_in_a_thread_leaves_what_was_read_read():
    first = contact_of(deliver(letter(message_id="<1@x.example>")))
    Conversation.objects.filter(pk=first.conversation_id).update(unread=False)
    raw = letter("Я в отпуске", Auto_Submitted="auto-replied", In_Reply_To="<1@x.example>")
    contact = contact_of(deliver(raw))
    assert contact.conversation_id == first.conversation_id
    assert not Conversation.objects.get(pk=first.conversation_id).unread


def test_a_letter_in_quarantine_is_filed_nowhere():
    deliver(b"\x00\x00\x00")
    assert not Contact.objects.exists()


def test_script_in_every_corner_is_kept_as_words():
    nasty = "<script>alert(1)</script>"
    raw = letter(nasty, subject=nasty, sender=f'"{nasty}" <kirill@serov.example>')
    conversation = contact_of(deliver(raw)).conversation
    assert conversation.subject == nasty
    assert "script" in conversation.name


def test_no_word_of_a_letter_stands_in_the_journal():
    deliver(letter("Тайная жалоба на грудь", subject="Тайная тема", sender="Тайный Человек <secret@who.example>"))
    payloads = " ".join(entry.payload for entry in journal.entries(limit=100))
    assert not any(word in payloads for word in ("айн", "secret", "груд"))
