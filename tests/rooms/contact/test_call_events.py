"""The address telephone systems post to."""

import json
from datetime import timedelta
from itertools import permutations

import pytest

from pharos.contact.actions.calls import silence_lost_calls
from pharos.contact.actions.tokens import make_token, revoke_token
from pharos.contact.models import Call, Contact, Conversation
from pharos.core.actor import Actor
from pharos.journal import api as journal
from tests.cast import ANNA, NOW, OLEG, hire

pytestmark = pytest.mark.django_db

ADDRESS = "/api/calls/events"
RING = {
    "call": "117",
    "kind": "ringing",
    "at": "2026-07-18T03:12:00+03:00",
    "direction": "in",
    "from": "+79165554218",
    "to": "+74951234567",
    "extension": "101",
}
ANSWER = {**RING, "kind": "answered", "at": "2026-07-18T03:12:09+03:00"}
END = {**RING, "kind": "hung_up", "at": "2026-07-18T03:14:18+03:00"}


@pytest.fixture
def token():
    return make_token(name="switchboard", now=NOW)


@pytest.fixture
def post(client, token):
    def send(body, bearer=token, **headers):
        raw = body if isinstance(body, bytes | str) else json.dumps(body)
        sign = {"Authorization": f"Bearer {bearer}"} if bearer is not None else {}
        return client.post(ADDRESS, raw, content_type="application/json", headers={**sign, **headers})

    return send


def test_a_ringing_call_becomes_a_contact_of_a_conversation(post):
    answer = post(RING)
    assert answer.status_code == 200
    contact = Contact.objects.select_related("call", "conversation").get()
    assert contact.call.state == "ringing"
    assert contact.call.ringing == ["101"]
    assert contact.conversation.phone == "+79165554218"
    assert not contact.conversation.unread


@pytest.mark.parametrize("order", list(permutations((RING, ANSWER, END))))
def test_any_order_and_any_repeats_make_one_finished_call(post, order):
    anna = hire(ANNA)
    for event in (*order, *order[::-1], order[0]):
        assert post(event).status_code == 200
    call = Call.objects.get()
    assert (call.state, call.extension, call.staff_id) == ("ended", "101", anna.pk)
    assert call.signals.count() == 3
    assert Conversation.objects.count() == Contact.objects.count() == 1
    assert not Conversation.objects.get().unread


def test_a_repeated_event_records_nothing_more(post):
    post(RING)
    before = journal.position()
    post(RING)
    assert journal.position() == before


def test_a_missed_call_waits_unread_until_it_turns_out_to_have_been_answered(post):
    post(RING)
    post(END)
    assert Call.objects.get().state == "missed"
    assert Conversation.objects.get().unread
    post(ANSWER)
    assert Call.objects.get().state == "ended"
    assert not Conversation.objects.get().unread


def test_a_call_whose_end_was_never_posted_counts_as_missed_until_more_is_heard(post):
    post(RING)
    heard = Call.objects.get().heard_at
    soon, later = heard + timedelta(minutes=2), heard + timedelta(minutes=20)
    telephone = Actor.system("telephone")
    assert silence_lost_calls(actor=telephone, now=soon) == 0
    assert silence_lost_calls(actor=telephone, now=later) == 1
    assert Call.objects.get().state == "missed"
    assert Conversation.objects.get().unread
    post(ANSWER)
    assert Call.objects.get().state == "talking"
    assert not Conversation.objects.get().unread


def test_a_group_rings_each_of_its_telephones(post):
    hire(OLEG)
    post(RING)
    post({**RING, "extension": "102"})
    assert Call.objects.get().ringing == ["101", "102"]
    post({**ANSWER, "extension": "102"})
    call = Call.objects.get()
    assert (call.ringing, call.extension, call.staff.username) == ([], "102", "oleg")


def test_every_screen_is_told_when_the_call_comes_to_the_next_telephone(post):
    post(RING)
    before = journal.position()
    post({**RING, "extension": "102"})
    assert [one.type for one in journal.entries_after(before, limit=9)] == ["contact.CallOffered"]


def test_two_callers_on_one_telephone_stay_apart(post):
    post(RING)
    post({**RING, "call": "118"})
    assert Conversation.objects.count() == 2


def test_an_outgoing_call_nobody_answers_alarms_nobody(post):
    post({**RING, "direction": "out", "from": "101", "to": "+79165554218"})
    post({**END, "direction": "out", "from": "101", "to": "+79165554218"})
    assert Call.objects.get().state == "unanswered"
    assert Conversation.objects.get().phone == "+79165554218"
    assert not Conversation.objects.get().unread


@pytest.mark.parametrize("bearer", [None, "", "wrong", "x" * 5000, "тёмный"])
def test_an_unknown_token_is_refused_plainly(client, token, bearer):
    headers = {} if bearer is None else {"Authorization": f"Bearer {bearer}".encode().decode("latin-1")}
    answer = client.post(ADDRESS, json.dumps(RING), content_type="application/json", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["field"] == "token"
    assert answer.json()["error"]
    assert not Call.objects.exists()


def test_a_revoked_token_is_refused(post):
    revoke_token(name="switchboard", now=NOW)
    assert post(RING).status_code == 401


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"call": ""}, "call"),
        ({"kind": "rang"}, "kind"),
        ({"at": "noon"}, "at"),
        ({"direction": "up"}, "direction"),
        ({"from": {}}, "from"),
        ({"extension": "1" * 30}, "extension"),
    ],
)
def test_a_wrong_field_is_named(post, change, field):
    answer = post({**RING, **change})
    assert answer.status_code == 422
    assert answer.json()["field"] == field
    assert field in answer.json()["error"]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", "[" * 5000, "[]", '"x"', "null"])
def test_a_body_that_is_no_event_is_refused(post, body):
    answer = post(body)
    assert answer.status_code == 422
    assert answer.json()["error"]


def test_a_body_without_end_is_refused(post):
    assert post("x" * 20_000).status_code == 413


def test_reading_is_not_what_this_address_is_for(client):
    assert client.get(ADDRESS).status_code == 405


def test_it_needs_no_cookie_of_ours(token):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(
        ADDRESS, json.dumps(RING), content_type="application/json", headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 200
