"""A request for Juba, from the insurer's letter to the contracted provider and the answer."""

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from pharos.core.capabilities import Capability
from pharos.core.objections import Objected
from pharos.events.cases import CaseRegistered, PlaceSet
from pharos.events.network import InsurerWrittenTo
from pharos.insurers import api as insurers
from pharos.insurers.actions import save_part
from pharos.journal import api as journal
from pharos.mailroom import api as mailroom
from pharos.network.actions.importing import List, import_facilities
from pharos.network.desk.actions import agreeing, answering, moving, opening, scouting
from pharos.network.desk.actions.opening import Asked, Journey, open_request
from pharos.network.desk.demo import load_demo_requests
from pharos.network.desk.hearing import count_case
from pharos.network.desk.queries.pages import facilities_near, opened
from pharos.network.desk.queries.planning import plan, years
from pharos.network.desk.queries.watching import unplaced, watched_places
from pharos.network.models import Candidate, Demand, DestinationRequest, Gap, Provider
from pharos.network.rules.requests import Origin, Purpose, Result, Step
from pharos.people.api import Role
from pharos.places import api as places
from tests.cast import NOW, actor, hire

pytestmark = pytest.mark.django_db

NINA = {"username": "nina", "display_name": "Нина Сеть", "roles": [Role.NETWORK_DEVELOPER]}
DEPARTS = date(2026, 8, 12)
LIST = """name,amenity,country,lat,lon,contact_number,email
Juba Teaching Hospital,hospital,SS,4.851,31.602,+211 912 000 001,
Nile Clinic,clinic,SS,4.86,31.59,+211 912 000 002,desk@nile.example
"""


def insurer() -> insurers.Insurer:
    return insurers.load_demo_insurers(actor=actor(NINA), now=NOW)[0]


def asked(**told: object) -> UUID:
    journey = Journey(purpose=Purpose.BUSINESS, travellers=3, departs_on=DEPARTS)
    given = {"origin": Origin.INSURER, "insurer": insurer().id, "place_said": "г. Джуба (Судан)", "journey": journey}
    return open_request(actor=actor(NINA), now=NOW, asked=Asked(**given | told))  # type: ignore[arg-type]


def row(request: UUID) -> DestinationRequest:
    return DestinationRequest.objects.get(pk=request)


def juba() -> places.PlaceMatch:
    return places.answer("г. Джуба (Судан)", language="ru").candidates[0]


def go(request: UUID, to: Step, *, now: datetime = NOW) -> None:
    moving.move(actor=actor(NINA), now=now, request_id=request, to=to)


def placed(request: UUID) -> UUID:
    moving.set_place(actor=actor(NINA), now=NOW, request_id=request, place_id=juba().id)
    go(request, Step.REGISTER)
    return request


def test_the_seeds_juba_is_never_taken_silently() -> None:
    answer = places.answer("г. Джуба (Судан)", language="ru")
    assert answer.ask, "the letter says Sudan, the town lies in South Sudan"
    assert answer.candidates[0].country == "SS"
    request = asked()
    with pytest.raises(Objected) as refused:
        go(request, Step.REGISTER)
    assert [one.code for one in refused.value.objections] == ["place_open"]


def test_a_request_is_worked_from_nobody_to_a_contract_and_an_answer(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "list.csv").write_text(LIST)
    given = List(path=tmp_path / "list.csv", source="Test list", licence="ODbL", dated="2021-06")
    import_facilities(actor=actor(NINA), now=NOW, given=given)
    request = placed(asked(reply_to="travel@insurer.example"))
    worked = row(request)
    assert (worked.answer, worked.country, worked.number[:4]) == ("none", "SS", "D26-")
    assert set(worked.gaps.values_list("capability", flat=True)) == {
        "therapist", "emergency_room", "dentist", "paediatrician", "inpatient"
    }  # fmt: skip

    clinic = interested(request)
    contracted(request, clinic)
    answered(request)
    done = row(request)
    assert (done.result, done.closed_at) == (Result.CONTRACTED, NOW)
    open_gaps = set(Gap.objects.filter(closed_at__isnull=True).values_list("capability", flat=True))
    assert open_gaps == {"dentist", "inpatient"}
    kinds = [entry.event.kind for entry in journal.entries([request], types=(InsurerWrittenTo,))]
    assert kinds == ["answer"]


