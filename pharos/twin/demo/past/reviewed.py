"""Two whose clinics have reported: a child given more than an ear needs, a sore throat treated as it should be.

Their reviews wait for the doctor; a colleague of his has asked the operator something about the child.
"""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.medical import api as medical
from pharos.people import api as people
from pharos.twin.demo.past.doors import SWITCHBOARD, owed, review
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


def _line(name: str, dose: float, unit: str, per_day: int, days: int, route: str = "oral") -> dict[str, Any]:
    return {"name": name, "dose": dose, "unit": unit, "per_day": per_day, "days": days, "route": route}


BOTH = (
    Treated(
        ago=timedelta(hours=2),
        name="Лапина Соня",
        latin="LAPINA SONYA",
        years=3,
        serial=90_011,
        town=Town("TR", "Кемер", "в Кемере", "Kemer"),
        hotel="Pine Cove Hotel",
        complaint="Болит ухо, температура 38",
        clinic="Kemer Coast Clinic",
        mail="reports@kemer-coast.example",
        told={
            "diagnosis": "H66.0",
            "findings": ["боль в ухе", "температура 38"],
            "weight": 14,
            "medicines": [
                _line("Augmentin", 400, "mg", 2, 5),
                _line("Cefixime", 100, "mg", 1, 5),
                _line("Viferon", 1, "supp", 2, 5, "rectal"),
                _line("Vitamin C", 100, "mg", 1, 5),
                _line("Ibuprofen", 140, "mg", 3, 3),
            ],
        },
        question="Рвало ли ребёнка после первого антибиотика?",
    ),
    Treated(
        ago=timedelta(minutes=95),
        name="Седов Игнат Павлович",
        latin="SEDOV IGNAT",
        years=28,
        serial=90_012,
        town=Town("BG", "Варна", "в Варне", "Varna"),
        hotel="White Gull House",
        complaint="Болит горло, насморк, 37,8",
        clinic="Varna Harbour Practice",
        mail="office@varna-harbour.example",
        told={
            "diagnosis": "J02.9",
            "findings": ["боль в горле", "насморк"],
            "medicines": [_line("Paracetamol", 500, "mg", 3, 3)],
        },
    ),
)


def reviewed_lives(scene: Scene, now: datetime) -> list[tuple[datetime, Life]]:
    """When each called, and what came of it so far."""
    return [(now - one.ago, _life(scene, one, number)) for number, one in enumerate(BOTH)]


def _life(scene: Scene, told: Treated, number: int) -> Life:
    operator, doctor = scene.operator(number), scene.doctor(1)
    now = yield timedelta(0)
    for kind in ("ringing", "answered"):
        taken = _signal(told, operator, number, kind, now)
    now = yield timedelta(minutes=4)
    intake = contact.Intake(
        registration=_registration(scene, told, operator, now.date()),
        answers={one.code: "no" if one.danger_answer == "yes" else "yes" for one in scene.danger_questions("ru")},
        conversation=taken.contact.conversation_id,
        staff=operator.pk,
    )
    case = contact.register(actor=actor(operator), now=now, intake=intake).id
    _signal(told, operator, number, "hung_up", now)
    now = yield timedelta(minutes=15)
    review(owed(case), doctor, now=now)
    now = yield timedelta(minutes=40)
    reported = medical.Reported(
        patient=told.latin, birth_date=_born(told, now.date()), clinic=told.clinic, seen_on=now.date(), told=told.told
    )
    medical.file_report(actor=actor(operator), now=now, case_id=case, staff=operator.pk, reported=reported)
    if told.question:
        now = yield timedelta(minutes=20)
        _ask(case, told.question, doctor, now)


def _ask(case: UUID, text: str, doctor: people.Staff, now: datetime) -> None:
    by, stage = actor(doctor), medical.Stage.TREATMENT
    review_id = medical.owe_review(actor=by, now=now, case_id=case, stage=stage)
    view = medical.review_view(review_id, "ru") if review_id else None
    assert view is not None, "its report was just filed"
    asked = medical.Asked(whom=medical.Whom.OPERATOR, text=text, place=2)
    medical.ask(actor=by, now=now, review_id=view.id, seen=view.version, staff=doctor.pk, asked=asked)


def _signal(told: Treated, operator: people.Staff, number: int, kind: str, now: datetime) -> Any:
    event = contact.CallEvent(
        at=now,
        kind=contact.Signal(kind),
        direction=contact.Direction.INCOMING,
        from_number=phone("RU", told.serial),
        to_number=LINES["SZ"],
        extension=operator.extension,
    )
    return contact.take_call_event(actor=SWITCHBOARD, now=now, pbx_id=f"past.reviewed.{number}", event=event)


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
