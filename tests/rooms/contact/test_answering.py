"""Answers: in the thread, once, never to machines; and what comes back when they do not arrive."""

import pytest

from pharos.cases import api as cases
from pharos.contact.actions.answering import answer_letter
from pharos.contact.actions.attaching import attach_conversation, detach_conversation, join_conversations
from pharos.contact.actions.undelivered import mark_not_sent
from pharos.contact.models import Contact, Conversation
from pharos.contact.offers import conversation_panel, search_hits, streams_of_case, timeline, unread_count
from pharos.contact.queries.answering import Answer
from pharos.core.actor import Actor
from pharos.core.card import CaseFacts, Viewer
from pharos.core.objections import Objected
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.mailroom.models import Letter, RawLetter
from pharos.people.api import Permission
from tests.cast import ANNA, NOW, actor, hire
from tests.rooms.contact.letters import contact_of, deliver, hear, letter, registered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo_insurers():
    insurers.load_demo_insurers(actor=Actor.system("test"), now=NOW)


def viewer(**may):
    permissions = may.get("permissions", hire(ANNA).permissions)
    return Viewer(staff_id=hire(ANNA).pk, permissions=frozenset(permissions), language="ru")


def conversation_of(raw):
    return contact_of(deliver(raw)).conversation


def answered(conversation, request="1", text="Мы перезвоним."):
    return answer_letter(
        actor=actor(ANNA),
        now=NOW,
        conversation_id=conversation.id,
        answer=Answer(subject="Re: Полис", text=text, language="ru"),
        request=request,
    )


def bounce(message_id):
    return (
        "From: MAILER-DAEMON@mx.example\r\nTo: help@severnaya-zvezda.example\r\nSubject: Undelivered Mail\r\n"
        "Message-ID: <bounce@mx.example>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nNo such mailbox. He had chest pain.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        "Final-Recipient: rfc822; kirill@serov.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message_id}\r\nSubject: Re\r\n\r\n--b--\r\n"
    ).encode()


def test_the_same_request_answers_once():
    conversation = conversation_of(letter(subject="Полис SZ-2018-004512"))
    assert answered(conversation) == answered(conversation)
    assert conversation.contacts.filter(kind="letter_out").count() == 1


def test_an_answer_of_a_case_carries_its_signed_tag():
    case = registered()
    conversation = conversation_of(letter(subject="Полис SZ-2018-004512"))
    attach_conversation(actor=actor(ANNA), now=NOW, conversation_id=conversation.id, case_id=case.id)
    sent = mailroom.letter(answered(conversation))
    assert mailroom.read_tags(sent.subject).signed == (case.number,)
    reply = conversation_of(letter("Спасибо", subject=sent.subject, message_id="<other-thread@x.example>"))
    assert reply.case_id == case.id


def test_a_reply_to_our_letter_comes_back_into_its_conversation():
    conversation = conversation_of(letter(subject="Полис SZ-2018-004512"))
    sent = mailroom.letter(answered(conversation))
    assert conversation_of(letter("Понял", In_Reply_To=sent.message_id)).id == conversation.id


def test_a_bounce_marks_our_letter_failed_and_is_never_answered():
    conversation = conversation_of(letter(subject="Полис SZ-2018-004512"))
    sent = mailroom.letter(answered(conversation))
    report = contact_of(deliver(bounce(sent.message_id)))
    assert (report.correspondent, report.conversation_id) == ("bounce", conversation.id)
    ours = Contact.objects.get(letter=sent.id)
    assert ours.failed_at is not None
    assert ours.bounce_id == report.id
    conversation.refresh_from_db()
    assert not conversation.urgent
    report_only = conversation_of(bounce("<nobody@knows.example>").replace(b"<bounce@", b"<bounce2@"))
    with pytest.raises(Objected):
        answered(report_only)


def test_a_thousand_bounces_of_one_letter_send_nothing():
    conversation = conversation_of(letter(subject="Полис SZ-2018-004512"))
    sent = mailroom.letter(answered(conversation))
    for number in range(5):
        deliver(bounce(sent.message_id).replace(b"<bounce@", b"<bounce%d@" % number))
    assert conversation.contacts.filter(kind="letter_out").count() == 1


def test_a_letter_that_never_left_is_shown_and_asks_to_be_looked_at():
    conversation = conversation_of(letter(subject="Полис SZ-2018-004512"))
    sent = answered(conversation)
    for _again in range(2):
        mark_not_sent(actor=Actor.system("filing"), now=NOW, letter_id=sent)
    conversation.refresh_from_db()
    assert conversation.unread
    assert Contact.objects.get(letter=sent).failed_at is not None


def test_nobody_is_answered_where_there_is_no_address():
    raw = b"Subject: no sender\r\nMessage-ID: <n@x.example>\r\n\r\nhelp, my policy is SZ-2018-004512"
    with pytest.raises(Objected):
        answered(conversation_of(raw))