def interested(request: UUID) -> Candidate:
    """A clinic of the register is written to once, answers by telephone, and only then may be chosen."""
    go(request, Step.SCOUTING)
    worked = row(request)
    near = facilities_near(worked)
    assert [one.name for one, _ in near] == ["Juba Teaching Hospital", "Nile Clinic"]
    scouting.add_facilities(actor=actor(NINA), now=NOW, request_id=request, facilities=[one.id for one, _ in near])
    go(request, Step.CONTACTING)
    clinic = Candidate.objects.get(name="Nile Clinic")
    letter = scouting.Letter(subject="Care in Juba", text="Dear colleagues")
    sent = scouting.write_to(actor=actor(NINA), now=NOW, candidate_id=clinic.id, letter=letter, request="a")
    assert scouting.write_to(actor=actor(NINA), now=NOW, candidate_id=clinic.id, letter=letter, request="a") == sent
    assert worked.number in mailroom.letter(sent).subject
    assert clinic.attempts.count() == 1
    with pytest.raises(Objected):
        scouting.choose(actor=actor(NINA), now=NOW, candidate_id=clinic.id)
    scouting.note_attempt(actor=actor(NINA), now=NOW, candidate_id=clinic.id, way="phone", outcome="interested")
    scouting.choose(actor=actor(NINA), now=NOW, candidate_id=clinic.id)
    return clinic


def contracted(request: UUID, clinic: Candidate) -> None:
    """It becomes a provider, and terms are agreed only when every paper is there."""
    go(request, Step.CREDENTIALING)
    becoming = agreeing.Becoming(
        kind="clinic", name_latin="Nile Clinic", languages=("en",), phone="+211912000002",
        capabilities=(Capability.THERAPIST, Capability.EMERGENCY_ROOM, Capability.PAEDIATRICIAN),
    )  # fmt: skip
    provider = agreeing.make_provider(actor=actor(NINA), now=NOW, candidate_id=clinic.id, becoming=becoming)
    assert Provider.objects.get(pk=provider).place_id is not None
    with pytest.raises(Objected) as refused:
        go(request, Step.AGREEING)
    assert refused.value.objections[0].facts["kinds"] == (
        "licence", "insurance", "lead_doctor", "sanctions_check", "data_protection"
    )  # fmt: skip
    for kind in refused.value.objections[0].facts["kinds"]:  # type: ignore[attr-defined]
        values = {"evidence": "scan in the folder", "expires_on": date(2028, 1, 1)}
        agreeing.keep_proof(actor=actor(NINA), now=NOW, request_id=request, kind=kind, values=values)
    go(request, Step.AGREEING)
    agreeing.conclude(actor=actor(NINA), now=NOW, request_id=request, terms=agreeing.Terms(first=NOW.date()))
    go(request, Step.REPLYING)


def answered(request: UUID) -> None:
    """The insurer gets the answer with its paper."""
    answer = scouting.Letter(subject="Juba", text="Help is arranged", language="en")
    reply = answering.reply(actor=actor(NINA), now=NOW, request_id=request, letter=answer, request="b")
    view = mailroom.letter(reply)
    assert [one.email for one in view.to] == ["travel@insurer.example"]
    (file,) = view.attachments
    assert (file.name, file.type) == (f"{row(request).number}.pdf", "application/pdf")
    go(request, Step.DONE)


def test_the_next_request_for_the_same_place_finds_it_there_and_one_for_a_gap_comes_to_the_same_gap() -> None:
    first, second = placed(asked()), placed(asked())
    assert set(row(first).gaps.all()) == set(row(second).gaps.all())
    assert set(Gap.objects.values_list("times", flat=True)) == {2}


def test_a_letter_makes_one_request_however_often_it_is_asked_for() -> None:
    letter = UUID(int=9)
    assert asked(letter=letter) == asked(letter=letter)


def test_asking_the_insurer_stops_the_clock_until_the_place_is_said() -> None:
    tuesday = NOW + timedelta(days=3)
    told = Asked(origin=Origin.INSURER, insurer=insurer().id, place_said="Конго", reply_to="travel@insurer.example")
    request = open_request(actor=actor(NINA), now=tuesday, asked=told)
    due = row(request).due_at
    question = scouting.Letter(subject="Which Congo?", text="Kinshasa or Brazzaville?", language="en")
    answering.ask_insurer(actor=actor(NINA), now=tuesday, request_id=request, letter=question, request="q")
    waiting = row(request)
    assert (waiting.step, waiting.paused_at) == (Step.CLARIFYING, tuesday)
    later = tuesday + timedelta(hours=5)
    town = places.answer("Браззавиль", language="ru").candidates[0]
    moving.set_place(actor=actor(NINA), now=later, request_id=request, place_id=town.id)
    said = row(request)
    assert (said.step, said.country, said.paused_at) == (Step.RECEIVED, "CG", None)
    assert said.due_at == due + timedelta(hours=5)


