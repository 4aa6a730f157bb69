"""The staff list: who may change it, what it never allows, and what the journal keeps of it."""

import pytest
from django.urls import reverse

from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.people import actions
from pharos.people.api import Role, Staff
from tests.cast import ADA, ANNA, BORIS, NOW, PASSWORD, SVETA, actor, hire

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return [entry.type for entry in journal.entries(limit=20)]


def key(number: int = 1) -> dict[str, str]:
    return {"request_key": f"key-{number}"}


def person_fields(**changes: object) -> dict[str, object]:
    return {
        "username": "timur",
        "password": "a-lantern-for-timur",
        "display_name": "Тимур Асанов",
        "department": "contact_centre",
        "roles": ["operator"],
        "languages": ["ru", "kk"],
        "language": "ru",
        "extension": "107",
        **changes,
    }


def test_an_administrator_adds_a_colleague_who_can_then_sign_in(client):
    client.force_login(hire(ADA))
    answer = client.post(reverse("people:add"), person_fields() | key())
    assert answer.status_code == 302
    timur = Staff.objects.get(username="timur")
    assert timur.check_password("a-lantern-for-timur")
    assert (timur.roles, timur.languages, timur.extension) == (["operator"], ["ru", "kk"], "107")
    assert kinds() == ["people.StaffAdded"]
    assert "lantern" not in journal.entries(limit=1)[0].payload


def test_a_repeated_send_adds_nobody_twice(client):
    client.force_login(hire(ADA))
    first = client.post(reverse("people:add"), person_fields() | key())
    again = client.post(reverse("people:add"), person_fields() | key())
    assert (first["Location"], again.status_code) == (again["Location"], 302)
    assert Staff.objects.filter(username="timur").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": "ANNA"}, "username"),
        ({"username": "no spaces please"}, "username"),
        ({"password": "short"}, "password"),
        ({"roles": ["king"]}, "roles"),
        ({"display_name": ""}, "display_name"),
    ],
)
def test_a_wrong_form_says_where_and_adds_nobody(client, changes, field):
    hire(ANNA)
    client.force_login(hire(ADA))
    answer = client.post(reverse("people:add"), person_fields(**changes) | key())
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert kinds() == []


@pytest.mark.parametrize("person", [ANNA, SVETA, BORIS])
def test_nobody_else_changes_the_list(client, person):
    client.force_login(hire(person))
    target = hire(ANNA).pk
    for address in (reverse("people:add"), reverse("people:change", args=[target])):
        assert client.post(address, person_fields() | key()).status_code == 403


def test_roles_changed_by_an_administrator_are_in_the_journal():
    anna = hire(ANNA)
    actions.change_staff(actor=actor(ADA), now=NOW, staff_id=anna.pk, details={"roles": ["operator", "supervisor"]})
    (entry,) = journal.entries(limit=1)
    assert entry.event.roles == ("operator", "supervisor")
    assert entry.event.fields == ("roles",)


def test_a_change_that_changes_nothing_is_no_event():
    anna = hire(ANNA)
    actions.change_staff(actor=actor(ADA), now=NOW, staff_id=anna.pk, details={"roles": ["operator"]})
    assert kinds() == []


def test_a_deactivated_person_is_out_with_the_next_request(client):
    anna = hire(ANNA)
    client.force_login(anna)
    assert client.get(reverse("people:profile")).status_code == 200
    actions.deactivate(actor=actor(ADA), now=NOW, staff_id=anna.pk)
    assert client.get(reverse("people:profile")).status_code == 302
    assert not client.login(username="anna", password=PASSWORD)
    actions.reactivate(actor=actor(ADA), now=NOW, staff_id=anna.pk)
    assert kinds()[:2] == ["people.StaffReactivated", "people.StaffDeactivated"]


def test_nobody_closes_his_own_door():
    hire({"username": "second", "roles": [Role.ADMINISTRATOR]})
    with pytest.raises(Objected, match="oneself"):
        actions.deactivate(actor=actor(ADA), now=NOW, staff_id=hire(ADA).pk)


def test_somebody_who_can_let_others_in_is_always_left():
    ada = hire(ADA)
    with pytest.raises(Objected, match="last_administrator"):
        actions.change_staff(actor=actor(SVETA), now=NOW, staff_id=ada.pk, details={"roles": ["operator"]})
    with pytest.raises(Objected, match="last_administrator"):
        actions.deactivate(actor=actor(SVETA), now=NOW, staff_id=ada.pk)
    hire({"username": "second", "roles": [Role.ADMINISTRATOR]})
    actions.deactivate(actor=actor(SVETA), now=NOW, staff_id=ada.pk)


def test_a_new_password_ends_the_sessions(client):
    anna = hire(ANNA)
    client.force_login(anna)
    actions.set_password(actor=actor(ADA), now=NOW, staff_id=anna.pk, password="another-lantern-7")
    assert client.get(reverse("people:profile")).status_code == 302


def test_everybody_sets_his_own_screen(client):
    anna = hire(ANNA)
    client.force_login(anna)
    fields = {"language": "en", "theme": "dark", "extension": "111", "languages": ["ru", "en"]}
    answer = client.post(reverse("people:profile"), fields | key(), follow=True)
    anna.refresh_from_db()
    assert (anna.language, anna.theme, anna.single_keys, anna.extension) == ("en", "dark", False, "111")
    assert 'lang="en" data-theme="dark" data-keys="off"' in answer.content.decode()


def test_a_profile_form_gives_no_rights(client):
    anna = hire(ANNA)
    client.force_login(anna)
    fields = {"language": "ru", "theme": "", "roles": ["administrator"], "is_superuser": "on", "username": "root"}
    client.post(reverse("people:profile"), fields | key())
    anna.refresh_from_db()
    assert (anna.roles, anna.username, anna.is_superuser) == (["operator"], "anna", False)


def test_the_theme_button_never_leads_to_another_house(client):
    client.force_login(hire(ANNA))
    answer = client.post(reverse("people:theme"), {"theme": "dark", "next": "https://elsewhere.example/"} | key())
    assert answer["Location"] == "/"


@pytest.mark.parametrize(("accepts", "language"), [("ru", "ru"), ("en-GB,en", "en"), ("fi", "ru")])
def test_the_door_speaks_the_language_of_the_browser(client, accepts, language):
    answer = client.get(reverse("account_login"), headers={"accept-language": accepts})
    assert f'<html lang="{language}"' in answer.content.decode()


def test_a_signed_in_page_speaks_the_language_of_the_person(client):
    client.force_login(hire(ANNA))
    answer = client.get(reverse("people:profile"), headers={"accept-language": "en"})
    assert '<html lang="ru"' in answer.content.decode()
