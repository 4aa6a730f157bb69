"""Interviews read back: the rows about something, what a row holds, how far one has come."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pharos.clinical.interview.people import Number, Place
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.knowledge.parts import URGENCIES
from pharos.clinical.lines.resuming import Kept, Resumed, from_data, resumed
from pharos.clinical.models import KeptInterview
from pharos.core.urgency import Urgency
from pharos.places import api as places

DIALLED = ("ambulance", "general")


@dataclass(frozen=True, kw_only=True)
class InterviewLine:
    """An interview in one line. `question` is the number of the one that is pending, None when all is asked."""

    id: UUID
    subject: UUID
    started_at: datetime
    touched_at: datetime
    finished_at: datetime | None
    staff_id: int | None
    urgency: Urgency
    question: int | None

    @property
    def going_on(self) -> bool:
        return self.finished_at is None


def interview_lines_about(subjects: Iterable[UUID]) -> list[InterviewLine]:
    """The interviews about these, the one going on first, then the newest; forgotten ones are left out."""
    rows = KeptInterview.objects.filter(subject__in=list(subjects)).order_by("-started_at")
    lines = [_line(row) for row in rows if row.state]
    return sorted(lines, key=lambda line: not line.going_on)


def interviews_going_on(staff: int, *, since: datetime) -> list[InterviewLine]:
    """What this person began since then and has not finished, the newest first; forgotten ones are left out."""
    rows = KeptInterview.objects.filter(staff=staff, finished_at=None, started_at__gte=since).order_by("-started_at")
    return [_line(row) for row in rows if row.state]


def interview_urgency(subjects: Iterable[UUID]) -> Urgency | None:
    """The greatest urgency any interview about these came to so far; None when nobody asked."""
    return max((line.urgency for line in interview_lines_about(subjects)), default=None)


def specialist_for(subjects: Iterable[UUID]) -> str:
    """Whom the newest finished interview about these sends to (`specialists.toml`); empty where none is finished."""
    rows = KeptInterview.objects.filter(subject__in=list(subjects), finished_at__isnull=False)
    results = [result_of(row) for row in rows.order_by("-finished_at")[:1]]
    return str(results[0].get("specialist", "")) if results and results[0] else ""


def kept_of(row: KeptInterview) -> Kept:
    """What the row holds. Raises ValueError for one whose key is gone."""
    if not row.state:
        raise ValueError("this interview is forgotten")
    return from_data(json.loads(row.state))


def standing_of(kept: Kept) -> Resumed:
    """The interview as it stands after its answers, at the place where the person is."""
    return resumed(knowledge(), kept, place_at(kept.country, kept.place))


def result_of(row: KeptInterview) -> dict[str, Any] | None:
    """What came of a finished one, as it was kept then; None while it goes on."""
    if not row.result:
        return None
    told: dict[str, Any] = json.loads(row.result)["result"]
    return told


def place_at(country: str, name: str) -> Place:
    """A place with the numbers to dial there; without them while the country is not known."""
    if not country:
        return Place(name=name)
    english = {one.id: one.note for one in places.emergency_numbers(country, "en")}
    numbers = tuple(
        Number(one.service, one.number, one.note, english.get(one.id, ""), sure=one.verified_at is not None)
        for one in places.emergency_numbers(country, "ru")
        if one.service in DIALLED
    )
    return Place(country=country, name=name, numbers=numbers)


def _line(row: KeptInterview) -> InterviewLine:
    result = result_of(row)
    if result is not None:
        urgency, question = URGENCIES[result["urgency"]], None
    else:
        talk = standing_of(kept_of(row)).talk
        urgency, question = talk.verdict.urgency, len(talk.asked) + 1 if talk.question else None
    return InterviewLine(
        id=row.id,
        subject=row.subject,
        started_at=row.started_at,
        touched_at=row.touched_at,
        finished_at=row.finished_at,
        staff_id=row.staff_id,
        urgency=urgency,
        question=question,
    )
