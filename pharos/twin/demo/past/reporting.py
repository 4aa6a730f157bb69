"""How a traveller calls, is registered, has the complaint reviewed, and the clinic's report is taken down."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.medical import api as medical
from pharos.people import api as people
from pharos.twin.demo.past.doors import danger_denied, owed, review, signal
from pharos.twin.demo.past.scene import Scene, actor
from pharos.twin.night.calls import LINES
from pharos.twin.population.phones import phone
from pharos.twin.population.places import Town

Life = Generator[timedelta, datetime, None]


@dataclass(frozen=True, kw_only=True)
class Treated:
    """Who was taken to which clinic, and what it reported. `question`: what a doctor asked the operator about it."""

    ago: timedelta
    name: str
    latin: str
    years: int
    serial: int
    town: Town
    hotel: str
    complaint: str
    clinic: str
    mail: str
    told: Mapping[str, Any]
    question: str = ""


def line(name: str, dose: float, unit: str, per_day: int, days: int, route: str = "oral") -> dict[str, Any]:
    """A medicine of a report."""
    return {"name": name, "dose": dose, "unit": unit, "per_day": per_day, "days": days, "route": route}


def report_life(
    scene: Scene, told: Treated, operator: people.Staff, doctor: people.Staff, call: str
) -> Generator[timedelta, datetime, UUID]:
    """Up to the report; the case comes back. `call`: the name of the call at the switchboard."""
    now = yield timedelta(0)
    numbers = phone("RU", told.serial), LINES["SZ"]
    for kind in ("ringing", "answered"):
        conversation = signal(f"past.{call}", numbers, operator, kind, now=now)
    now = yield timedelta(minutes=4)
    intake = contact.Intake(
        registration=_registration(scene, told, operator, now.date()),
        answers=danger_denied(scene),
        conversation=conversation,
        staff=operator.pk,
    )
    case = contact.register(actor=actor(operator), now=now, intake=intake).id
    signal(f"past.{call}", numbers, operator, "hung_up", now=now)
    now = yield timedelta(minutes=15)
    review(owed(case), doctor, now=now)
    now = yield timedelta(minutes=40)
    reported = medical.Reported(
        patient=told.latin,
        birth_date=_born(told, now.date()),
        clinic=told.clinic,
        seen_on=now.date(),
        told={**told.told, "date": now.date().isoformat()},
    )
    medical.file_report(actor=actor(operator), now=now, case_id=case, staff=operator.pk, reported=reported)
    return case


def _born(told: Treated, today: date) -> date:
    return date(today.year - told.years, 2, 11)


def _registration(scene: Scene, told: Treated, operator: people.Staff, today: date) -> cases.Registration:
    clinic = cases.PartyFacts(role=cases.PartyRole.CLINIC, name=told.clinic, mail=told.mail, language="en")
    return cases.Registration(
        insured=cases.PartyFacts(role=cases.PartyRole.INSURED, name=told.name, phone=phone("RU", told.serial)),
        others=(clinic,),
        birth_date=_born(told, today),
        insurer=scene.insurers["SZ"].id,
        place=cases.PlaceFacts(
            place=scene.town(told.town), heard=told.town.ru, country=told.town.country, hotel=told.hotel
        ),
        language="ru",
        call_back_phone=phone("RU", told.serial),
        complaint=told.complaint,
        owner=operator.pk,
    )
