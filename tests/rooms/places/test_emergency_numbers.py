"""Emergency numbers say how far they are to be trusted, and only a person makes them trusted."""

import tomllib
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from phonenumbers import connects_to_emergency_number, is_valid_short_number_for_region, parse

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.events.places import EmergencyNumberDoubted, EmergencyNumberVerified
from pharos.journal import api as journal
from pharos.places import emergencies
from pharos.places.api import (
    Standing,
    doubt_emergency_number,
    emergency_countries,
    emergency_numbers,
    local_time,
    place,
    resolve,
    town_choices,
    verify_emergency_number,
)
from pharos.places.models import EmergencySource
from pharos.places.queries import emergency_by_country
from tests.cast import ANNA, NOW, SVETA, actor, hire

pytestmark = pytest.mark.django_db
DESTINATIONS = "TR EG BG TH GR CY ES IT AE VN LK TN GE ME IN ID DO CU CN MV RU BY KZ MD LV".split()


def ambulance(country: str) -> list[str]:
    return [row.number for row in emergency_numbers(country) if row.service == "ambulance"]


@pytest.mark.parametrize("country", DESTINATIONS)
def test_every_destination_has_an_ambulance_with_two_named_sources(country: str) -> None:
    first = emergency_numbers(country)[0]
    assert first.service == "ambulance" if ambulance(country) else "general"
    assert len(first.agreeing) >= 2
    assert all(source.name and source.url.startswith("http") for source in first.agreeing)
    assert first.standing in (Standing.TWO_AGREE, Standing.DISPUTED)


@pytest.mark.parametrize(
    ("country", "number"),
    [("TH", "1669"), ("VN", "115"), ("ID", "118"), ("AE", "998"), ("EG", "123"), ("TR", "112"), ("GR", "166")],
)
def test_the_ambulance_is_not_the_fire_brigade(country: str, number: str) -> None:
    assert number in ambulance(country)
    fire = [row.number for row in emergency_numbers(country) if row.service == "fire"]
    assert number not in fire


def test_sources_that_disagree_are_shown() -> None:
    disputed = next(row for row in emergency_numbers("AE") if row.service == "ambulance")
    assert disputed.standing is Standing.DISPUTED
    assert [source.says for source in disputed.contradicting] == ["997"]


def numbers_of_the_file() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(emergencies.FILE.read_text(encoding="utf-8"))["number"]
    return rows


def test_sixty_destinations_and_more_have_an_ambulance_of_two_sources() -> None:
    told = {row["country"] for row in numbers_of_the_file() if row["service"] in ("ambulance", "general")}
    assert len(told) >= 60
    assert told >= set(DESTINATIONS) | set(
        "TZ SC MU KE MX IL AM AZ UZ KR JP MY PH SG JO QA OM BH US GB FR DE AT CH".split()
    )


# Numbers that two sources name and the numbering plans of phonenumbers lack.
NOT_IN_THE_PLAN = {("EG", "126"), ("GR", "171"), ("UZ", "103"), ("MM", "192"), ("CW", "911")}


def test_every_number_is_a_short_number_of_its_country_by_its_numbering_plan() -> None:
    for row in numbers_of_the_file():
        number, land = row["number"], row["country"]
        planned = is_valid_short_number_for_region(parse(number, land), land)
        assert planned or connects_to_emergency_number(number, land) or (land, number) in NOT_IN_THE_PLAN, row


def test_what_one_source_alone_says_is_not_shown_until_a_person_has_checked_it() -> None:
    row = emergency_numbers("EG")[0]
    kept = EmergencySource.objects.filter(emergency=row.id, says="").values_list("pk", flat=True)[:1]
    EmergencySource.objects.filter(emergency=row.id).exclude(pk__in=list(kept)).delete()
    assert row.id not in [one.id for one in emergency_numbers("EG")]
    assert row.id not in [one.id for one in emergency_by_country()["EG"]]
    verify_emergency_number(actor=actor(SVETA), now=NOW, number_id=row.id)
    assert emergency_numbers("EG")[0].standing is Standing.VERIFIED


