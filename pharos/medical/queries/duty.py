"""Calls for a doctor: those that wait, those whose order waits to be carried out, those of one case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from pharos.cases import api as cases
from pharos.journal.api import KeptStatement
from pharos.medical.models import DutyCall

SHOWN = 50
LAST = 10

ANY = KeptStatement(lambda case: DutyCall.objects.filter(case=case).order_by().values_list("pk")[:1])


@dataclass(frozen=True, kw_only=True)
class CallView:
    """One call. `stage`: waiting, here, ordered, done; `due` is the clock that runs now."""

    id: UUID
    case_id: UUID
    number: str
    name: str
    where: str
    age: int | None
    complaint: str
    why: str
    order: str
    stage: str
    called_at: datetime
    called_by: str
    doctor_id: int | None
    doctor: str
    ordered_at: datetime | None
    done_at: datetime | None
    due: datetime | None
    late: bool


def open_calls(now: datetime, language: str) -> list[CallView]:
    """Calls nobody has answered first, then those whose order waits, the longest waiting first."""
    rows = _rows().filter(done_at=None).order_by("ordered_at", "called_at")[:SHOWN]
    return _views(rows, now, language)


def calls_of(case_id: UUID, now: datetime, language: str) -> list[CallView]:
    """The calls of one case, the newest first. Mostly there is none, and every case card asks."""
    if not ANY(case_id):
        return []
    return _views(_rows().filter(case=case_id).order_by("-called_at")[:LAST], now, language)


def untaken_count() -> int:
    """Calls no doctor has come to yet."""
    return DutyCall.objects.filter(doctor=None, ordered_at=None, done_at=None).count()


def _rows() -> QuerySet[DutyCall]:
    return DutyCall.objects.select_related("called_by", "doctor")


def _views(rows: QuerySet[DutyCall], now: datetime, language: str) -> list[CallView]:
    found = list(rows)
    lines = {line.id: line for line in cases.case_lines({row.case_id for row in found}, medical=True)}
    return [_view(row, lines[row.case_id], now, language) for row in found if row.case_id in lines]


def _view(row: DutyCall, line: cases.CaseLine, now: datetime, language: str) -> CallView:
    stage = "done" if row.done_at else "ordered" if row.ordered_at else "here" if row.doctor_id else "waiting"
    due = {"waiting": row.answer_by, "here": row.answer_by, "ordered": row.carry_out_by}.get(stage)
    return CallView(
        id=row.id, case_id=row.case_id, number=line.number, name=line.person_name, why=row.why or "",
        age=line.age(timezone.localdate(now)),
        complaint=line.complaint,
        where=(line.place_name_ru if language == "ru" else line.place_name) or line.place_heard or line.country,
        order=row.order or "", stage=stage, called_at=row.called_at, called_by=row.called_by.name,
        doctor_id=row.doctor_id, doctor=row.doctor.name if row.doctor else "", ordered_at=row.ordered_at,
        done_at=row.done_at, due=due, late=due is not None and due < now,
    )  # fmt: skip
