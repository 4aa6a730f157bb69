"""Embassies and consulates that may know a doctor: offered, asked, never chosen as a clinic."""

from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from pharos.core.objections import Objected
from pharos.insurers import api as insurers
from pharos.network.desk.actions import moving, scouting
from pharos.network.desk.actions.opening import Asked, Journey, open_request
from pharos.network.desk.queries.missions import mission, missions, missions_near
from pharos.network.models import Candidate, DestinationRequest
from pharos.network.rules.requests import Origin, Step
from pharos.people.api import Role
from pharos.places import api as places
from tests.cast import NOW, actor, hire

pytestmark = pytest.mark.django_db
NINA = {"username": "nina", "display_name": "Нина Сеть", "roles": [Role.NETWORK_DEVELOPER]}


def wanted(said: str) -> UUID:
    """A request on its way to candidates."""
    company = insurers.load_demo_insurers(actor=actor(NINA), now=NOW)[0]
    asked = Asked(origin=Origin.INSURER, insurer=company.id, place_said=said, journey=Journey())
    request = open_request(actor=actor(NINA), now=NOW, asked=asked)
    best = places.answer(said, language="ru").candidates[0]
    doing = {"actor": actor(NINA), "now": NOW, "request_id": request}
    moving.set_place(**doing, place_id=best.id, country="")  # type: ignore[arg-type]
    for to in (Step.REGISTER, Step.SCOUTING):
        if DestinationRequest.objects.get(pk=request).step != to:
            moving.move(**doing, to=to, seen=DestinationRequest.objects.get(pk=request).step)  # type: ignore[arg-type]
    return request


def test_every_mission_lies_in_its_country_and_says_where_it_is_known_from() -> None:
    known = missions()
    assert len({one.code for one in known}) == len(known) >= 150
    assert all(places.near_country(one.country, one.latitude, one.longitude) for one in known)
    assert all(one.sourced for one in known if one.page)  # no page and no number without a source


def test_the_embassy_of_the_country_is_offered_and_where_there_is_none_the_nearest() -> None:
    managua, juba = wanted("Манагуа"), wanted("Джуба, Южный Судан")
    here = missions_near(DestinationRequest.objects.get(pk=managua))
    assert [(one.city, round(km)) for one, km in here] == [("Managua", 0)]
    abroad = [one.country for one, _km in missions_near(DestinationRequest.objects.get(pk=juba))]
    assert len(abroad) == 2
    assert "SS" not in abroad


def test_an_embassy_is_asked_as_a_candidate_once_and_is_no_clinic_to_choose() -> None:
    request = wanted("Дакка")
    client = Client()
    client.force_login(hire(NINA))
    page = client.get(reverse("destinations:request", args=[request])).content.decode()
    assert "Посольство России, Дакка" in page
    for _twice in range(2):
        told = {"request_key": str(uuid4()), "mission": ["BD/Dhaka", "XX/Nowhere"]}
        client.post(reverse("destinations:facilities", args=[request]), told)
    asked = Candidate.objects.get(request=request)
    assert (asked.name, asked.kind, asked.source) == (
        "Embassy of Russia, Dhaka", Candidate.Kind.MISSION, "general knowledge, unchecked",
    )  # fmt: skip
    doing = {"actor": actor(NINA), "now": NOW, "candidate_id": asked.id}
    scouting.note_attempt(**doing, way="phone", outcome="interested")  # type: ignore[arg-type]
    with pytest.raises(Objected) as refused:
        scouting.choose(**doing)  # type: ignore[arg-type]
    assert [one.code for one in refused.value.objections] == ["not_a_clinic"]
    assert mission("XX/Nowhere") is None
