"""The guide of the demonstration: step by step, remembered for each person, put away for good."""

from uuid import uuid4

import pytest
from django.urls import reverse

from pharos.site.frames.tour import STEPS
from tests.cast import ADA, ANNA, OLEG, hire

pytestmark = pytest.mark.django_db
GUIDE = 'class="tour"'


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True


def page(client, person) -> str:
    client.force_login(hire(person))
    return str(client.get(reverse("cases:queue"), follow=True).content.decode())


def go(client, step: object):
    return client.post(reverse("tour"), {"request_key": str(uuid4()), "step": step, "next": "/cases/"})


def test_the_guide_leads_on_and_back_and_remembers_for_each_person(client, demonstration):
    assert f"1/{len(STEPS)}" in page(client, ANNA)
    assert go(client, 4)["Location"] == "/cases/"
    assert f"5/{len(STEPS)}" in page(client, ANNA)
    assert f"1/{len(STEPS)}" in page(client, OLEG)


def test_the_guide_is_put_away_for_good(client, demonstration):
    page(client, ANNA)
    go(client, "away")
    assert GUIDE not in page(client, ANNA)
    assert GUIDE in page(client, OLEG)


def test_no_guide_outside_the_demonstration_and_none_for_whoever_works_no_cases(client, settings):
    assert GUIDE not in page(client, ANNA)
    settings.DEMO = True
    client.force_login(hire(ADA))
    assert GUIDE not in client.get(reverse("people:profile")).content.decode()


def test_odd_steps_put_it_away_and_lead_nowhere_else(client, demonstration):
    page(client, ANNA)
    answer = client.post(
        reverse("tour"), {"request_key": str(uuid4()), "step": "99999", "next": "https://else.example/"}
    )
    assert answer["Location"] == "/"
    assert hire(ANNA).tour_step is None
