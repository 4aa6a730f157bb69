"""Where a page saves what is typed: what it takes, what it answers, and what it never writes anywhere else."""

import json
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pharos.cases import api as cases
from pharos.people import drafts
from pharos.people.models import Draft
from tests.cast import ANNA, OLEG, actor, hire

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
IDENT = UUID(int=77)
WORDS = "Мама просит врача"


def anna(client: Client, person: dict[str, object] = ANNA) -> Client:
    client.force_login(hire(person), backend=BACKEND)
    return client


def save(client: Client, ident: UUID = IDENT, **told: object) -> object:
    body = {
        "form": "cases.note", "subject": None, "staff": hire(ANNA).pk, "page": "/cases/", "version": 1, "base": 0,
        "writer": "w", "fields": [["text", WORDS]], "changed": ["text"],
    } | told  # fmt: skip
    return client.post(
        reverse("people:save_draft", args=[ident]), json.dumps(body), "application/json", headers={"HX-Request": "true"}
    )


def test_a_save_says_so_with_its_number(client):
    answer = save(anna(client), version=3)
    assert (answer.status_code, answer.json()) == (200, {"said": "saved", "version": 3})


def test_the_same_save_again_is_there_already(client):
    anna(client)
    assert save(client).json() == save(client).json()
    assert Draft.objects.count() == 1


def test_another_window_hears_what_stands_there(client):
    save(anna(client))
    answer = save(client, writer="second", fields=[["text", "другое"]])
    assert answer.status_code == 409
    assert answer.json() == {"said": "elsewhere", "version": 1, "fields": {"text": [WORDS]}}


def test_somebody_who_signed_in_meanwhile_saves_nothing_under_his_name(client):
    answer = save(anna(client, OLEG))
    assert (answer.status_code, answer.json()["said"]) == (403, "somebody")
    assert not Draft.objects.exists()


def test_nobody_saves_into_the_draft_of_a_colleague(client):
    save(anna(client))
    answer = save(anna(client, OLEG), staff=hire(OLEG).pk, version=9, base=1)
    assert answer.status_code == 403
    assert WORDS not in answer.content.decode()


def test_a_visitor_is_told_that_he_is_signed_out(client):
    assert save(client).status_code == 401


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ({"form": "note"}, "form"),
        ({"form": "cases.note<script>"}, "form"),
        ({"page": "https://elsewhere.example/"}, "page"),
        ({"page": "//elsewhere.example/"}, "page"),
        ({"page": "/\\elsewhere.example/"}, "page"),
        ({"version": "1"}, "version"),
        ({"version": True}, "version"),
        ({"version": 2**31}, "version"),
        ({"base": -1}, "base"),
        ({"writer": ""}, "writer"),
        ({"subject": "x"}, "subject"),
        ({"fields": {"text": "x"}}, "fields"),
        ({"fields": [["text", 5]]}, "fields"),
        ({"fields": [["text", "x"]] * 501}, "fields"),
        ({"changed": "text"}, "changed"),
    ],
)
def test_what_is_no_save_of_ours_is_refused_and_says_why(client, told, what):
    answer = save(anna(client), **told)
    assert answer.status_code == 400
    assert what in answer.json()["what"]
    assert not Draft.objects.exists()


@pytest.mark.parametrize("body", ["", "[]", "{", "null", "\ud83d".encode("utf-8", "replace").decode()])
def test_a_body_that_is_no_save_is_refused(client, body):
    answer = anna(client).post(reverse("people:save_draft", args=[IDENT]), body, "application/json")
    assert answer.status_code == 400


def test_more_than_any_form_takes_is_said(client):
    answer = save(anna(client), fields=[["text", "щ" * (drafts.LONGEST + 1)]])
    assert (answer.status_code, answer.json()) == (413, {"said": "long"})


def test_a_zero_byte_does_not_break_the_rest(client):
    assert save(anna(client), fields=[["text", "до\x00после"]]).status_code == 200
    assert drafts.draft_for(staff=hire(ANNA).pk, form="cases.note", ident=IDENT).fields["text"] == ["допосле"]


def test_saving_writes_nothing_into_the_journal(client):
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from journal_entry")
        before = cursor.fetchone()
        save(anna(client))
        cursor.execute("select count(*) from journal_entry")
        assert cursor.fetchone() == before


def test_a_case_card_is_drawn_from_the_drafts_about_it(client):
    insured = cases.PartyFacts(role="insured", name="Ковалёв Артём")
    made = cases.register_case(actor=actor(ANNA), now=timezone.now(), registration=cases.Registration(insured=insured))
    ident = drafts.draft_id(staff=hire(ANNA).pk, form="cases.note", subject=made.id)
    save(anna(client), ident, subject=str(made.id))
    page = client.get(f"/cases/{made.id}/note").content.decode()
    assert WORDS in page
    assert f'data-draft="{ident}"' in page
    assert 'data-version="1"' in page
    assert WORDS not in anna(Client(), OLEG).get(f"/cases/{made.id}/note").content.decode()


def test_an_act_and_the_end_of_its_draft_are_one_transaction(client):
    insured = cases.PartyFacts(role="insured", name="Ковалёв Артём")
    made = cases.register_case(actor=actor(ANNA), now=timezone.now(), registration=cases.Registration(insured=insured))
    ident = drafts.draft_id(staff=hire(ANNA).pk, form="cases.note", subject=made.id)
    save(anna(client), ident, subject=str(made.id))
    sent = {"request_key": "k1", "draft": str(ident), "draft_version": "1", "text": ""}
    assert client.post(f"/cases/{made.id}/note", sent).status_code == 422
    assert len(drafts.unfinished(hire(ANNA).pk)) == 1
    assert client.post(f"/cases/{made.id}/note", sent | {"text": WORDS}).status_code == 302
    assert drafts.unfinished(hire(ANNA).pk) == []
    assert save(client, ident, subject=str(made.id), version=2, base=1).json()["said"] == "used"
