"""Who is here: seen at once, forgotten by itself, never a reason to refuse anything."""

from datetime import timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test import Client

from pharos.journal import api as journal
from pharos.people import api as people
from pharos.people.models import Presence
from pharos.people.presence import GONE_AFTER
from tests.cast import ANNA, NOW, OLEG, hire

CASE, OTHER = UUID(int=5), UUID(int=6)
TAB, SECOND = UUID(int=51), UUID(int=52)
SOON = NOW + timedelta(seconds=8)
LATER = NOW + GONE_AFTER

pytestmark = pytest.mark.django_db


def come(
    who: dict[str, object], tab: UUID = TAB, at: UUID = CASE, *, now=NOW, typing: bool = False, holding=()
) -> None:
    people.be_present(staff=hire(who).pk, tab=tab, subject=at, typing=typing, holding=holding, now=now)


def seen(at: UUID = CASE, *, now=NOW) -> list[tuple[str, bool]]:
    return [(one.name, one.typing) for one in people.present([at], now=now).get(at, [])]


def test_who_opens_a_page_is_seen_on_it_and_nowhere_else():
    come(ANNA)
    assert seen() == [("Анна Лебедева", False)]
    assert seen(OTHER) == []


def test_two_people_are_seen_in_the_order_they_came():
    come(ANNA)
    come(OLEG, SECOND, typing=True)
    come(ANNA, now=SOON)
    assert seen(now=SOON) == [("Анна Лебедева", False), ("Олег Панин", True)]


def test_who_types_is_said_to_type_until_he_stops():
    come(ANNA, typing=True)
    assert seen() == [("Анна Лебедева", True)]
    come(ANNA, now=SOON)
    assert seen(now=SOON) == [("Анна Лебедева", False)]


def test_who_goes_to_another_page_has_left_this_one():
    come(ANNA)
    come(ANNA, at=OTHER)
    assert (seen(), seen(OTHER)) == ([], [("Анна Лебедева", False)])


def test_who_closes_the_tab_is_gone_at_once():
    come(ANNA, holding=["urgency"])
    people.leave(staff=hire(ANNA).pk, tab=TAB)
    assert seen() == []
    assert people.held_fields(CASE, now=NOW) == []


def test_a_tab_that_fell_silent_is_gone_within_half_a_minute():
    come(ANNA, holding=["urgency"])
    assert seen(now=LATER - timedelta(seconds=1)) == [("Анна Лебедева", False)]
    assert seen(now=LATER) == []
    assert people.held_fields(CASE, now=LATER) == []
    assert timedelta(seconds=30) > GONE_AFTER


def test_sweeping_takes_the_silent_and_leaves_the_others():
    come(ANNA)
    come(OLEG, SECOND, now=SOON)
    assert people.sweep(now=LATER) == 1
    assert [row.staff_id for row in Presence.objects.all()] == [hire(OLEG).pk]
    assert people.sweep(now=LATER) == 0


def test_two_tabs_of_one_person_are_two_and_one_closes_without_the_other():
    come(ANNA)
    come(ANNA, SECOND)
    assert len(seen()) == 2
    people.leave(staff=hire(ANNA).pk, tab=TAB)
    assert len(seen()) == 1


def test_nobody_speaks_for_the_tab_of_another():
    come(ANNA)
    people.leave(staff=hire(OLEG).pk, tab=TAB)
    come(OLEG, at=OTHER)
    assert seen() == [("Анна Лебедева", False)]


def test_a_field_is_held_by_whoever_is_about_to_change_it_and_forbids_nothing():
    anna, oleg = hire(ANNA).pk, hire(OLEG).pk
    assert people.hold_field(staff=anna, tab=TAB, subject=CASE, field="urgency", now=NOW) == []
    others = people.hold_field(staff=oleg, tab=SECOND, subject=CASE, field="urgency", now=NOW)
    assert [(one.name, one.field) for one in others] == [("Анна Лебедева", "urgency")]
    assert len(people.held_fields(CASE, now=NOW, field="urgency")) == 2
    assert people.held_fields(CASE, now=NOW, field="outcome") == []


