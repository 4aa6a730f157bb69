"""Two whose clinics have reported: a child given more than an ear needs, a sore throat treated as it should be.

Their reviews wait for the doctor; a colleague of his has asked the operator something about the child.
"""

from datetime import datetime, timedelta
from uuid import UUID

from pharos.medical import api as medical
from pharos.people import api as people
from pharos.twin.demo.past.reporting import Life, Treated, line, report_life
from pharos.twin.demo.past.scene import Scene, actor
from pharos.twin.population.places import Town

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
                line("Augmentin", 400, "mg", 2, 5),
                line("Cefixime", 100, "mg", 1, 5),
                line("Viferon", 1, "supp", 2, 5, "rectal"),
                line("Vitamin C", 100, "mg", 1, 5),
                line("Ibuprofen", 140, "mg", 3, 3),
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
            "medicines": [line("Paracetamol", 500, "mg", 3, 3)],
        },
    ),
)


def reviewed_lives(scene: Scene, now: datetime) -> list[tuple[datetime, Life]]:
    """When each called, and what came of it so far."""
    return [(now - one.ago, _life(scene, one, number)) for number, one in enumerate(BOTH)]


def _life(scene: Scene, told: Treated, number: int) -> Life:
    doctor = scene.doctor(1)
    case = yield from report_life(scene, told, scene.operator(number), doctor, f"reviewed.{number}")
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
