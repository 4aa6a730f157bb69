"""Who is at work now, as far as anybody can tell without a roster, and who may do something."""

from datetime import timedelta
from uuid import UUID

import pytest

from pharos.people import api as people
from pharos.people.api import Permission, Working
from pharos.people.working import SHIFT
from tests.cast import ANNA, BORIS, NOW, SVETA, VERA, actor, hire

pytestmark = pytest.mark.django_db


def say(who: dict[str, object], state: Working, *, ago: timedelta = timedelta(minutes=5)) -> None:
    people.set_state(actor=actor(who), now=NOW - ago, staff_id=hire(who).pk, state=state)


def at_work(*who: dict[str, object]) -> set[str]:
    found = people.at_work([hire(one).pk for one in who], NOW)
    return {str(one["username"]) for one in who if hire(one).pk in found}


def test_whoever_says_so_or_has_a_page_open_is_at_work_and_a_break_is_not_work():
    people.be_present(staff=hire(BORIS).pk, tab=UUID(int=1), subject=UUID(int=2), typing=False, now=NOW)
    say(SVETA, Working.AFTER_CALL)
    assert at_work(ANNA, BORIS, SVETA) == {"boris", "sveta"}
    say(SVETA, Working.BREAK, ago=timedelta(minutes=1))
    say(BORIS, Working.BREAK)
    assert at_work(ANNA, BORIS, SVETA) == set()


def test_what_was_said_longer_ago_than_a_shift_says_nothing_of_now():
    say(SVETA, Working.READY, ago=SHIFT)
    assert at_work(SVETA) == set()


def test_the_holders_of_a_permission_are_those_whose_role_has_it_and_who_still_work_here():
    for one in (ANNA, BORIS, SVETA, VERA):
        hire(one)
    assert [one.username for one in people.holders(Permission.SIGN_REFUSALS)] == ["boris", "sveta"]
    people.Staff.objects.filter(username="boris").update(is_active=False)
    assert [one.username for one in people.holders(Permission.SIGN_REFUSALS)] == ["sveta"]
