"""The call at one's own telephone: what the strip is given, and what becomes of calls that fit nobody."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from pharos.contact import api as contact
from pharos.contact.actions.strips import put_away
from pharos.contact.models import Call, Conversation
from pharos.contact.queries.calls import at_telephone, ringing_for
from pharos.contact.queries.lists import Tab, conversations
from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.people import api as people
from tests.cast import ANNA, NOW, OLEG, actor, hire
from tests.rooms.contact.letters import registered

pytestmark = pytest.mark.django_db
PBX = Actor.system("telephone")
TURKEY = "+905551234567"


def post(
    kind: contact.Signal, *, extension: str = "101", name: str = "7", number: str = TURKEY, after: int = 0
) -> Call:
    at = NOW + timedelta(seconds=after)
    event = contact.CallEvent(
        at=at,
        kind=kind,
        direction=contact.Direction.INCOMING,
        from_number=number,
        to_number="+74951234567",
        extension=extension,
    )
    return contact.take_call_event(actor=PBX, now=at, pbx_id=name, event=event)


def test_a_call_offered_to_a_group_leaves_the_others_when_one_answers():
    anna, oleg = hire(ANNA), hire(OLEG)
    post(contact.Signal.RINGING, extension="101")
    post(contact.Signal.RINGING, extension="102", after=1)
    assert at_telephone(anna, NOW)
    assert at_telephone(oleg, NOW)
    post(contact.Signal.ANSWERED, extension="102", after=5)
    assert at_telephone(anna, NOW) is None
    mine = at_telephone(oleg, NOW)
    assert mine
    assert mine.talking


def test_the_strip_of_a_talk_stays_until_the_call_is_placed_or_over():
    anna = hire(ANNA)
    call = post(contact.Signal.RINGING)
    post(contact.Signal.ANSWERED, after=4)
    talk = at_telephone(anna, NOW)
    assert talk
    assert talk.talking
    assert at_telephone(anna, NOW, seen=talk.conversation) is None, "its own page needs no strip"
    post(contact.Signal.HUNG_UP, after=60)
    assert at_telephone(anna, NOW) is None
    assert Call.objects.get(pk=call.pk).state == "ended"


def test_a_ringing_call_is_out_of_the_way_of_whoever_placed_it_and_rings_on_for_the_others():
    anna, oleg = hire(ANNA), hire(OLEG)
    post(contact.Signal.RINGING)
    call = post(contact.Signal.RINGING, extension="102", after=1)
    case = registered().id
    home = Conversation.objects.get(contacts__call=call).id
    contact.attach_conversation(actor=actor(ANNA), now=NOW, conversation_id=home, case_id=case)
    assert at_telephone(anna, NOW) is None
    assert at_telephone(oleg, NOW)


def test_two_who_put_one_strip_away_at_once_both_have():
    people_here = [hire(ANNA), hire(OLEG)]
    call = post(contact.Signal.RINGING)
    for one in (*people_here, *people_here):
        put_away(call_id=call.pk, staff_id=one.pk)
    assert Call.objects.get(pk=call.pk).put_away == [one.pk for one in people_here]


def test_a_ringing_call_goes_before_the_talk():
    anna = hire(ANNA)
    post(contact.Signal.ANSWERED)
    ringing = post(contact.Signal.RINGING, name="8", number="+37126123456")
    shown = at_telephone(anna, NOW)
    assert shown
    assert shown.id == ringing.id


def test_ten_calls_are_one_strip_and_a_count():
    anna = hire(ANNA)
    for number in range(10):
        post(contact.Signal.RINGING, name=f"n{number}", number=f"+3712612345{number}", after=number)
    shown = at_telephone(anna, NOW)
    assert shown
    assert shown.others == 9
    assert len(ringing_for(anna, NOW)) == 10


def test_the_clock_beside_a_number_without_a_case_is_of_the_numbers_country_and_says_so():
    post(contact.Signal.RINGING)
    shown = at_telephone(hire(ANNA), NOW)
    assert shown is not None
    assert (shown.zone, shown.by_number) == ("Europe/Istanbul", True)
    assert shown.place == "Турция"


def test_a_call_that_fits_nobody_is_kept_with_the_reason_until_settled():
    call = post(contact.Signal.ANSWERED)
    home = Conversation.objects.get(contacts__call=call)
    contact.leave_unmatched(
        actor=actor(ANNA), now=NOW, conversation_id=home.id, reason=contact.Unmatched.NOT_UNDERSTOOD
    )
    contact.leave_unmatched(
        actor=actor(ANNA), now=NOW, conversation_id=home.id, reason=contact.Unmatched.NOT_UNDERSTOOD
    )
    (line,) = conversations(Tab.UNMATCHED).lines
    assert (line.id, line.unmatched) == (home.id, "not_understood")
    told = [entry.type.rpartition(".")[2] for entry in journal.entries([home.id], limit=20)]
    assert told.count("CallUnmatched") == 1
    assert at_telephone(hire(ANNA), NOW) is None, "said once, the strip is done"
    contact.end_conversation(actor=actor(ANNA), now=NOW, conversation_id=home.id, reason=contact.EndReason.QUESTION)
    assert conversations(Tab.UNMATCHED).lines == []
    with pytest.raises(Objected, match="conversation_ended"):
        contact.leave_unmatched(actor=actor(ANNA), now=NOW, conversation_id=home.id, reason=contact.Unmatched.OTHER)


def test_an_unknown_call_cannot_be_finished(client: Client):
    client.force_login(hire(ANNA))
    answer = client.post(reverse("contact:finish_call", args=[uuid4()]), {"request_key": str(uuid4())})
    assert answer.status_code == 404


def test_a_reason_nobody_offered_is_named(client: Client):
    client.force_login(hire(ANNA))
    call = post(contact.Signal.ANSWERED)
    home = Conversation.objects.get(contacts__call=call)
    address = reverse("contact:unmatched", args=[home.id])
    answer = client.post(address, {"request_key": str(uuid4()), "reason": "boredom"})
    assert answer.status_code == 422
    assert Conversation.objects.get(pk=home.id).unmatched == ""


def test_whoever_has_a_break_sees_no_strip_and_sees_it_again_afterwards():
    anna = hire(ANNA)
    post(contact.Signal.RINGING)
    people.set_state(actor=actor(ANNA), now=NOW, staff_id=anna.pk, state=people.Working.BREAK)
    assert at_telephone(anna, NOW) is None
    people.set_state(actor=actor(ANNA), now=NOW, staff_id=anna.pk, state=people.Working.READY)
    assert at_telephone(anna, NOW) is not None
