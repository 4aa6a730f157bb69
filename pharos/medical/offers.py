"""What the frames of the site take from this room: the panel of a case, entries of its thread, a count for the rail."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from pharos.core.card import CaseFacts, PanelView, TimelineEntry, Viewer
from pharos.events import medical as events
from pharos.journal import api as journal
from pharos.medical.messages import FAULTS, STAGES, WHOM
from pharos.medical.models import Question, Review
from pharos.medical.queries.duty import calls_of
from pharos.medical.queries.page import question_view
from pharos.medical.rules.secrecy import Part, may
from pharos.medical.rules.stages import ReviewState

SHOWN = 10


def medical_panel(case: CaseFacts, viewer: Viewer, now: datetime) -> PanelView | None:
    """The duty doctor's orders, his colleagues' questions, and how the reviews stand. What a review says of each
    medicine is on its own page, for those who may read reviews."""
    calls = calls_of(case.id, now, viewer.language)
    sees = partial(may, viewer.permissions)
    second = sees(Part.SECONDS)
    reviews = Review.objects.filter(case=case.id).order_by("-opened_at", "-id")
    questions = Question.objects.filter(case=case.id).order_by("answered_at", "-asked_at")[:SHOWN]
    context = {
        "case": case,
        "calls": calls,
        "waiting": any(one.stage in ("waiting", "here") for one in calls),
        "reviews": list((reviews if second else reviews.filter(second_of=None)).defer("machine", "remark")[:SHOWN]),
        "questions": [question_view(one) for one in questions],
        "may_call": sees(Part.CALL),
        "may_carry_out": sees(Part.CARRY_OUT),
        "may_answer": sees(Part.ANSWER),
        "may_write": sees(Part.LETTER),
        "may_file": sees(Part.REPORT),
        "may_read": sees(Part.REVIEW),
        "now": now,
    }
    unanswered = sum(one.answered_at is None for one in context["questions"])  # type: ignore[attr-defined]
    ordered = sum(one.stage == "ordered" for one in calls)
    return PanelView(
        code="medical", title=_("Doctors"), template="medical/panel.html", context=context,
        count=(unanswered + ordered) or None,
    )  # fmt: skip


def duty_panel(case: CaseFacts, viewer: Viewer, now: datetime) -> PanelView | None:
    """The duty doctor beside the case: the one key that calls him, and the order that waits to be carried out. For a
    doctor, the review the case waits for."""
    call = next((one for one in calls_of(case.id, now, viewer.language) if one.stage != "done"), None)
    calls = may(viewer.permissions, Part.CALL) and case.is_open
    owed = _owed(case, viewer) if may(viewer.permissions, Part.WORK) else None
    if call is None and not calls and owed is None:
        return None
    works = may(viewer.permissions, Part.CARRY_OUT)
    context = {"case": case, "call": call, "owed": owed, "may_carry_out": works, "may_call": calls, "now": now}
    return PanelView(
        code="duty", title=_("A doctor, now"), template="medical/duty_panel.html", context=context,
        urgent=call is not None,
    )  # fmt: skip


def _owed(case: CaseFacts, viewer: Viewer) -> UUID | None:
    """The open review of the case this doctor may sign."""
    rows = Review.objects.filter(case=case.id, state=ReviewState.OPEN).exclude(second_of__signed_by=viewer.staff_id)
    return rows.order_by("opened_at").values_list("pk", flat=True).first()


def timeline(entries: Sequence[journal.Entry], viewer: Viewer) -> list[TimelineEntry]:
    """What the department did, for those who may know that it did. Nothing of what it found."""
    if not may(viewer.permissions, Part.STANDING):
        return []
    reads = may(viewer.permissions, Part.SECONDS)
    return [told for entry in entries if (told := _told(entry, reads=reads)) is not None]


def _told(entry: journal.Entry, *, reads: bool) -> TimelineEntry | None:
    event = entry.event
    words = _WORDS.get(type(event))
    if words is None or (getattr(event, "second", False) and not reads) or (type(event) in _FOR_READERS and not reads):
        return None
    title, icon, status = words(event)
    return TimelineEntry(
        position=entry.position, at=entry.recorded_at, kind="decision", title=title, icon=icon, status=status
    )


def _stage(event: Any) -> str:
    return str(STAGES[event.stage])


Words = Callable[[Any], tuple[str, str, str]]

_WORDS: dict[type, Words] = {
    events.ReviewOpened: lambda e: (_("Review owed: %(stage)s") % {"stage": _stage(e)}, "med", ""),
    events.ReviewSigned: lambda e: (_("Review signed: %(stage)s") % {"stage": _stage(e)}, "med", "covered"),
    events.ReviewExempt: lambda e: (_("No review is owed any more"), "no", "idle"),
    events.ReviewDisputed: lambda e: (_("The review is disputed; a second doctor will look"), "eye", "ask"),
    events.ReviewersDisagreed: lambda e: (_("Two doctors see it differently"), "eye", "late"),
    events.MedicalFindingRecorded: lambda e: (_("Fault recorded: %(what)s") % {"what": FAULTS[e.kind]}, "flag", "late"),
    events.QuestionAsked: lambda e: (_("The doctor asks %(whom)s") % {"whom": WHOM[e.whom]}, "ask", "ask"),
    events.QuestionAnswered: lambda e: (_("The doctor's question is answered"), "check", ""),
    events.ReportFiled: lambda e: (_("Medical report filed"), "doc", ""),
    events.DutyDoctorCalled: lambda e: (_("The duty doctor is called"), "phone", "late"),
    events.DutyDoctorCame: lambda e: (_("A doctor has the case before him"), "med", "beam"),
    events.OrderGiven: lambda e: (_("A doctor gave an order"), "med", "waiting"),
    events.OrderCarriedOut: lambda e: (_("The doctor's order is carried out"), "check", "covered"),
}
_FOR_READERS = (events.ReviewersDisagreed, events.MedicalFindingRecorded)
