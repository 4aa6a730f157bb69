"""A demanded second factor stops whoever has none; attempts to sign in are counted for the whole house."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.cast import ANNA, PASSWORD, hire

pytestmark = pytest.mark.django_db
QUEUE, ADD = "/cases/", "/accounts/second-factor/add/"


@pytest.fixture
def demanding(settings) -> Client:
    """A browser at a house that demands a second factor."""
    after = "pharos.people.speaking.speaking"
    place = settings.MIDDLEWARE.index(after) + 1
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE[:place],
        "pharos.people.second_factor.second_factor",
        *settings.MIDDLEWARE[place:],
    ]
    return Client()


def sign_in(client: Client, password: str = PASSWORD):
    hire(ANNA)
    return client.post(reverse("account_login"), {"login": "anna", "password": password})


def test_who_has_none_is_led_to_add_one(demanding):
    sign_in(demanding)
    assert demanding.get(QUEUE).headers["Location"] == ADD
    assert demanding.get(ADD).status_code in (
        200,
        302,
    )  # allauth asks for the password again first, when it is long ago
    assert demanding.get(QUEUE, headers={"HX-Request": "true"}).status_code == 401
    assert demanding.get("/live", headers={"Accept": "text/event-stream"}).status_code == 401


def test_who_has_added_one_works_at_once(demanding):
    sign_in(demanding)
    TOTP.activate(hire(ANNA), generate_totp_secret())
    assert demanding.get(QUEUE).status_code == 200


def test_who_came_in_with_one_works(demanding):
    secret = generate_totp_secret()
    TOTP.activate(hire(ANNA), secret)
    assert sign_in(demanding).headers["Location"].startswith("/accounts/code/")
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret, counter))
    assert demanding.post("/accounts/code/", {"code": code}).status_code == 302
    assert demanding.get(QUEUE).status_code == 200


def test_visitors_reach_the_door(demanding):
    assert demanding.get(reverse("account_login")).status_code == 200


def test_elsewhere_nobody_is_stopped(client):
    sign_in(client)
    assert client.get(QUEUE).status_code == 200


def test_attempts_are_counted_for_the_whole_house():
    for _ in range(6):
        sign_in(Client(), "wrong")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_counter")
        assert cursor.fetchone() > (0,)
    assert sign_in(Client()).status_code == 200  # the right password, too late: the door stays shut for five minutes
    cache.clear()
    assert sign_in(Client()).status_code == 302
