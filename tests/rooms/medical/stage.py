"""A case before the Medical Department, for the tests of this room."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pharos.cases import api as cases
from pharos.medical import api as medical
from pharos.medical.models import Review
from tests.cast import ANNA, BORIS, NOW, actor, hire
from tests.rooms.cases.stage import registered_to

CHILD = cases.PartyFacts(role=cases.PartyRole.INSURED, name="Миронова Соня", phone="+79031112233")
OTITIS = {
    "diagnosis": "H66.0",
    "findings": ["боль в ухе", "температура 38"],
    "weight": 14,
    "medicines": [
        {"name": "Augmentin", "dose": 400, "unit": "mg", "per_day": 2, "days": 5, "route": "oral"},
        {"name": "Ceftriaxone", "dose": 500, "unit": "mg", "per_day": 1, "days": 3, "route": "im"},
        {"name": "Viferon", "dose": 1, "unit": "supp", "per_day": 2, "days": 5},
        {"name": "Vitamin C", "dose": 100, "unit": "mg", "per_day": 1, "days": 5},
    ],
}


def child(**facts: Any) -> UUID:
    """Sonya's case: three years old, an ear that hurts, in Turkey; her review of the complaint is open."""
    told = {
        "insured": CHILD,
        "birth_date": date(2023, 3, 1),
        "complaint": "Болит ухо, температура 38",
        "place": cases.PlaceFacts(country="TR", heard="Кемер"),
        "urgency_asked": True,
    }
    case_id = registered_to(ANNA, **{**told, **facts})
    medical.owe_review(actor=actor(ANNA), now=NOW, case_id=case_id, stage=medical.Stage.COMPLAINT)
    return case_id


def report(case_id: UUID, **changes: Any) -> UUID:
    told = {"patient": "MIRONOVA SONYA", "birth_date": date(2023, 3, 1), "clinic": "Kemer Med", "told": OTITIS}
    reported = medical.Reported(**{**told, **changes})
    return medical.file_report(actor=actor(ANNA), now=NOW, case_id=case_id, staff=hire(ANNA).pk, reported=reported)


def review(case_id: UUID, stage: medical.Stage = medical.Stage.COMPLAINT) -> Review:
    return Review.objects.filter(case=case_id, stage=stage, second_of=None).latest("opened_at", "id")


def judge_all(row: Review, who: dict[str, object] = BORIS) -> None:
    """Every item as the pre-check says, and the first of its answers where it could not say."""
    for item in row.items.all():
        row.refresh_from_db()
        said = {"judgement": medical.Judgement.RIGHT, "reason": medical.Override.OF_THE_PATIENT}
        medical.judge(
            actor=actor(who), now=NOW, review_id=row.id, seen=row.version, word=medical.Word(place=item.place, **said)
        )
    row.refresh_from_db()


def sign(row: Review, who: dict[str, object] = BORIS) -> None:
    row.refresh_from_db()
    later = NOW + timedelta(minutes=3)
    medical.sign(
        actor=actor(who), now=later, review_id=row.id, seen=row.version, by=medical.Signature(staff=hire(who).pk)
    )
    row.refresh_from_db()
