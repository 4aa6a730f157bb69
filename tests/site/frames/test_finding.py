"""Search and palette: every room the viewer may enter, and nothing of the others."""

import pytest
from django.urls import reverse
from django.utils import timezone

from pharos.cases import api as cases
from tests.cast import ADA, ANNA, EGOR, actor, hire

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    insured = cases.PartyFacts(role="insured", name="Ковалёв Артём", phone="+79165554218")
    return cases.register_case(actor=actor(ANNA), now=timezone.now(), registration=cases.Registration(insured=insured))


def palette(client, person: dict[str, object], **query: str) -> str:
    client.force_login(hire(person))
    return str(client.post(reverse("palette"), query).content.decode())


@pytest.mark.parametrize("typed", ["ковал", "Kovalev", "8 (916) 555-42-18", "+79165554218"])
def test_a_case_is_found_by_what_one_has_of_it(client, case, typed):
    assert "Ковалёв Артём" in palette(client, ANNA, q=typed)


def test_a_case_is_found_by_its_number_and_opens_at_once(client, case):
    client.force_login(hire(ANNA))
    answer = client.get(reverse("search"), {"q": case.number})
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"{case.id}/")


@pytest.mark.parametrize("typed", ["rjdfk`d", "Rjdfk`d Fhn`v", "Лщмфдум"])
def test_words_typed_in_the_wrong_keyboard_layout_are_understood(client, case, typed):
    assert "Ковалёв Артём" in palette(client, ANNA, q=typed)
    page = client.post(reverse("search"), {"q": typed}, follow=True)
    assert "Ковалёв Артём" in page.content.decode()


def test_a_found_case_says_what_can_be_done_with_it(client, case):
    page = palette(client, ANNA, q=case.number)
    assert "tel:+79165554218" in page
    assert f"{reverse('case', args=[case.id])}?tab=notes" in page
    director = palette(client, {"username": "viktor", "roles": ["director"]}, q=case.number)
    assert "tel:" not in director
    assert "?tab=notes" not in director


def test_what_one_looked_at_last_stands_first_and_only_as_far_as_one_may_see_it(client, case):
    things = f"case:{case.id} case:00000000-0000-0000-0000-000000000000 nonsense conversation:x"
    assert palette(client, ANNA, recent=things).index("Ковалёв") < palette(client, ANNA, recent=things).index(
        "/letters/"
    )
    assert "Ковалёв" not in palette(client, ADA, recent=things)


def test_a_colleague_is_found_by_those_who_see_the_staff_list(client):
    hire(ANNA)
    assert "Анна Лебедева" in palette(client, ADA, q="лебед")
    assert "Анна Лебедева" in palette(client, ADA, q="101")
    assert "Анна Лебедева" not in palette(client, ANNA, q="лебед")


def test_who_may_not_see_cases_finds_none(client, case):
    for person in (EGOR, ADA):
        assert "Ковалёв" not in palette(client, person, q="ковал")


def test_an_empty_palette_says_where_one_may_go(client):
    page = palette(client, ADA)
    assert reverse("people:staff") in page
    assert reverse("cases:queue") not in page


def test_what_was_typed_is_shown_as_text(client):
    page = palette(client, ANNA, q="<script>alert(1)</script>")
    assert "<script>" not in page


@pytest.mark.parametrize("typed", ["a" * 5000, "%", "'", "\\", "\x00", "\u202eабв", "💥"])
def test_odd_queries_find_nothing_and_break_nothing(client, typed):
    client.force_login(hire(ANNA))
    assert client.get(reverse("search"), {"q": typed}).status_code in (200, 302)


@pytest.mark.parametrize(
    ("came_from", "leads"),
    [("http://testserver/calls/?at=1", "/calls/?at=1"), ("https://else.example/calls/", "/"), ("", "/")],
)
def test_a_refusal_leads_back_to_the_page_the_form_stood_on(client, came_from, leads):
    client.force_login(hire(ANNA))
    answer = client.post(reverse("contact:write_down"), {"phone": ""}, headers={"Referer": came_from})
    assert answer.status_code == 400
    assert f'href="{leads}"' in answer.content.decode()
    assert f'href="{reverse("contact:write_down")}"' not in answer.content.decode()
