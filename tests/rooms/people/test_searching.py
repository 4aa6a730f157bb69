"""Words typed into a search stand in no address."""

import pytest
from django.urls import reverse

from tests.cast import ANNA, OLEG, hire

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGES = ["cases:queue", "policies:register", "search"]


@pytest.mark.parametrize("page", PAGES)
def test_the_words_come_by_post_and_the_page_reads_them_back(client, page):
    client.force_login(hire(ANNA), backend=BACKEND)
    answer = client.post(reverse(page), {"q": "Серова Ольга", "insurer": ""})
    assert answer["Location"] == f"{reverse(page)}?typed=1"
    shown = client.get(answer["Location"]).content.decode()
    assert 'value="Серова Ольга"' in shown
    assert "%D0%A1%D0%B5%D1%80" not in shown
    assert "?q=" not in shown


@pytest.mark.parametrize("page", PAGES)
def test_empty_words_clear_the_search(client, page):
    client.force_login(hire(ANNA), backend=BACKEND)
    client.post(reverse(page), {"q": "Серова"})
    assert client.post(reverse(page), {"q": " "})["Location"] == reverse(page)
    assert "Серова" not in client.get(reverse(page)).content.decode()


def test_the_rest_of_the_form_stays_in_the_address_for_links_and_colleagues(client):
    client.force_login(hire(ANNA), backend=BACKEND)
    answer = client.post(reverse("cases:queue"), {"q": "Серова", "tab": "mine", "country": "EG", "request_key": "k"})
    assert answer["Location"] == f"{reverse('cases:queue')}?tab=mine&country=EG&typed=1"


def test_nobody_reads_what_a_colleague_typed(client):
    client.force_login(hire(ANNA), backend=BACKEND)
    client.post(reverse("search"), {"q": "Серова"})
    client.logout()
    client.force_login(hire(OLEG), backend=BACKEND)
    assert "Серова" not in client.get(reverse("search") + "?typed=1").content.decode()
