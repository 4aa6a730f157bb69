"""The screens of providers: found in any script, kept by forms, taken in from a file, refused with what to mend."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pharos.network.actions.demo import load_demo_providers
from pharos.network.models import Contract, Observation, Provider, ProviderPhone
from tests.cast import ANNA, NOW, SVETA, actor, hire

pytestmark = pytest.mark.django_db
NINA = {"username": "nina", "display_name": "Нина Сетевая", "roles": ["network_developer"]}


@pytest.fixture(autouse=True)
def _providers() -> None:
    load_demo_providers(actor=actor(SVETA), now=NOW)


def signed_in(person: dict[str, object]) -> Client:
    client = Client()
    client.force_login(hire(person))
    return client


def sent(client: Client, name: str, *args: Any, **fields: Any) -> Any:
    return client.post(reverse(name, args=args), {"request_key": str(uuid4()), **fields})


def clinic() -> Provider:
    return Provider.objects.get(name_latin="Lighthouse Clinic Kemer")


@pytest.mark.parametrize("typed", ["Маяк", "lighthouse", "Дениз Фенери"])
def test_a_provider_is_found_by_any_of_its_names(typed: str) -> None:
    client = signed_in(ANNA)
    answer = sent(client, "network:list", q=typed)
    page = client.get(answer["Location"]).content.decode()
    assert "Маяк" in page
    assert typed not in answer["Location"]


def test_every_part_of_the_card_is_shown() -> None:
    client = signed_in(NINA)
    for tab in ("card", "contracts", "papers", "quality", "same"):
        page = client.get(reverse("network:page", args=[clinic().id]), {"tab": tab})
        assert page.status_code == 200
    assert "n = 4" in client.get(reverse("network:page", args=[clinic().id]), {"tab": "quality"}).content.decode()


def test_a_phone_with_letters_is_refused_at_its_field() -> None:
    client = signed_in(NINA)
    refused = sent(
        client, "network:part-add", clinic().id, "phone", purpose="reception", number="call Ahmed", order="0"
    )
    assert refused.status_code == 422
    assert "call Ahmed" in refused.content.decode()
    assert not ProviderPhone.objects.filter(number__contains="Ahmed").exists()
    sent(client, "network:part-add", clinic().id, "phone", purpose="doctor", number="0242 000 01 09", order="5")
    assert ProviderPhone.objects.filter(number="+902420000109").exists()


def test_an_overlap_is_told_with_the_other_contract() -> None:
    client = signed_in(NINA)
    fields = {"status": "active", "first": "2026-06-01", "last": "", "currency": "EUR"}
    refused = sent(client, "network:part-add", clinic().id, "contract", **fields)
    assert refused.status_code == 422
    assert "K-17" in refused.content.decode()
    assert Contract.objects.filter(provider=clinic()).count() == 1


def test_hours_are_refused_with_the_place_of_the_fault() -> None:
    client = signed_in(NINA)
    refused = sent(
        client, "network:part-add", clinic().id, "capability", capability="dentist", hours="Mo-Fr 9:00-25:99"
    )
    assert "15" in refused.content.decode()
    assert refused.status_code == 422


def test_who_may_already_be_it_is_asked_before_a_provider_is_added() -> None:
    client = signed_in(NINA)
    fields = {"name_latin": "Mayak Lighthouse Klinik", "kind": "clinic", "country": "TR", "latitude": "36.6022",
              "longitude": "30.5599", "ages": ["1", "2", "4"]}  # fmt: skip
    asked = sent(client, "network:add", **fields)
    assert asked.status_code == 422
    assert str(clinic().id) in asked.content.decode()
    assert sent(client, "network:add", another="yes", **fields).status_code == 302


def test_only_the_department_changes_and_an_operator_notes_what_he_saw() -> None:
    client = signed_in(ANNA)
    assert client.get(reverse("network:add")).status_code == 403
    sent(client, "network:tell", clinic().id, kind="rating", number="9")
    assert Observation.objects.filter(provider=clinic(), kind="rating").count() == 4
    sent(client, "network:tell", clinic().id, kind="rating", number="5", code="operator")
    assert Observation.objects.filter(provider=clinic(), kind="rating").count() == 5


ROWS = """name,country,latitude,longitude,phone,hours,capabilities,languages
Bay Clinic,TR,36.55,30.56,+90 242 000 0150,24/7,therapist;dentist,ru en
BAY CLINIK,TR,36.5501,30.5601,,,therapist,
Lighthouse Kemer Clinic,TR,36.602,30.56,,,,
"""
BAD = """name,country,latitude,longitude,phone,hours,capabilities,licence_until
Zero,TR,0,0,,,,
Turned,TR,30.5,36.6,,,,
Lettered,TR,36.6,30.5,call Ahmed,,,
Late,TR,36.6,30.5,,Mo-Fr 8:00-25:99,wizard,soon
"""


def a_file(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("providers.csv", text.encode(), "text/csv")


def test_a_look_changes_nothing_and_tells_every_fault_by_row() -> None:
    client, before = signed_in(NINA), Provider.objects.count()
    page = sent(client, "network:import", file=a_file(BAD), take="yes")
    body = page.content.decode()
    assert page.status_code == 422
    for piece in ("call Ahmed", "15: 99", "wizard", "soon"):
        assert piece in body
    assert Provider.objects.count() == before


def test_one_clinic_under_three_spellings_is_shown_and_taken_once() -> None:
    client, before = signed_in(NINA), Provider.objects.count()
    body = sent(client, "network:import", file=a_file(ROWS)).content.decode()
    assert "Lighthouse Clinic Kemer" in body
    assert Provider.objects.count() == before
    assert sent(client, "network:import", file=a_file(ROWS), take="yes").status_code == 302
    assert Provider.objects.count() == before + 1
    added = Provider.objects.get(name_latin="Bay Clinic")
    assert {one.capability for one in added.capabilities.all()} == {"therapist", "dentist"}


def test_the_search_of_the_top_bar_finds_a_provider() -> None:
    client = signed_in(ANNA)
    found = client.get(sent(client, "search", q="маяк кемер")["Location"]).content.decode()
    assert "Клиника «Маяк», Кемер" in found
