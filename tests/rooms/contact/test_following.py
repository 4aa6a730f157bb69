"""Conversations go where their case goes, and late letters find it."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.contact.models import Contact, Conversation, Followed
from pharos.contact.rules.calls import CallEvent, Direction, Signal
from pharos.core.actor import Actor
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from tests.cast import ANNA, NOW, actor
from tests.racing import in_threads
from tests.rooms.contact.letters import SMTP_ACTOR, contact_of, deliver, letter, registered

pytestmark = pytest.mark.django_db
PBX = Actor.system("telephone")


def with_a_letter(text: str, **headers: str) -> tuple[cases.RegisteredCase, UUID]:
    """A case and the conversation that belongs to it."""
    case = registered()
    conversation = contact_of(deliver(letter(text, **headers))).conversation_id
    contact.attach_conversation(actor=SMTP_ACTOR, now=NOW, conversation_id=conversation, case_id=case.id)
    return case, conversation


def merge(survivor: UUID, gone: UUID) -> UUID:
    return cases.merge_cases(actor=actor(ANNA), now=NOW, pair=(survivor, gone), choices={})


def hear() -> None:
    journal.deliver("contact.merging", now=timezone.now())


def home(conversation: UUID) -> UUID | None:
    return Conversation.objects.values_list("case_id", flat=True).get(pk=conversation)


def test_conversations_follow_the_merge_unread_as_they_were_and_come_back_when_it_is_undone() -> None:
    (survivor, own), (gone, theirs) = with_a_letter("раз"), with_a_letter("два")
    Conversation.objects.filter(pk=theirs).update(unread=True)
    merging = merge(survivor.id, gone.id)
    hear()
    assert home(theirs) == survivor.id
    assert Conversation.objects.get(pk=theirs).unread
    assert set(contact.streams_of_case(survivor.id)) >= {own, theirs}
    hear()
    cases.unmerge(actor=actor(ANNA), now=NOW, merging_id=merging)
    hear()
    assert (home(theirs), home(own)) == (gone.id, survivor.id)
    assert not Followed.objects.exists()


def test_a_merge_undone_before_anybody_heard_of_it_leaves_everything_where_it_was() -> None:
    survivor, (gone, theirs) = registered(), with_a_letter("два")
    merging = merge(survivor.id, gone.id)
    cases.unmerge(actor=actor(ANNA), now=NOW, merging_id=merging)
    hear()
    assert home(theirs) == gone.id


@pytest.mark.parametrize("heard_between", [True, False], ids=["one by one", "both at once"])
def test_a_chain_is_followed_to_its_end_and_back_step_by_step(heard_between: bool) -> None:  # noqa: FBT001
    (first, conversation), second, third = with_a_letter("раз"), registered(), registered()
    one = merge(second.id, first.id)
    if heard_between:
        hear()
    two = merge(third.id, second.id)
    hear()
    assert home(conversation) == third.id
    cases.unmerge(actor=actor(ANNA), now=NOW, merging_id=two)
    hear()
    assert home(conversation) == second.id
    cases.unmerge(actor=actor(ANNA), now=NOW, merging_id=one)
    hear()
    assert home(conversation) == first.id


def test_a_step_heard_late_goes_on_to_where_the_case_is_now() -> None:
    (first, conversation), second, third = with_a_letter("раз"), registered(), registered()
    one, two = merge(second.id, first.id), merge(third.id, second.id)
    contact_follow = {"actor": PBX, "now": NOW}
    from pharos.contact.actions.following import come_back, follow_merge

    follow_merge(**contact_follow, case_id=second.id, into=third.id, merging=two)
    follow_merge(**contact_follow, case_id=first.id, into=second.id, merging=one)
    assert home(conversation) == third.id
    come_back(**contact_follow, case_id=second.id, left=third.id, merging=two)
    assert home(conversation) == second.id


def test_late_mail_with_the_merged_number_or_in_the_merged_thread_lands_in_the_survivor_and_is_not_late() -> None:
    survivor, (gone, theirs) = registered(), with_a_letter("два", message_id="<m1@x.example>")
    tag = mailroom.tagged_subject("Re: нужна помощь", gone.number)
    merge(survivor.id, gone.id)
    tagged = contact_of(deliver(letter("По обращению", subject=tag, sender="clinic@red.example")))
    assert tagged.conversation.case_id == survivor.id
    early = contact_of(deliver(letter("Ответ", In_Reply_To="<m1@x.example>")))
    assert not early.late
    hear()
    late = contact_of(deliver(letter("Ещё ответ", In_Reply_To="<m1@x.example>")))
    assert (late.conversation_id, late.conversation.case_id, late.late) == (theirs, survivor.id, False)


def test_attaching_to_a_merged_case_attaches_to_the_survivor() -> None:
    survivor, gone = registered(), registered()
    merge(survivor.id, gone.id)
    conversation = contact_of(deliver(letter("три"))).conversation_id
    contact.attach_conversation(actor=SMTP_ACTOR, now=NOW, conversation_id=conversation, case_id=gone.id)
    assert home(conversation) == survivor.id


def rings(name: str, kind: Signal, seconds: int) -> CallEvent:
    return CallEvent(
        at=NOW + timedelta(seconds=seconds), kind=kind, direction=Direction.INCOMING, from_number="+79165554218",
        to_number="+74951234567", extension="101",
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_call_that_ends_while_it_is_attached_and_taken_off_waits_for_nobody_in_a_circle() -> None:
    case = registered()
    for turn in range(8):
        name = f"call-{turn}"
        contact.take_call_event(actor=PBX, now=NOW, pbx_id=name, event=rings(name, Signal.RINGING, 0))
        conversation = Contact.objects.get(call__pbx_id=name).conversation_id

        def attach(conversation: UUID = conversation) -> None:
            for _ in range(3):
                contact.attach_conversation(actor=actor(ANNA), now=NOW, conversation_id=conversation, case_id=case.id)
                contact.detach_conversation(actor=actor(ANNA), now=NOW, conversation_id=conversation)

        def go_on(name: str = name) -> None:
            for second in range(1, 4):
                contact.take_call_event(actor=PBX, now=NOW, pbx_id=name, event=rings(name, Signal.ANSWERED, second))
            contact.take_call_event(actor=PBX, now=NOW, pbx_id=name, event=rings(name, Signal.HUNG_UP, 9))

        assert in_threads(attach, go_on) == []
        assert home(conversation) is None


@pytest.mark.django_db(transaction=True)
def test_a_letter_and_an_attachment_that_meet_a_merge_both_end_on_the_survivor() -> None:
    for _turn in range(4):
        survivor, gone = registered(), registered()
        loose = contact_of(deliver(letter("ничей"))).conversation_id
        tag = mailroom.tagged_subject("Re: помощь", gone.number)
        raw = letter("По обращению", subject=tag, sender="clinic@red.example")
        raised = in_threads(
            lambda pair=(survivor.id, gone.id): merge(*pair),
            lambda loose=loose, gone=gone: contact.attach_conversation(
                actor=SMTP_ACTOR, now=NOW, conversation_id=loose, case_id=gone.id
            ),
            lambda raw=raw: deliver(raw),
        )
        assert raised == []
        hear()
        assert not Conversation.objects.filter(case=gone.id).exists()
        assert home(loose) == survivor.id
