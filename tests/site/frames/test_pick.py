"""The pick of a provider at a case: what is offered there, one choice, its reason, and the line it leaves."""

import json
import re
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pharos.cases import api as cases
from pharos.network.actions.demo import load_demo_providers
from pharos.network.actions.importing import List, import_facilities
from pharos.network.models import Facility, Gap, Provider, Steerage
from pharos.places.models import Place
from tests.cast import ANNA, BORIS, EGOR, SVETA, actor, hire

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _providers() -> None:
    load_demo_providers(actor=actor(SVETA), now=timezone.now())


def case_at(
    place: str, country: str, *, urgency: int = 2, born: date | None = None, heard: str = ""
) -> cases.RegisteredCase:
    where = Place.objects.filter(country=country, name=place).order_by("-weight")[0]
    insured = cases.PartyFacts(role="insured", name="Ковалёв Артём", phone="+79165554218")
    told = cases.Registration(
        insured=insured, birth_date=born, complaint="Температура", urgency=urgency,
        place=cases.PlaceFacts(place=where.id, country=country, heard=heard),
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


def letter_at(case_id: UUID, subject: UUID) -> str:
    return reverse("contact:clinic_letter", args=[case_id, subject])


def test_the_letter_is_addressed_to_the_clinic_that_is_offered_in_latin_letters(client: Client) -> None:
    case, clinic = case_at("Kemer", "TR"), Provider.objects.get(name_latin="Lighthouse Clinic Kemer")
    Provider.objects.filter(id=clinic.id).update(email="desk@lighthouse.example", guarantee_email="gop@lh.example")
    assert f'href="{letter_at(case.id, clinic.id)}"' in opened(client, case.id)
    page = client.get(letter_at(case.id, clinic.id)).content.decode()
    assert page.index('<option value="gop@lh.example"') < page.index('<option value="desk@lighthouse.example"')
    assert "Dear Lighthouse Clinic Kemer," in page
    assert "Kovalev Artem" in page
    russian = client.get(letter_at(case.id, clinic.id), {"language": "ru"}).content.decode()
    assert "Ковалёв Артём" in russian


def test_a_clinic_without_a_mail_address_is_telephoned(client: Client) -> None:
    case, clinic = case_at("Kemer", "TR"), Provider.objects.get(name_latin="Lighthouse Clinic Kemer")
    Provider.objects.filter(id=clinic.id).update(email="", guarantee_email="")
    page = opened(client, case.id)
    assert letter_at(case.id, clinic.id) not in page
    assert "Электронный адрес неизвестен: звоните." in page
    page = client.get(letter_at(case.id, clinic.id)).content.decode()
    assert "<textarea" not in page
    assert "tel:+902420000101" in page


def test_network_development_agrees_for_one_case_from_its_pick(client: Client) -> None:
    case, clinic = case_at("Kemer", "TR", urgency=5), Provider.objects.get(name_latin="Kemer State Shore Hospital")
    today = timezone.localdate(timezone=ZoneInfo("Europe/Istanbul"))
    client.force_login(hire({"username": "both", "display_name": "Нина", "roles": ["operator", "network_developer"]}))
    address = f"{reverse('network:part-add', args=[clinic.id, 'contract'])}?case={case.id}"
    assert address in client.get(reverse("pick", args=[case.id])).content.decode()
    given = {
        "request_key": str(uuid4()),
        "status": "active",
        "first": f"{today}",
        "last": f"{today}",
        "currency": "EUR",
    }
    assert client.post(address, given).status_code == 302
    page = opened(client, case.id)
    assert "договорённость на один случай" in page
    assert "договорённость на один случай" not in opened(client, case_at("Kemer", "TR", urgency=5).id)


def test_a_facility_without_coordinates_has_no_exact_distance(client: Client) -> None:
    raw = "name,kind,country,town,address,emergency\nMoonlit Hospital,hospital,TR,Kemer,Lunar Street 7,yes\n"
    given = List(raw=raw.encode(), source="Partner", licence="own", dated="2026")
    import_facilities(actor=actor(SVETA), now=timezone.now(), given=given)
    assert Facility.objects.get().rough
    page = opened(client, case_at("Kemer", "TR", urgency=5).id)
    entry = page[page.index("Moonlit Hospital") :].split("</li>")[0]
    for said in ("примерно, середина города", "в пределах примерно 5 км", "Lunar Street 7"):
        assert said in entry
    assert "мин" not in entry.split("<details")[0]


def test_coordinates_somebody_sent_are_measured_from_and_a_rough_place_is_drawn_as_one(client: Client) -> None:
    listed = b"name,amenity,country,city\nPine Bay Doctors,doctors,TR,Kemer\nOld Mill Surgery,doctors,TR,Kemer\n"
    import_facilities(
        actor=actor(SVETA), now=timezone.now(), given=List(raw=listed, source="Own", licence="own", dated="2026")
    )
    case = case_at("Kemer", "TR")
    middle = opened(client, case.id)
    assert middle.count('class="about"') == 2  # dashed, with the circle it lies in, not a dot like the others
    assert "Пунктир: известен только город" in middle
    sent_a_point = case_at("Kemer", "TR", heard="у дороги, 36.6500, 30.5500")
    far = re.compile(r"([\d,]+)\s?км, около")
    assert far.findall(opened(client, sent_a_point.id)) != far.findall(middle) != []