def test_a_field_is_released_by_saving_and_by_itself():
    anna = hire(ANNA).pk
    people.hold_field(staff=anna, tab=TAB, subject=CASE, field="urgency", now=NOW)
    people.hold_field(staff=anna, tab=TAB, subject=CASE, field="outcome", now=NOW)
    people.release_field(staff=anna, tab=TAB, subject=CASE, field="urgency")
    assert [one.field for one in people.held_fields(CASE, now=NOW)] == ["outcome"]
    assert people.held_fields(CASE, now=LATER) == []


def test_the_same_person_in_another_tab_holds_as_well():
    anna = hire(ANNA).pk
    people.hold_field(staff=anna, tab=TAB, subject=CASE, field="urgency", now=NOW)
    assert people.held_fields(CASE, now=NOW, but=TAB) == []
    assert [one.staff_id for one in people.held_fields(CASE, now=NOW, but=SECOND)] == [anna]


def test_looking_is_written_nowhere():
    hire(ANNA)
    before = journal.position()
    come(ANNA, typing=True, holding=["urgency"])
    people.leave(staff=hire(ANNA).pk, tab=TAB)
    assert journal.position() == before
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'people_presence'")
        assert cursor.fetchone() == ("u",), "unlogged: not in the log of the database, empty after a crash"


def told(listening: psycopg.Connection) -> list[str]:
    return [notice.payload for notice in listening.notifies(timeout=0.1)]


@pytest.mark.django_db(transaction=True)
def test_only_a_change_is_told():
    parameters = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    where = {name: parameters[name] for name in names if parameters.get(name)}
    with psycopg.connect(**where, autocommit=True) as listening:
        listening.execute(f"LISTEN {people.PRESENCE}")
        come(ANNA)
        assert told(listening) == [str(CASE)]
        come(ANNA, now=SOON)
        assert told(listening) == []
        come(ANNA, now=SOON, typing=True)
        assert told(listening) == [str(CASE)]
        come(ANNA, at=OTHER, now=SOON)
        assert sorted(told(listening)) == [str(CASE), str(OTHER)]
        people.sweep(now=SOON + GONE_AFTER)
        assert told(listening) == [str(OTHER)]


@pytest.fixture
def annas(client: Client) -> Client:
    client.force_login(hire(ANNA), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_page_says_where_it_is_and_takes_its_leave(annas: Client):
    said = {"tab": str(TAB), "subject": str(CASE), "typing": "1", "holding": ["urgency", "outcome"]}
    assert annas.post("/here/", said).status_code == 204
    row = Presence.objects.get(field="")
    assert (row.subject, row.typing, row.staff_id) == (CASE, True, hire(ANNA).pk)
    assert Presence.objects.count() == 3
    assert annas.post("/here/", {"tab": str(TAB)}).status_code == 204
    assert not Presence.objects.exists()


@pytest.mark.parametrize("said", [{}, {"tab": "x"}, {"tab": "", "subject": str(CASE)}])
def test_nonsense_is_refused(annas: Client, said: dict[str, str]):
    assert annas.post("/here/", said).status_code == 400
    assert not Presence.objects.exists()


def test_names_of_fields_that_are_none_are_left_out(annas: Client):
    odd = ["<b>", "x" * 50, "", "ok_name", "1"]
    annas.post("/here/", {"tab": str(TAB), "subject": str(CASE), "holding": odd})
    assert [one.field for one in people.held_fields(CASE, now=Presence.objects.latest("pk").seen_at)] == ["ok_name"]


def test_a_stranger_is_nowhere(client: Client):
    assert client.post("/here/", {"tab": str(TAB), "subject": str(CASE)}).status_code == 302
    assert not Presence.objects.exists()
