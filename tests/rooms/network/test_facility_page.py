"""The page of a facility of a list, and the provider that a person makes of it."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from pharos.network.actions.demo import load_demo_facilities, load_demo_providers
from pharos.network.models import Facility, Provider, Supply
from tests.cast import ANNA, NOW, SVETA, actor, hire

pytestmark = pytest.mark.django_db
NINA = {"username": "nina", "display_name": "Нина Сетевая", "roles": ["network_developer"]}


@pytest.fixture(autouse=True)
def _network() -> None:
    load_demo_providers(actor=actor(SVETA), now=NOW)
    load_demo_facilities(actor=actor(SVETA), now=NOW)


def signed_in(person: dict[str, object]) -> Client:
    client = Client()
    client.force_login(hire(person))
    return client


def form_of(client: Client, facility: Facility) -> dict[str, Any]:
    form = client.get(reverse("network:adopt", args=[facility.id])).context["form"]
    return {name: value for name in form.fields if (value := form[name].value()) not in (None, "")}


def test_the_page_says_what_the_list_tells_whose_list_it_is_and_that_a_rough_place_is_no_point() -> None:
    exact, rough = Facility.objects.get(name__startswith="White Nile"), Facility.objects.get(name__startswith="Harbour")
    page = signed_in(ANNA).get(reverse("network:facility", args=[exact.id])).content.decode()
    for told in ("4.8512", "+211920000101", "office@white-nile.example", "Clinics of the demonstration", "invented"):
        assert told in page
    assert "adopt" not in page  # an operator reads, the network makes providers
    page = signed_in(NINA).get(reverse("network:facility", args=[rough.id])).content.decode()
    assert str(rough.latitude) not in page
    assert reverse("network:adopt", args=[rough.id]) in page


def test_a_facility_becomes_a_provider_with_its_telephones_and_only_what_was_ticked() -> None:
    client, facility = signed_in(NINA), Facility.objects.get(name__startswith="White Nile")
    address = reverse("network:adopt", args=[facility.id])
    filled = form_of(client, facility)
    assert set(filled["does"]) == {"therapist", "paediatrician"}
    before = Provider.objects.count()
    refused = client.post(address, {"request_key": str(uuid4()), **filled, "latitude": "31.58", "longitude": "4.85"})
    assert refused.status_code == 422
    assert Provider.objects.count() == before  # nothing half kept
    client.post(address, {"request_key": str(uuid4()), **filled, "does": ["therapist"]})
    made = Provider.objects.get(name_latin="White Nile Polyclinic")
    assert [one.number for one in made.phones.all()] == ["+211920000101"]
    told = [(one.capability, one.note) for one in made.capabilities.all()]
    assert told == [("therapist", "Clinics of the demonstration, 2026-06")]
    assert not Supply.objects.filter(subject=facility.id).exists()  # found as the provider only
    assert client.get(address).status_code == 302
    page = client.get(reverse("network:facility", args=[facility.id])).content.decode()
    assert reverse("network:page", args=[made.id]) in page
    assert "Нина Сетевая" in page
