"""The screens of calls, and who may see which screen."""

import pytest

from pharos.contact.models import Call
from pharos.core.actor import Actor
from tests.cast import BORIS, EGOR, OLEG, hire
from tests.rooms.contact.letters import letter
from tests.rooms.contact.screens.using import conversation_of, post

pytestmark = pytest.mark.django_db


def test_a_ringing_call_shows_to_its_operator_alone(anna, client):
    from django.utils import timezone

    from pharos.contact.actions.calls import take_call_event
    from pharos.contact.rules.calls import CallEvent, Direction, Signal

    event = CallEvent(
        at=timezone.now(),
        kind=Signal.RINGING,
        direction=Direction.INCOMING,
        from_number="+79165554218",
        to_number="",
        extension="101",
    )
    call = take_call_event(actor=Actor.system("telephone"), now=timezone.now(), pbx_id="1", event=event)
    assert "strip" in anna.get("/calls/strip").content.decode()
    post(anna, f"/calls/{call.id}/put-away")
    assert anna.get("/calls/strip").content.decode().strip() == ""
    client.force_login(hire(OLEG))
    assert client.get("/calls/strip").content.decode().strip() == ""


def test_a_call_is_written_down_by_hand(anna):
    answer = post(anna, "/calls/by-hand", direction="in", phone="8 916 555 42 18")
    call = Call.objects.get()
    assert answer["Location"] == f"/conversations/{call.contact.conversation_id}/"
    assert anna.get(answer["Location"]).status_code == 200
    assert anna.get("/calls/").status_code == 200
    post(anna, f"/calls/{call.id}/finish")
    call.refresh_from_db()
    assert call.state == "ended"


def test_a_number_that_is_none_is_said_at_its_field(anna):
    assert post(anna, "/calls/by-hand", direction="in", phone="дядя Вася").status_code == 409


def test_a_doctor_reads_and_changes_nothing(client):
    client.force_login(hire(BORIS))
    conversation = conversation_of(letter())
    page = client.get(f"/conversations/{conversation.id}/")
    assert page.status_code == 200
    assert 'method="post"' not in page.content.decode().split('id="main"')[1].split("</main>")[0]
    assert post(client, f"/conversations/{conversation.id}/end", reason="spam").status_code == 403


@pytest.mark.parametrize("url", ["/letters/", "/calls/", "/intake/", "/calls/strip", "/letters/rows"])
def test_nobody_without_the_right_gets_in(client, url):
    client.force_login(hire(EGOR))
    assert client.get(url).status_code == 403
    client.logout()
    assert client.get(url).status_code == 302
