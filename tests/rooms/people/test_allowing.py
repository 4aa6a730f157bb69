"""Who may open a page: visitors are sent to sign in, colleagues without the right are told so."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from pharos.people.api import Permission, allow, permits, public
from tests.cast import ANNA, BORIS, EGOR, hire

pytestmark = pytest.mark.django_db


@allow(Permission.WORK_CASES, Permission.MOVE_CASES)
def page(request):
    return HttpResponse("in")


def ask(rf, user, **headers):
    request = rf.get("/cases/?tab=mine", headers=headers)
    request.user = user
    return page(request)


def test_who_may_comes_in(rf):
    assert ask(rf, hire(ANNA)).content == b"in"


def test_a_visitor_is_sent_to_sign_in_and_back(rf):
    answer = ask(rf, AnonymousUser())
    assert answer.status_code == 302
    assert "next=/cases/%3Ftab%3Dmine" in answer["Location"]


def test_a_fragment_for_a_visitor_is_refused_plainly(rf):
    assert ask(rf, AnonymousUser(), hx_request="true").status_code == 401


@pytest.mark.parametrize("person", [BORIS, EGOR])
def test_a_colleague_without_the_right_is_refused(rf, person):
    with pytest.raises(PermissionDenied):
        ask(rf, hire(person))


def test_who_left_may_nothing_at_once(rf):
    anna = hire(ANNA)
    anna.is_active = False
    anna.save()
    assert ask(rf, anna).status_code == 302
    assert not permits(anna, Permission.WORK_CASES)


def test_every_page_must_name_a_permission_or_be_public():
    with pytest.raises(ValueError, match="at least one"):
        allow()
    assert public(lambda request: HttpResponse()).allows == ()
