"""What waits for a doctor: the overdue first, the riskiest first of each; names, a diagnosis and one chip a line."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from pharos.cases import api as cases
from pharos.clinical import api as clinical
from pharos.medical.models import Question, Review, ReviewItem
from pharos.medical.rules.stages import ItemKind, ReviewState

PAGE = 30
COUNT_UP_TO = 999


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One review as a line. `diagnosis` in words, empty where there is none; `late`: due before now;
    `asked`: a question of it has no answer yet, `asked_late`: and should have; `answered`: all of them have theirs."""

    id: UUID
    case_id: UUID
    number: str
    name: str
    age: int | None
    diagnosis: str
    where: str
    stage: str
    lead: str
    lead_n: int
    risk: int
    second: bool
    due_at: datetime
    late: bool
    asked: bool
    asked_late: bool
    answered: bool


@dataclass(frozen=True, kw_only=True)
class Shift:
    """What this doctor has signed since his shift began, and how long one took at the median, in seconds."""

    signed: int
    median: int | None


def worklist(*, staff: int, now: datetime, language: str, after: int = 0, only_late: bool = False) -> list[Waiting]:
    """Open reviews, the overdue ones at the head, by risk and then by when they are due; or the overdue ones alone.
    Second readings are not offered to whoever read first."""
    found = _page(_open_for(staff), now=now, after=after, only_late=only_late)
    lines = {line.id: line for line in cases.case_lines([row[1] for row in found], medical=False)}
    names = _diagnoses([row[0] for row in found], language)
    asked, answered = _asked([row[0] for row in found])
    return [
        Waiting(
            id=pk,
            case_id=case_id,
            number=line.number,
            name=line.person_name,
            age=line.age(timezone.localdate(now)),
            diagnosis=names.get(pk, ""),
            where=(line.place_name_ru if language == "ru" else line.place_name) or line.place_heard or line.country,
            stage=stage,
            lead=lead,
            lead_n=lead_n,
            risk=risk,
            second=second is not None,
            due_at=due_at,
            late=due_at < now,
            asked=pk in asked,
            asked_late=pk in asked and asked[pk] < now,
            answered=pk in answered,
        )
        for pk, case_id, stage, lead, lead_n, risk, second, due_at in found
        if (line := lines.get(case_id))
    ]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How much waits, each up to COUNT_UP_TO: open reviews, overdue ones, overdue answers, calls without an order."""

    waiting: int
    late: int
    late_questions: int
    calls: int


def standing(now: datetime) -> Standing:
    """All of them in one statement: as four they were a tenth of the page's time."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, {"now": now, "most": COUNT_UP_TO})
        waiting, late, questions, calls = cursor.fetchone() or (0, 0, 0, 0)
    return Standing(waiting=waiting, late=late, late_questions=questions, calls=calls)


_STANDING = """
select (select count(*) from (select from medical_review where state = 'open' limit %(most)s) as a),
    (select count(*) from (select from medical_review where state = 'open' and due_at < %(now)s limit %(most)s) as b),
    (select count(*) from (
        select from medical_question where answered_at is null and due_at < %(now)s limit %(most)s) as c),
    (select count(*) from (
        select from medical_dutycall where ordered_at is null and done_at is null limit %(most)s) as d)
"""


def waiting_count() -> int:
    """How many reviews are open, up to COUNT_UP_TO."""
    rows = Review.objects.filter(state=ReviewState.OPEN).order_by("-risk", "due_at", "id")
    return rows[:COUNT_UP_TO].count()


def late_count(now: datetime) -> int:
    """How many open reviews are overdue, up to COUNT_UP_TO."""
    rows = Review.objects.filter(state=ReviewState.OPEN, due_at__lt=now).order_by("due_at")
    return rows[:COUNT_UP_TO].count()


def late_questions(now: datetime, staff: int | None = None) -> int:
    """How many questions should have had their answer by now, up to COUNT_UP_TO; of one doctor alone, or of all."""
    rows = Question.objects.filter(answered_at=None, due_at__lt=now).order_by("due_at")
    rows = rows if staff is None else rows.filter(asked_by=staff)
    return rows[:COUNT_UP_TO].count()


def shift_of(staff: int, *, since: datetime) -> Shift:
    """Reviews signed by this doctor since then, and the middle time between first reading and signing."""
    signed = Review.objects.filter(state=ReviewState.SIGNED, signed_by=staff, signed_at__gte=since)
    rows = list(signed.values_list("first_read_at", "signed_at"))
    spent = sorted((at - read).total_seconds() for read, at in rows if read and at)
    return Shift(signed=len(rows), median=round(spent[len(spent) // 2]) if spent else None)


def next_after(review_id: UUID, *, staff: int, now: datetime) -> UUID | None:
    """The review to go on with: the first of the worklist that is not this one."""
    ids = _open_for(staff).exclude(pk=review_id).values_list("pk", flat=True)
    return ids.filter(due_at__lt=now).first() or ids.first()


def _open_for(staff: int) -> QuerySet[Review]:
    mine = Q(second_of__signed_by=staff)
    return Review.objects.filter(state=ReviewState.OPEN).exclude(mine).order_by("-risk", "due_at", "id")


Row = tuple[UUID, UUID, str, str, int, int, UUID | None, datetime]


def _page(rows: QuerySet[Review], *, now: datetime, after: int, only_late: bool) -> list[Row]:
    """Overdue ones, then the rest: two questions, because one order by both could not be read from an index."""
    columns = ("id", "case_id", "stage", "lead", "lead_n", "risk", "second_of_id", "due_at")
    late, rest = rows.filter(due_at__lt=now), rows.filter(due_at__gte=now)
    found: list[Row] = list(late.values_list(*columns)[after : after + PAGE])
    if only_late or len(found) == PAGE:
        return found
    passed = 0 if found or not after else max(0, after - late.count())
    return found + list(rest.values_list(*columns)[passed : passed + PAGE - len(found)])


def _asked(reviews: list[UUID]) -> tuple[dict[UUID, datetime], set[UUID]]:
    """Reviews with an open question and when its first answer is due; reviews whose questions all have theirs."""
    rows = list(Question.objects.filter(review__in=reviews).values_list("review_id", "due_at", "answered_at"))
    open_ = {pk: due for pk, due, at in sorted(rows, key=lambda row: row[1], reverse=True) if at is None}
    return open_, {pk for pk, *_ in rows} - open_.keys()


def _diagnoses(reviews: list[UUID], language: str) -> dict[UUID, str]:
    rows = ReviewItem.objects.filter(review__in=reviews, kind=ItemKind.DIAGNOSIS).exclude(code="")
    codes = dict(rows.values_list("review", "code"))
    names = clinical.condition_names(codes.values(), language)
    return {review: names.get(code, "") for review, code in codes.items()}
