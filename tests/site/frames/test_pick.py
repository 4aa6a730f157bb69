"""The pick of a provider at a case: what is offered there, one choice, its reason, and the line it leaves."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pharos.cases import api as cases
from pharos.network.actions.demo import load_demo_providers
from pharos.network.models import Gap, Provider, Steerage
from pharos.places.models import Place
from tests.cast import ANNA, BORIS, EGOR, SVETA, actor, hire

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _providers() -> None:
    load_demo_providers(actor=actor(SVETA), now=timezone.now())


def case_at(place: str, country: str, *, urgency: int = 2, born: date | None = None) -> cases.RegisteredCase:
    where = Place.objects.filter(country=country, name=place).order_by("-weight")[0]
    insured = cases.PartyFacts(role="insured", name="Ковалёв Артём", phone="+79165554218")
    told = cases.Registration(
        insured=insured, birth_date=born, complaint="Температура", urgency=urgency,
        place=cases.PlaceFacts(place=where.id, country=country),
    )  # fmt: skip
    return cases.register_case(actor=actor(ANNA), now=timezone.now(), registration=told)


def opened(client: Client, case_id: UUID) -> str:
    client.force_login(hire(ANNA))
    return client.get(reverse("pick", args=[case_id])).content.decode()


def sent(client: Client, name: str, case_id: UUID, **fields: Any) -> Any:
    client.force_login(hire(ANNA))
    return client.post(reverse(name, args=[case_id]), {"request_key": str(uuid4()), **fields})


def test_the_tab_and_the_page_offer_what_the_case_needs(client: Client) -> None:
    case = case_at("Kemer", "TR", born=date(2022, 5, 1))
    client.force_login(hire(ANNA))
    tab = client.get(reverse("case", args=[case.id]), {"tab": "providers"}).content.decode()
    assert "педиатр" in tab
    assert "Маяк" in tab
    page = opened(client, case.id)
    assert page.count('class="offer') >= 2
    assert 'data-key="1"' in page
    assert "tel:+902420000101" in page
    assert '<path class="land"' in page


def test_one_key_chooses_the_first_and_the_thread_tells_it(client: Client) -> None:
    case, clinic = case_at("Kemer", "TR"), Provider.objects.get(name_latin="Lighthouse Clinic Kemer")
    answer = sent(client, "pick_choose", case.id, chosen=clinic.id, capability="ent")
    assert answer.status_code == 302
    row = Steerage.objects.get(case_id=case.id)
    assert (row.chosen, row.rank) == (clinic.id, 1)
    assert json.loads(str(row.question))["capability"] == "ent"
    assert "Выбран провайдер: Клиника «Маяк», Кемер (1 из" in client.get(answer["Location"]).content.decode()


def test_another_than_the_first_needs_a_reason(client: Client) -> None:
    case, other = case_at("Kemer", "TR"), Provider.objects.get(name_latin="Taurus International Hospital")
    refused = sent(client, "pick_choose", case.id, chosen=other.id, capability="therapist", rank="2")
    assert refused.status_code == 422
    assert "почему не первый" in refused.content.decode()
    assert not Steerage.objects.exists()
    sent(client, "pick_choose", case.id, chosen=other.id, capability="therapist", rank="2", why="no_answer")
    assert Steerage.objects.get().why_code == "no_answer"


def test_a_threat_to_life_shows_the_ambulance_before_any_hospital(client: Client) -> None:
    page = opened(client, case_at("Kemer", "TR", urgency=5).id)
    assert page.index("tel:112") < page.index("Прибрежная больница")
    assert page.index("Прибрежная больница") < page.index("Торос")


def test_a_search_that_finds_nobody_opens_a_gap_and_looking_alone_does_not(client: Client) -> None:
    case = case_at("La Digue", "SC")
    opened(client, case.id)
    assert not Gap.objects.exists()
    page = sent(client, "pick", case.id, capability="dentist").content.decode()
    assert "Сейчас никого из наших" in page
    assert Gap.objects.get().capability == "dentist"


def test_without_a_place_the_page_says_so_and_strangers_see_nothing(client: Client) -> None:
    insured = cases.PartyFacts(role="insured", name="Ковалёв Артём")
    told = cases.Registration(insured=insured, complaint="Боль")
    case = cases.register_case(actor=actor(ANNA), now=datetime.now(UTC), registration=told)
    assert "Где путешественник?" in opened(client, case.id)
    client.force_login(hire(EGOR))
    assert client.get(reverse("pick", args=[case.id])).status_code in (403, 404)
    client.force_login(hire(BORIS))
    assert client.post(reverse("pick_choose", args=[case.id])).status_code == 403