def test_two_conversations_are_joined_by_a_person_and_old_links_still_lead_there():
    one = conversation_of(letter("раз"))
    two = conversation_of(letter("два"))
    join_conversations(actor=actor(ANNA), now=NOW, into=one.id, joined=two.id)
    join_conversations(actor=actor(ANNA), now=NOW, into=one.id, joined=two.id)
    assert Conversation.objects.get(pk=two.id).joined_to_id == one.id
    assert one.contacts.count() == 2
    assert unread_count() == 1


def test_a_case_shows_its_letters_calls_and_thread():
    case = registered()
    conversation = conversation_of(letter("Очень болит ухо", subject="Полис SZ-2018-004512"))
    attach_conversation(actor=actor(ANNA), now=NOW, conversation_id=conversation.id, case_id=case.id)
    answered(conversation)
    panel = conversation_panel(CaseFacts(id=case.id, number=case.number), viewer(), NOW)
    assert len(panel.context["contacts"]) == 2
    entries = journal.entries([case.id, *streams_of_case(case.id)], limit=50)
    told = timeline(entries, viewer())
    assert "Очень болит ухо" in {entry.text for entry in told}
    blind = timeline(entries, viewer(permissions={Permission.SEE_CASES}))
    assert all(not entry.text for entry in blind)


def test_a_conversation_is_found_by_address_and_by_those_who_may_read():
    conversation = conversation_of(letter())
    assert [hit.id for hit in search_hits("kirill@serov.example", viewer())] == [conversation.id]
    assert search_hits("kirill@serov.example", viewer(permissions=set())) == []
    assert search_hits("no such thing", viewer()) == []


def test_an_insurer_sees_its_own_conversations_only():
    conversation_of(letter(subject="Полис SZ-2018-004512"))
    own, other = insurers.insurer("SZ"), next(one for one in insurers.insurers() if one.code != "SZ")
    with insurers.as_insurer(own.id):
        assert Conversation.objects.count() == Contact.objects.count() == 1
    with insurers.as_insurer(other.id):
        assert Conversation.objects.count() == Contact.objects.count() == 0


def test_what_was_said_follows_its_case_to_the_insurer():
    case = registered()
    conversation = conversation_of(letter("Без полиса", to="someone@else.example"))
    assert conversation.insurer_id is None
    attach_conversation(actor=actor(ANNA), now=NOW, conversation_id=conversation.id, case_id=case.id)
    own = insurers.insurer("SZ")
    seen, wanted = {"insurer_id": None}, {"insurer_id": own.id}
    cases.change_details(actor=actor(ANNA), now=NOW, case_id=case.id, seen=seen, wanted=wanted)
    journal.deliver("contact.insurer", now=NOW)
    conversation.refresh_from_db()
    assert conversation.insurer_id == own.id
    assert {contact.insurer_id for contact in conversation.contacts.all()} == {own.id}


def seen_by(insurer):
    """What an insurer reads of conversations, letters and their bytes."""
    with insurers.as_insurer(insurer.id):
        return Conversation.objects.count(), Contact.objects.count(), Letter.objects.count(), RawLetter.objects.count()


def test_a_letter_belongs_to_the_insurer_of_its_conversation_and_not_to_the_one_it_was_written_to():
    own, other = insurers.insurer("SZ"), next(one for one in insurers.insurers() if one.code != "SZ")
    case = registered(insurer=own.id)
    written_to = insurers.sender_address(other.id, "ru").address
    conversation = conversation_of(letter("Без полиса", to=written_to))
    assert (seen_by(own), seen_by(other)) == ((0, 0, 0, 0), (1, 1, 1, 1))
    attach_conversation(actor=actor(ANNA), now=NOW, conversation_id=conversation.id, case_id=case.id)
    assert (seen_by(own), seen_by(other)) == ((1, 1, 1, 1), (0, 0, 0, 0))
    detach_conversation(actor=actor(ANNA), now=NOW, conversation_id=conversation.id)
    assert (seen_by(own), seen_by(other)) == ((0, 0, 0, 0), (1, 1, 1, 1))


def test_a_letter_that_names_a_policy_is_shown_to_its_insurer_wherever_it_was_written_to():
    conversation_of(letter(subject="Полис SZ-2018-004512", to="someone@else.example"))
    assert seen_by(insurers.insurer("SZ")) == (1, 1, 1, 1)


def test_a_later_letter_that_names_the_policy_brings_the_earlier_one_along():
    conversation_of(letter("Без полиса", message_id="<first@serov.example>", to="someone@else.example"))
    conversation_of(letter("SZ-2018-004512", In_Reply_To="<first@serov.example>", to="someone@else.example"))
    assert seen_by(insurers.insurer("SZ")) == (1, 2, 2, 2)


def test_what_is_joined_belongs_to_one_insurer():
    guest = conversation_of(letter(subject="Полис SZ-2018-004512"))
    home = conversation_of(letter("Ещё раз", sender="wife@serov.example", to="someone@else.example"))
    join_conversations(actor=actor(ANNA), now=NOW, into=home.id, joined=guest.id)
    assert seen_by(insurers.insurer("SZ")) == (2, 2, 2, 2)


def test_hearing_twice_of_a_letter_not_sent_says_it_once():
    hear()
    assert unread_count() == 0
