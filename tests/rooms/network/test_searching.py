"""Whom the search offers: conditions first, then a score in parts; where a life is at risk the nearest who can help."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command

from pharos.core.capabilities import Capability
from pharos.core.objections import Objected
from pharos.core.urgency import Urgency
from pharos.events.network import GapOpened, ProviderChosen
from pharos.insurers import api as insurers
from pharos.journal import api as journal
from pharos.network.actions.choosing import Choice, choose, note_gap
from pharos.network.actions.demo import load_demo_providers
from pharos.network.actions.parts import save_part
from pharos.network.models import Contract, Gap, Provider, Steerage, Supply
from pharos.network.queries.searching import Answer, Offer, Question, search
from pharos.network.rules.reaching import Way
from pharos.network.rules.scoring import About
from pharos.network.rules.supply import Standing
from pharos.vault import api as vault
from tests.cast import NOW, SVETA, actor

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 7, 17, 22, 12, tzinfo=UTC)
"""Two in the morning on La Digue."""
LA_DIGUE, KEMER, PHUKET = (-4.359, 55.841), (36.6, 30.55), (7.89, 98.30)


@pytest.fixture(autouse=True)
def _providers() -> None:
    load_demo_providers(actor=actor(SVETA), now=NOW)


def asked(where: tuple[float, float], capability: Capability = Capability.THERAPIST, **more: object) -> Question:
    given: dict[str, object] = {"latitude": where[0], "longitude": where[1], "capability": capability, "now": NOW}
    return Question(**given | more)  # type: ignore[arg-type]


def names(answer: Answer) -> list[str]:
    return [offer.subject.name for offer in answer.offers]


def of(answer: Answer, name: str) -> Offer:
    return next(one for one in answer.offers if one.subject.name == name)


def test_a_child_with_fever_on_la_digue_at_night_is_offered_what_can_really_be_reached() -> None:
    answer = search(asked(LA_DIGUE, Capability.PAEDIATRICIAN, now=NIGHT, years=3, urgency=Urgency.URGENT))
    first = answer.offers[0]
    assert first.subject.name == "La Digue Bay Hospital"
    assert first.reach.way is Way.ROAD
    assert first.now.opened == "open"
    far = of(answer, "Victoria Harbour Hospital")
    assert far.reach.way is Way.LINK_LATER
    assert far.reach.opens == "07:00"
    assert far.reach.steps[0].mode == "boat"
    assert far.kilometres > 40
    assert answer.missing is not None
    assert answer.missing.nearest is not None
    assert answer.missing.nearest.name == "Victoria Harbour Hospital"
    assert answer.missing.hub is not None


def test_by_day_the_boat_runs_and_the_paediatrician_is_reached_by_it() -> None:
    day = datetime(2026, 7, 17, 6, 0, tzinfo=UTC)
    far = of(search(asked(LA_DIGUE, Capability.PAEDIATRICIAN, now=day, years=3)), "Victoria Harbour Hospital")
    assert far.reach.way is Way.LINK
    assert far.reach.minutes >= 60


def test_a_heart_attack_in_kemer_goes_to_the_nearest_capable_hospital_whatever_the_contract() -> None:
    answer = search(asked(KEMER, Capability.CARDIOLOGIST, urgency=Urgency.AMBULANCE, years=61, now=NIGHT))
    assert names(answer)[:2] == ["Kemer State Shore Hospital", "Taurus International Hospital"]
    assert answer.offers[0].standing is Standing.KNOWN
    assert next((one.service, one.number) for one in answer.numbers) == ("ambulance", "112")


def test_in_an_emergency_whoever_merely_stands_in_comes_after_those_equipped_that_can_be_reached_now() -> None:
    evening = datetime(2026, 7, 17, 17, 0, tzinfo=UTC)  # 20:00 there: our clinic is open and has no emergency room
    told = {"now": evening, "urgency": Urgency.EMERGENCY}
    offers = search(asked(KEMER, Capability.EMERGENCY_ROOM, **told)).offers
    stands_in = [one.capability is not Capability.EMERGENCY_ROOM for one in offers]
    assert sorted(stands_in) == stands_in
    assert True in stands_in
    urgent = search(asked(KEMER, Capability.EMERGENCY_ROOM, now=evening, urgency=Urgency.URGENT))
    assert urgent.offers[0].subject.name == "Lighthouse Clinic Kemer"  # otherwise the score decides
    island = search(asked(LA_DIGUE, Capability.CARDIOLOGIST, now=NIGHT, urgency=Urgency.EMERGENCY))
    assert island.offers[0].reach.now  # the hospital across the water is no help before seven


def test_the_same_man_without_danger_goes_to_one_of_ours() -> None:
    answer = search(asked(KEMER, Capability.CARDIOLOGIST, urgency=Urgency.ROUTINE, years=61))
    assert names(answer)[0] == "Taurus International Hospital"
    assert answer.offers[0].standing is Standing.CONTRACTED


def test_every_part_of_a_score_is_shown_and_their_weights_are_the_whole() -> None:
    offer = of(search(asked(KEMER)), "Lighthouse Clinic Kemer")
    assert [part.about for part in offer.score.parts] == list(About)
    assert sum(part.weight for part in offer.score.parts) == 100
    assert offer.score.total == round(
        sum(part.weight * (0.4 if part.points is None else part.points) for part in offer.score.parts)
    )


def test_direct_billing_is_blocked_by_the_insurers_country_and_the_day() -> None:
    blocked = of(search(asked(PHUKET, insurer_country="RU")), "Andaman Pearl Hospital")
    assert blocked.candidate.billing_blocked
    free = of(search(asked(PHUKET, insurer_country="KZ")), "Andaman Pearl Hospital")
    assert free.score.total > blocked.score.total


def test_a_contract_that_leaves_an_insurer_out_or_takes_others_in_is_none_for_it() -> None:
    sz, other = insurers.load_demo_insurers(actor=actor(SVETA), now=NOW)[:2]
    clinic = Provider.objects.get(name_latin="Lighthouse Clinic Kemer")
    contract = Contract.objects.get(provider=clinic)
    plain = {"status": "active", "first": contract.first, "last": contract.last, "currency": "EUR"}

    def named(**insured: object) -> None:
        save_part(actor=actor(SVETA), now=NOW, provider_id=clinic.id, part="contract", row=contract.id,
                  values=plain | insured)  # fmt: skip

    def standing(insurer: insurers.Insurer) -> Standing:
        return of(search(asked(KEMER, insurer=insurer.id)), clinic.name_latin).standing

    named(excluded=[sz.id])
    assert of(search(asked(KEMER, insurer=other.id)), clinic.name_latin).standing is Standing.CONTRACTED
    assert clinic.name_latin not in names(search(asked(KEMER, insurer=sz.id)))
    named(included=[sz.id])
    assert standing(sz) is Standing.CONTRACTED
    assert clinic.name_latin not in names(search(asked(KEMER, insurer=other.id)))


def test_a_contract_counts_within_its_days_only() -> None:
    later = datetime(2028, 3, 1, 9, 0, tzinfo=UTC)
    assert all(one.standing is not Standing.CONTRACTED for one in search(asked(KEMER, now=later)).offers)
    assert date(2027, 12, 31) == Contract.objects.get(number="K-17").last


def test_what_was_agreed_for_one_case_is_offered_to_that_case_on_its_days_only() -> None:
    clinic, case = Provider.objects.get(name_latin="Kemer State Shore Hospital"), uuid4()
    does = Capability(clinic.capabilities.first().capability)  # type: ignore[union-attr]
    days = {"first": date(2026, 7, 10), "last": date(2026, 7, 20)}
    save_part(actor=actor(SVETA), now=NOW, provider_id=clinic.id, part="contract",
              values={"kind": "single_case", "case_id": case, "status": "active", "currency": "EUR",
                      "direct_billing": True, **days})  # fmt: skip
    inside, after = datetime(2026, 7, 15, 9, tzinfo=UTC), datetime(2026, 7, 21, 9, tzinfo=UTC)
    agreed = of(search(asked(KEMER, does, case=case, now=inside)), clinic.name_latin)
    assert (agreed.standing, agreed.candidate.single_case) == (Standing.CONTRACTED, True)
    assert next(part.code for part in agreed.score.parts if part.about is About.TERMS) == "single_case"
    strangers = [{"case": uuid4(), "now": inside}, {"now": inside}, {"case": case, "now": after}]
    for other in strangers:
        found = [one for one in search(asked(KEMER, does, **other)).offers if one.subject.id == clinic.id]
        assert not any(one.candidate.single_case for one in found)
    threat = of(search(asked(KEMER, Capability.CARDIOLOGIST, case=case, now=inside, urgency=5)), clinic.name_latin)
    assert threat.candidate.single_case
    Provider.objects.filter(id=clinic.id).update(suspended_at=NOW, suspended_why="quality")
    found = search(asked(KEMER, does, case=case, now=inside)).offers
    assert not any(one.candidate.single_case for one in found)


def test_where_we_have_nobody_the_nearest_and_the_hub_are_said_and_one_gap_is_opened() -> None:
    answer = search(asked((54.8, 137.6), Capability.DENTIST))
    assert answer.offers == ()
    assert answer.missing is not None
    assert answer.missing.nearest is not None
    assert answer.missing.hub is not None
    for _ in range(2):
        note_gap(actor=actor(SVETA), now=NOW, answer=answer)
    gap = Gap.objects.get()
    assert (gap.country, gap.capability, gap.times) == ("RU", "dentist", 2)
    events = [one.event for one in journal.entries([gap.id], limit=5)]
    assert events == [GapOpened(gap=gap.id, country="RU", capability="dentist", found_by="search")]


def test_a_choice_is_logged_with_all_that_was_offered_and_why_not_the_first() -> None:
    answer = search(asked(KEMER))
    choice = Choice(case_id=uuid4(), case_key=vault.new_key().id, insurer_id=None, subject=answer.offers[1].subject.id)
    with pytest.raises(Objected):
        choose(actor=actor(SVETA), now=NOW, answer=answer, choice=choice)
    row = choose(actor=actor(SVETA), now=NOW, answer=answer, choice=replace(choice, why_code="no_answer"))
    assert (row.rank, row.offered_count, row.why_code) == (2, len(answer.offers), "no_answer")
    kept = Steerage.objects.get(id=row.id)
    assert "Lighthouse Clinic Kemer" in str(kept.offered)
    event = journal.entries([choice.case_id], limit=1)[0].event
    assert isinstance(event, ProviderChosen)
    assert (event.rank, event.chosen) == (2, answer.offers[1].subject.id)


def test_whoever_was_not_offered_cannot_be_chosen() -> None:
    answer = search(asked(KEMER))
    choice = Choice(case_id=uuid4(), case_key=vault.new_key().id, insurer_id=None, subject=uuid4())
    with pytest.raises(Objected):
        choose(actor=actor(SVETA), now=NOW, answer=answer, choice=choice)


def test_the_index_made_anew_is_the_index_that_was_kept() -> None:
    def kept() -> set[tuple[object, ...]]:
        return set(Supply.objects.values_list("subject", "capability", "grade", "cell", "flags", "contract"))

    before = kept()
    Supply.objects.all().delete()
    call_command("network_reindex", stdout=StringIO())
    assert kept() == before
