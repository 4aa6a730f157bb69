"""A case on the stage, for the tests of this room."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pharos.cases import api as cases
from pharos.cases.models import Case, Promise
from pharos.core.actor import Actor
from pharos.insurers.api import Insurer
from tests.cast import ANNA, NOW, actor, hire

KOVALEV = cases.PartyFacts(role=cases.PartyRole.INSURED, name="Ковалёв Артём Сергеевич", phone="8 (916) 555-42-18")


def later(**span: float) -> datetime:
    return NOW + timedelta(**span)


def register(who: dict[str, object] = ANNA, now: datetime = NOW, **facts: Any) -> UUID:
    """Kovalyov's case, as told over the telephone."""
    facts = {"insured": KOVALEV, "complaint": "Боль в ухе после погружения"} | facts
    return cases.register_case(actor=actor(who), now=now, registration=cases.Registration(**facts)).id


def registered_to(who: dict[str, object] = ANNA, **facts: Any) -> UUID:
    """A case this person has taken and works on."""
    case_id = register(who, **facts)
    cases.take(actor=actor(who), now=NOW, case_id=case_id, staff_id=hire(who).pk)
    return case_id


def row(case_id: UUID) -> Case:
    return Case.objects.get(pk=case_id)


def promise(case_id: UUID, kind: str) -> Promise:
    return Promise.objects.filter(case=case_id, kind=kind).latest("id")


def insurer(code: str = "SZ") -> Insurer:
    found, _ = Insurer.objects.get_or_create(
        code=code,
        defaults={
            "name_ru": f"Страховщик {code}",
            "name_en": f"Insurer {code}",
            "country": "RU",
            "time_zone": "Europe/Moscow",
        },
    )
    return found


def doctor_releases(case_id: UUID, who: Actor, now: datetime = NOW) -> None:
    hold = row(case_id).holds.get(released_at=None, kind=cases.HoldKind.MEDICAL_REVIEW)
    cases.release_hold(actor=who, now=now, hold_id=hold.id, permissions={"release_medical_hold"})