def test_a_whole_country_can_be_asked_about() -> None:
    request = asked(place_said="Сейшелы")
    moving.set_place(actor=actor(NINA), now=NOW, request_id=request, country="SC")
    go(request, Step.REGISTER)
    assert (row(request).answer, row(request).place) == ("none", None)
    assert row(request).gaps.count() == 5


def test_the_search_ends_with_a_reason_and_the_insurer_hears_of_it() -> None:
    request = placed(asked(place_said="Шантарские острова", reply_to="travel@insurer.example"))
    go(request, Step.SCOUTING)
    with pytest.raises(Objected):
        moving.give_up(actor=actor(NINA), now=NOW, request_id=request, reason="bored")
    moving.give_up(actor=actor(NINA), now=NOW, request_id=request, reason="nobody_there")
    letter = scouting.Letter(subject="Shantar", text="Nobody", language="ru")
    answering.reply(actor=actor(NINA), now=NOW, request_id=request, letter=letter, request="c")
    go(request, Step.DONE)
    assert (row(request).result, row(request).given_up) == (Result.NOBODY, "nobody_there")
    assert Gap.objects.filter(closed_at__isnull=True).exists(), "the gap stays on the plan"


def test_who_moves_a_request_somebody_else_has_moved_is_told() -> None:
    request = placed(asked())
    with pytest.raises(Objected) as refused:
        moving.move(actor=actor(NINA), now=NOW, request_id=request, to=Step.REGISTER, seen=Step.RECEIVED)
    assert [one.code for one in refused.value.objections] == ["moved_meanwhile"]


def test_the_clock_follows_the_insurers_contract_and_the_departure() -> None:
    company = insurer()
    request = placed(asked())
    friday_night = datetime(2026, 7, 25, tzinfo=ZoneInfo(company.time_zone))
    assert row(request).due_at == friday_night, "five working days from Monday: nobody of us knows the place"
    values = {"service": "destination_obscure", "minutes": 60}
    save_part(actor=actor(NINA), now=NOW, insurer_id=company.id, part="target", values=values)
    opening.change_journey(
        actor=actor(NINA), now=NOW, request_id=request, told=Journey(departs_on=NOW.date() + timedelta(days=3))
    )
    assert row(request).due_at == datetime(2026, 7, 20, tzinfo=ZoneInfo(company.time_zone)), "a day before departure"


def test_a_page_shows_every_step(client: Client) -> None:
    client.force_login(hire(NINA))
    request = asked(reply_to="travel@insurer.example")
    assert opened(request, NOW) is not None
    for prepare in (lambda: None, lambda: placed(request), lambda: go(request, Step.SCOUTING)):
        prepare()
        page = client.get(f"/destinations/{request}/")
        assert page.status_code == 200
        assert row(request).number in page.content.decode()
    for address in ("", "plan/", "statistics/", "new/", "export/", "plan/export/", f"{request}/paper/"):
        assert client.get(f"/destinations/{address}").status_code == 200, address
    for address in ("/coverage/", "/coverage/SS/", "/coverage/TV/?tier=dental"):
        assert client.get(address).status_code == 200, address


def test_the_demonstrations_desk_is_filled_once_and_this_year_beats_the_last_by_half() -> None:
    insurers.load_demo_insurers(actor=actor(NINA), now=NOW)
    count = load_demo_requests(actor=actor(NINA), now=NOW)
    assert load_demo_requests(actor=actor(NINA), now=NOW) == count
    this, *_ = years(NOW)
    assert (this.total, this.change) == (24, 0.5)
    found = plan(NOW)
    assert any(one.place.name_ru == "Шантарские острова" for one in found.single)
    assert all(one.without > 0 for one in (*found.popular, *found.single))


def test_cases_are_counted_by_place_and_moved_when_the_place_was_another() -> None:
    kemer, juba_id = places.answer("Кемер", language="ru").candidates[0].id, juba().id
    entry = journal.Entry(recorded_at=NOW)
    count_case(CaseRegistered(case=UUID(int=1), number="26-1", country="TR", place=kemer), entry)
    count_case(PlaceSet(case=UUID(int=1), country="SS", place=juba_id, before_country="TR", before_place=kemer), entry)
    count_case(CaseRegistered(case=UUID(int=2), number="26-2", country="SS"), entry)
    counted = {(row.country, row.place_id): row.cases for row in Demand.objects.all()}
    assert counted == {("TR", kemer): 0, ("SS", juba_id): 1, ("SS", None): 1}
    watched = {place.id: place for place in watched_places(NOW)}
    assert watched[juba_id].expected == 1
    assert unplaced(NOW) == {"SS": 1}
