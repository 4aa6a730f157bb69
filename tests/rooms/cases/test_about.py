"""A policy's page lists the cases about it, for those who may see cases."""

import pytest
from django.urls import reverse

from pharos.cases import api as cases
from pharos.core.ids import new_id
from pharos.policies.api import Policy
from tests.cast import ADA, ANNA, NOW, actor, hire
from tests.rooms.cases.stage import insurer, register, row

pytestmark = pytest.mark.django_db


def look(client, person, policy_id=None):
    client.force_login(hire(person), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(reverse("cases:about_policy", args=[policy_id or new_id()]))


def test_the_cases_of_a_policy_are_listed_with_their_state(client):
    policy = Policy.objects.create(
        insurer=insurer("SZ"), number="SZ-2018-004512", number_key="SZ2018004512", created_at=NOW, changed_at=NOW
    )
    case_id = register()
    cases.confirm_policy(actor=actor(ANNA), now=NOW, case_id=case_id, policy_id=policy.id)
    page = look(client, ANNA, policy.id).content.decode()
    assert row(case_id).number in page
    assert f"/cases/{case_id}/" in page


def test_a_policy_without_cases_says_so(client):
    answer = look(client, ANNA)
    assert answer.status_code == 200
    assert "По этому полису обращений нет." in answer.content.decode()


def test_who_sees_no_cases_sees_none_of_a_policy_either(client):
    assert look(client, ADA).status_code == 403
