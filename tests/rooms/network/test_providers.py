"""A provider is kept with all that belongs to it, and the search knows at once."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from pharos.core.capabilities import NUMBERS, Capability
from pharos.core.objections import Objected
from pharos.events.network import CredentialExpiring, ProviderAdded, ProviderPartChanged
from pharos.journal import api as journal
from pharos.network.actions.observing import remind_of_expiry
from pharos.network.actions.parts import remove_part, save_part
from pharos.network.actions.providers import (
    add_provider,
    change_provider,
    close_provider,
    link_facility,
    resume_provider,
    suspend_provider,
    unlink_facility,
)
from pharos.network.models import Contract, Facility, FacilitySource, Provider, Supply
from pharos.network.rules import supply
from tests.cast import NOW, SVETA, actor

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
KEMER = {"country": "TR", "latitude": 36.6, "longitude": 30.55}


def a_provider(**particulars: Any) -> Provider:
    given = {"kind": "clinic", "name_latin": "Lighthouse Clinic", **KEMER} | particulars
    return add_provider(actor=actor(SVETA), now=NOW, particulars=given)


def a_part(provider: Provider, part: str, *, row: Any = None, **values: Any) -> Any:
    return save_part(actor=actor(SVETA), now=NOW, provider_id=provider.id, part=part, values=values, row=row)


def a_contract(provider: Provider, **values: Any) -> Any:
    given = {"status": "active", "first": date(2026, 1, 1), "last": date(2026, 12, 31), "currency": "EUR"}
    return a_part(provider, "contract", **given | values)


def test_its_clock_and_land_follow_from_where_it_is() -> None:
    provider = a_provider(hours="Mo-Su 00:00-24:00")
    assert (provider.time_zone, provider.landmass, provider.hours) == ("Europe/Istanbul", "afro-eurasia", "24/7")
    assert provider.place is not None
    assert provider.place.name == "Kemer"
    assert [one.event for one in journal.entries([provider.id], limit=9)] == [ProviderAdded(provider=provider.id)]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"latitude": 0.0, "longitude": 0.0}, "nowhere"),
        ({"latitude": 30.55, "longitude": 36.6}, "swapped"),
        ({"country": "TH"}, "other_country"),
        ({"hours": "Mo-Fr 8:00-25:99"}, "hours_unreadable"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(Objected) as refused:
        a_provider(**wrong)
    assert [one.code for one in refused.value.objections] == [code]
    assert not Provider.objects.exists()


def test_hours_nobody_can_parse_are_told_with_the_place_of_the_fault() -> None:
    with pytest.raises(Objected) as refused:
        a_provider(hours="Mo-Fr 8:00-25:99")
    assert refused.value.objections[0].facts == {"at": 15, "piece": "99", "days": False}


def test_what_it_can_do_is_found_at_once_and_under_contract_by_its_days() -> None:
    provider = a_provider(hours="24/7")
    a_part(provider, "capability", capability="dentist")
    assert Supply.objects.get().grade == supply.grade(supply.Standing.KNOWN, home=False, around_the_clock=True)
    a_part(provider, "language", language="ru", by="staff")
    contract = a_contract(provider)
    row = Supply.objects.get()
    assert row.grade == supply.grade(supply.Standing.CONTRACTED, home=True, around_the_clock=True)
    assert (row.capability, row.contract, row.first) == (NUMBERS[Capability.DENTIST], contract, date(2026, 1, 1))
    suspend_provider(actor=actor(SVETA), now=NOW, provider_id=provider.id, why="overcharging")
    row = Supply.objects.get()
    assert supply.standing_of(row.grade) is supply.Standing.KNOWN
    assert row.flags & supply.SUSPENDED
    resume_provider(actor=actor(SVETA), now=NOW, provider_id=provider.id)
    assert supply.standing_of(Supply.objects.get().grade) is supply.Standing.CONTRACTED
    close_provider(actor=actor(SVETA), now=NOW, provider_id=provider.id)
    assert not Supply.objects.exists()


def test_contracts_in_force_never_overlap_and_the_refusal_names_the_other() -> None:
    provider = a_provider()
    a_contract(provider, number="K-1")
    with pytest.raises(Objected) as refused:
        a_contract(provider, first=date(2026, 12, 31), last=None)
    assert refused.value.objections[0].facts["number"] == "K-1"
    a_contract(provider, first=date(2026, 6, 1), last=None, status="negotiating")
    a_part(provider, "contract", kind="single_case", case_id=UUID(int=5), status="active",
           first=TODAY, last=TODAY, currency="EUR")  # fmt: skip
    a_contract(provider, first=date(2027, 1, 1), last=None)
    assert Contract.objects.count() == 4


def test_the_database_itself_refuses_an_overlap() -> None:
    provider = a_provider()
    a_contract(provider)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.create(provider=provider, status="suspended", first=TODAY, currency="EUR")


def test_a_price_is_replaced_by_a_new_line_and_never_changed() -> None:
    provider = a_provider()
    row = a_part(provider, "price", service="visit", amount=Decimal(80), currency="EUR", first=date(2026, 1, 1))
    with pytest.raises(Objected):
        a_part(provider, "price", row=row, amount=Decimal(90))
    with pytest.raises(Objected):
        remove_part(actor=actor(SVETA), now=NOW, provider_id=provider.id, part="price", row=row)
    a_part(provider, "price", service="visit", amount=Decimal(90), currency="EUR", first=TODAY)


def test_a_change_tells_names_of_fields_and_saving_the_same_tells_nothing() -> None:
    provider = a_provider()
    row = a_part(provider, "phone", purpose="reception", number="+902428140000")
    a_part(provider, "phone", row=row, purpose="reception", number="+902428140000")
    a_part(provider, "phone", row=row, purpose="emergency", number="+902428140000")
    told = [one.event for one in reversed(journal.entries([provider.id], limit=9))]
    assert [(one.change, one.fields) for one in told if isinstance(one, ProviderPartChanged)] == [
        ("added", ()), ("changed", ("purpose",)),
    ]  # fmt: skip
    assert change_provider(actor=actor(SVETA), now=NOW, provider_id=provider.id, particulars={"kind": "clinic"}) == ()


def test_a_facility_that_is_a_provider_is_found_as_the_provider_only() -> None:
    source = FacilitySource.objects.create(name="A list", licence="ODbL", dated="2026", imported_at=NOW)
    facility = Facility.objects.create(source=source, key="k", name="Lighthouse", kind="dentist", **KEMER)
    Supply.objects.create(capability=5, grade=0, cell=0, x=0, y=0, z=1, flags=7, subject=facility.id)
    one, other = a_provider(), a_provider(name_latin="Another")
    link_facility(actor=actor(SVETA), now=NOW, provider_id=one.id, facility_id=facility.id)
    assert not Supply.objects.filter(subject=facility.id).exists()
    with pytest.raises(Objected):
        link_facility(actor=actor(SVETA), now=NOW, provider_id=other.id, facility_id=facility.id)
    unlink_facility(actor=actor(SVETA), now=NOW, provider_id=one.id, facility_id=facility.id)
    row = Supply.objects.get(subject=facility.id)
    assert row.capability == NUMBERS[Capability.DENTIST]
    assert row.cell > 0


def test_the_end_of_a_licence_is_told_at_each_step_once() -> None:
    provider = a_provider()
    a_part(provider, "credential", kind="licence", number="T-1", expires_on=TODAY + timedelta(days=45))
    told = []
    for day in range(50):
        today = TODAY + timedelta(days=day)
        remind_of_expiry(actor=actor(SVETA), now=NOW, today=today)
        remind_of_expiry(actor=actor(SVETA), now=NOW, today=today)
    for entry in reversed(journal.entries([provider.id], limit=99)):
        if isinstance(entry.event, CredentialExpiring):
            told.append(entry.event.days)
    assert told == [45, 30, 14, 7, 1, 0, -1]


def test_insurers_see_their_own_choices_only() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relrowsecurity, relforcerowsecurity from pg_class where relname = 'network_steerage'")
        assert cursor.fetchone() == (True, True)