def test_every_number_of_the_file_names_its_sources() -> None:
    data = tomllib.loads(emergencies.FILE.read_text(encoding="utf-8"))
    for row in data["number"]:
        assert len(row["sources"]) >= 2
        assert set(row["sources"]) <= set(data["source"])
        assert len(set(row["sources"])) == len(row["sources"])
        assert not set(row.get("against", {})) & set(row["sources"])


def test_a_member_of_staff_verifies_and_it_is_recorded() -> None:
    row = emergency_numbers("EG")[0]
    verify_emergency_number(actor=actor(SVETA), now=NOW, number_id=row.id)
    verified = emergency_numbers("EG")[0]
    assert (verified.standing, verified.verified_at, verified.verified_by) == (
        Standing.VERIFIED, NOW, str(actor(SVETA)),
    )  # fmt: skip
    event = EmergencyNumberVerified(number=row.id, country="EG", service="ambulance")
    assert journal.entries([row.id], limit=1)[0].event == event
    doubt_emergency_number(actor=actor(SVETA), now=NOW, number_id=row.id)
    assert emergency_numbers("EG")[0].standing is Standing.TWO_AGREE
    assert isinstance(journal.entries([row.id], limit=1)[0].event, EmergencyNumberDoubted)


def test_a_machine_verifies_nothing() -> None:
    with pytest.raises(Objected, match="not_a_person"):
        verify_emergency_number(actor=Actor.system("import"), now=NOW, number_id=emergency_numbers("EG")[0].id)


def test_loading_the_file_again_keeps_what_was_verified() -> None:
    row = emergency_numbers("TR")[0]
    verify_emergency_number(actor=actor(SVETA), now=NOW, number_id=row.id)
    emergencies.load(force=True)
    again = emergency_numbers("TR")[0]
    assert (again.id, again.standing) == (row.id, Standing.VERIFIED)


def test_the_clock_on_the_wall_there() -> None:
    hurghada = resolve("Хургада", language="ru")[0]
    assert hurghada.id is not None
    assert f"{local_time(hurghada.id, NOW):%H:%M}" == "03:12"
    assert place(hurghada.id).time_zone == "Africa/Cairo"
    goa = resolve("Гоа", language="ru")[0]
    assert goa.id is not None
    assert f"{local_time(goa.id, NOW):%H:%M}" == "05:42"


def test_the_likeliest_places_of_a_country_are_offered() -> None:
    assert "Хургада" in [title for _, title in town_choices("EG", language="ru")]


def test_the_screens_show_and_verify(client: Client) -> None:
    client.force_login(hire(ANNA))
    assert client.get(reverse("places:list")).status_code == 200
    found = client.post(reverse("places:list"), {"text": "Паралия"}).content.decode()
    assert "Катерини" in found
    page = client.get(reverse("places:country", args=["TH"])).content.decode()
    assert "1669" in page
    row = emergency_numbers("TH")[0]
    address = reverse("places:verify", args=[row.id])
    assert client.post(address, {"request_key": "k1"}).status_code == 403
    client.force_login(hire(SVETA))
    assert client.post(address, {"request_key": "k2"}).status_code == 302
    assert client.post(reverse("places:verify", args=[uuid4()]), {"request_key": "k3"}).status_code == 404
    assert hire(SVETA).name in client.get(reverse("places:country", args=["TH"])).content.decode()
    assert client.get(reverse("places:country", args=["QQ"])).status_code == 404


def test_type_ahead_answers_a_fragment_and_json(client: Client) -> None:
    client.force_login(hire(ANNA))
    address = reverse("places:suggest")
    assert 'role="option"' in client.get(address, {"q": "Хург"}).content.decode()
    answer = client.get(address, {"text": "Хургада"}, headers={"Accept": "application/json"}).json()
    assert answer["matches"][0]["country"] == "EG"
    assert answer["matches"][0]["sure"] is True
    link = f"https://www.google.com/maps/place/{'%D0%9A' * 30}/@36.9,31.2,9z/data=!3d36.5981!4d30.5602"
    answer = client.post(address, {"text": link}, headers={"Accept": "application/json"}).json()
    assert answer["matches"][0]["name_en"] == "Kemer"


def test_the_countries_with_numbers_are_listed() -> None:
    assert set(emergency_countries()) >= set(DESTINATIONS)
