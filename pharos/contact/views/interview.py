"""The symptom interview: one question at a time, read aloud and answered by one key. It can be left at any moment and
taken up again where it was."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pharos.clinical import api as clinical
from pharos.contact.actions import interviews as acts
from pharos.contact.forms import InterviewForm
from pharos.contact.messages import refusals
from pharos.contact.queries.interviews import About, about, country_meant, interviews_of
from pharos.contact.rules.interviews import Of
from pharos.core.objections import Objected
from pharos.journal.api import once
from pharos.people.api import Permission, actor, allow, language, me, number, uuid
from pharos.places import api as places

DIALLED = ("ambulance", "general")
Act = Callable[[About, UUID, int], None]


@require_safe
@allow(Permission.WORK_CASES)
def interview(request: HttpRequest, of: str, subject: UUID) -> HttpResponse:
    """The interview that is going on, the one asked for by `id`, the last one, or the start of the first."""
    whose = _whose(request, of, subject)
    if (whose.of, whose.subject) != (of, subject):
        return redirect("contact:interview", whose.of, whose.subject)
    return _page(request, whose, _which(request, whose))


@require_POST
@allow(Permission.WORK_CASES)
@once
def begin(request: HttpRequest, of: str, subject: UUID) -> HttpResponse:
    """Begin with what is known."""
    whose = _whose(request, of, subject)
    try:
        clinical.start_interview(
            actor=actor(request),
            now=timezone.now(),
            subject=whose.subject,
            told=_told(request, whose),
            insurer=whose.insurer,
            staff=me(request).pk,
        )
    except Objected as objected:
        return _page(request, whose, _going_on(whose), problems=refusals(objected.objections), status=409)
    return redirect("contact:interview", whose.of, whose.subject)


@require_POST
@allow(Permission.WORK_CASES)
@once
def answer(request: HttpRequest, of: str, subject: UUID) -> HttpResponse:
    """One answer to the question that is pending."""

    def act(whose: About, interview_id: UUID, seen: int) -> None:
        said = acts.Said(interview_id, seen, request.POST.get("question", ""), request.POST.get("said", ""))
        case_id = whose.case.id if whose.case else None
        acts.answer(actor=actor(request), now=timezone.now(), case_id=case_id, said=said)

    return _acted(request, of, subject, act)


@require_POST
@allow(Permission.WORK_CASES)
@once
def more(request: HttpRequest, of: str, subject: UUID) -> HttpResponse:
    """What the caller said beside the question."""

    def act(whose: About, interview_id: UUID, seen: int) -> None:
        said = request.POST.get("said", "")
        clinical.hear_more(actor=actor(request), now=timezone.now(), interview_id=interview_id, seen=seen, said=said)

    return _acted(request, of, subject, act)


@require_POST
@allow(Permission.WORK_CASES)
@once
def back(request: HttpRequest, of: str, subject: UUID) -> HttpResponse:
    """The last answer was not meant."""

    def act(whose: About, interview_id: UUID, seen: int) -> None:
        clinical.take_back_answer(actor=actor(request), now=timezone.now(), interview_id=interview_id, seen=seen)

    return _acted(request, of, subject, act)


@require_POST
@allow(Permission.WORK_CASES)
@once
def correct(request: HttpRequest, of: str, subject: UUID) -> HttpResponse:
    """Who is ill, or where, was not right."""

    def act(whose: About, interview_id: UUID, seen: int) -> None:
        clinical.correct_interview(
            actor=actor(request),
            now=timezone.now(),
            interview_id=interview_id,
            seen=seen,
            told=_told(request, whose),
        )

    return _acted(request, of, subject, act)


@require_POST
@allow(Permission.WORK_CASES)
@once
def finish(request: HttpRequest, of: str, subject: UUID) -> HttpResponse:
    """All is asked, or enough is."""

    def act(whose: About, interview_id: UUID, seen: int) -> None:
        acts.finish(
            actor=actor(request),
            now=timezone.now(),
            interview_id=interview_id,
            case_id=whose.case.id if whose.case else None,
            seen=seen,
        )

    return _acted(request, of, subject, act)


def _acted(request: HttpRequest, of: str, subject: UUID, act: Act) -> HttpResponse:
    """Carry it out on an interview of this subject, and show how it stands now."""
    whose = _whose(request, of, subject)
    chosen = uuid(request.POST.get("interview"))
    if chosen is None or chosen not in {line.id for line in interviews_of(whose.subjects)}:
        raise Http404
    try:
        act(whose, chosen, number(request.POST.get("seen")))
    except Objected as objected:
        return _page(request, whose, chosen, problems=refusals(objected.objections), status=409)
    if request.headers.get("HX-Request"):
        return _page(request, whose, chosen)
    return redirect("contact:interview", whose.of, whose.subject)


def _page(
    request: HttpRequest,
    whose: About,
    interview_id: UUID | None,
    *,
    problems: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    screen = language()
    view = clinical.interview_view(interview_id, screen) if interview_id else None
    country = view.country if view else whose.country
    context: dict[str, Any] = {
        "whose": whose,
        "view": view,
        "form": InterviewForm(initial=dict(view.facts) if view else dict(whose.known)),
        "numbers": _numbers(country, screen),
        "country_name": places.country(country).name(screen) if country else "",
        "problems": problems or [],
        "now": timezone.now(),
    }
    part = bool(request.headers.get("HX-Request"))
    return render(request, f"contact/interview{'/body' if part else ''}.html", context, status=status)


def _numbers(country: str, screen: str) -> list[places.EmergencyView]:
    """What to dial there for the sick, each number once, the ambulance first."""
    all_of_it = places.emergency_numbers(country, screen) if country else []
    found = [one for one in all_of_it if one.service in DIALLED]
    return list({one.number: one for one in reversed(found)}.values())[::-1]


def _whose(request: HttpRequest, of: str, subject: UUID) -> About:
    kind = next((one for one in Of if one.value == of), None)
    today = timezone.localdate()
    found = about(kind, subject, staff=me(request).pk, language=language(), today=today) if kind else None
    if found is None:
        raise Http404
    return found


def _which(request: HttpRequest, whose: About) -> UUID | None:
    lines = interviews_of(whose.subjects)
    if wanted := uuid(request.GET.get("id")):
        if wanted not in {line.id for line in lines}:
            raise Http404
        return wanted
    if lines and (lines[0].going_on or "anew" not in request.GET):
        return lines[0].id
    return None


def _going_on(whose: About) -> UUID | None:
    return next((line.id for line in interviews_of(whose.subjects) if line.going_on), None)


def _told(request: HttpRequest, whose: About) -> clinical.Told:
    """What the form says of the person. Nothing of it is refused: the interview itself says what cannot be."""
    form = InterviewForm(request.POST)
    form.is_valid()
    facts: dict[str, Any] = {name: form.cleaned_data.get(name) or "" for name in form.fields}
    facts["pregnant"] = bool(facts["pregnant"])
    facts["month"] = timezone.localdate().month
    place = str(facts["place"])
    country = country_meant(place, str(whose.known.get("place") or ""), whose.country, language())
    return clinical.Told(facts=facts, country=country)
