"""Cover at the desk: the panel of a case or an intake, what is told in it, its texts and its reasons."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from pharos.clinical import api as clinical
from pharos.contact.forms import IntakeForm, answers_of
from pharos.contact.offers import cover_viewing
from pharos.contact.queries.cover import Asked, Typed, cover_of_case, cover_of_intake, home_of
from pharos.contact.queries.intake import country_heard, place_fits
from pharos.contact.queries.interviews import INTAKE
from pharos.contact.rules.interviews import Of
from pharos.core.objections import Objected
from pharos.journal.api import once
from pharos.people import api as people
from pharos.people.api import Permission, actor, allow, me, number, uuid
from pharos.places import api as places
from pharos.policies import api as policies

Act = Callable[[Asked], policies.Standing]


@allow(Permission.SEE_MEDICAL)
def cover(request: HttpRequest, of: str, subject: UUID) -> HttpResponse:
    """The panel as things stand, drawn anew or on a page of its own. By POST for the intake as it is typed just now:
    nothing of it goes into an address. Nothing is written."""
    return _panel(request, _asked(request, of, subject))


# It only reads; see `intake_beside`.
cover.repeatable = True  # type: ignore[attr-defined]


@require_POST
@allow(Permission.WORK_CASES, Permission.REVIEW_CASES)
@once
def tell(request: HttpRequest, of: str, subject: UUID) -> HttpResponse:
    """An answer, or one answer to several questions."""

    def act(asked: Asked) -> policies.Standing:
        source = request.POST.get("source", "")
        if not policies.may_tell(me(request).permissions, source):
            raise Http404
        names = (request.POST.get("facts") or request.POST.get("fact", "")).split()
        value = " ".join(request.POST.get("value", "").split()).replace(",", ".")
        return policies.tell_facts(
            actor=actor(request),
            now=timezone.now(),
            about=asked.about,
            told=[policies.Told(name, value, policies.Source(source)) for name in names],
            seen=number(request.POST.get("seen")),
        )

    return _acted(request, of, subject, act)


@require_POST
@allow(Permission.WORK_CASES, Permission.REVIEW_CASES)
@once
def take_back(request: HttpRequest, of: str, subject: UUID) -> HttpResponse:
    """An answer was a mistake."""

    def act(asked: Asked) -> policies.Standing:
        version = number(request.POST.get("version"))
        mine = [one for one in policies.Source if policies.may_tell(me(request).permissions, one)]
        return policies.take_back_facts(
            actor=actor(request), now=timezone.now(), about=asked.about, version=version, sources=mine
        )

    return _acted(request, of, subject, act)


@require_POST
@allow(Permission.WORK_CASES, Permission.REVIEW_CASES)
@once
def pick(request: HttpRequest, of: str, subject: UUID) -> HttpResponse:
    """Of two who say otherwise, one counts."""

    def act(asked: Asked) -> policies.Standing:
        picked = next((one for one in policies.Source if one.value == request.POST.get("picked")), None)
        if picked is None:
            raise Http404
        return policies.pick_fact(
            actor=actor(request),
            now=timezone.now(),
            about=asked.about,
            fact=request.POST.get("fact", ""),
            source=picked,
        )

    return _acted(request, of, subject, act)


@require_safe
@allow(Permission.SEE_MEDICAL)
def texts(request: HttpRequest, of: str, subject: UUID) -> HttpResponse:
    """What to say to the traveller, to write to the insurer, and the decision for ourselves."""
    asked = _asked(request, of, subject)
    return _sheet(request, asked, policies.cover_texts(policies.standing_of(asked.about)))


@require_safe
@allow(Permission.SEE_MEDICAL)
def why(request: HttpRequest, of: str, subject: UUID) -> HttpResponse:
    """The whole explanation, and the decisions kept so far."""
    asked = _asked(request, of, subject)
    return _sheet(request, asked, policies.cover_why(policies.standing_of(asked.about), asked.cases))


def _acted(request: HttpRequest, of: str, subject: UUID, act: Act) -> HttpResponse:
    """Carry it out, and show how cover stands now."""
    asked = _asked(request, of, subject)
    try:
        standing = act(asked)
    except Objected as objected:
        return _panel(
            request, asked, problems=[policies.objection_text(one) for one in objected.objections], status=409
        )
    if request.headers.get("HX-Request"):
        return _panel(request, asked, standing=standing)
    return redirect("contact:cover", asked.of, asked.subject)


def _panel(
    request: HttpRequest,
    asked: Asked,
    *,
    standing: policies.Standing | None = None,
    problems: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    standing = standing or policies.standing_of(asked.about)
    viewing = cover_viewing(asked, _viewer(request), _looking(request, asked), problems=problems or [])
    if request.headers.get("HX-Request"):
        view = policies.cover_body(standing, viewing)
        return render(request, view.template, dict(view.context), status=status)
    view = policies.cover_panel(standing, viewing)
    context = {"panel": view, "title": pgettext("of a case", "Cover"), **_way_back(asked)}
    return render(request, "contact/cover.html", context, status=status)


def _sheet(request: HttpRequest, asked: Asked, view: Any) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, view.template, {**view.context, "sheet": True})
    return render(request, "contact/cover.html", {"panel": view, "title": view.title, **_way_back(asked)})


def _way_back(asked: Asked) -> dict[str, str]:
    if asked.of is Of.CASE:
        return {"back": f"{reverse('case', args=[asked.subject])}?tab=cover", "back_title": asked.title}
    about = "conversation" if asked.of is Of.CONVERSATION else "draft"
    return {"back": f"{reverse('contact:intake')}?{about}={asked.subject}", "back_title": _("New case")}


def _looking(request: HttpRequest, asked: Asked) -> policies.Looking:
    told = request.POST if request.method == "POST" else request.GET
    source = next((one for one in policies.Source if one.value == told.get("source")), asked.speaker)
    lit = asked.of is Of.CASE or bool(told.get("lit"))
    return policies.Looking(source=source, only=told.get("only", "")[:40], single=bool(told.get("single")), lit=lit)


def _viewer(request: HttpRequest) -> tuple[int, frozenset[str]]:
    return me(request).pk, me(request).permissions


def _asked(request: HttpRequest, of: str, subject: UUID) -> Asked:
    kind = next((one for one in Of if one.value == of), None)
    if kind is Of.CASE:
        found = cover_of_case(subject)
    elif kind is Of.DRAFT:
        found = cover_of_intake(kind, subject, _typed(request, ident=subject))
    elif kind and (home := home_of(subject)):
        there, case = home
        found = cover_of_case(case) if case else cover_of_intake(kind, there, _typed(request, subject=there))
    else:
        found = None
    if found is None:
        raise Http404
    return found


def _typed(request: HttpRequest, *, subject: UUID | None = None, ident: UUID | None = None) -> Typed:
    """The intake as it came along with the request, else as its draft holds it."""
    if "place" in request.POST and "policy_number" in request.POST:
        return typed_of(request.POST.dict())
    draft = people.draft_for(staff=me(request).pk, form=INTAKE, subject=subject, ident=ident)
    return typed_of(people.as_sent(draft).dict())


def typed_of(fields: Mapping[str, Any]) -> Typed:
    """What cover hangs on, of an intake's fields."""
    return Typed(
        name=str(fields.get("name") or ""),
        policy=uuid(str(fields.get("policy") or "")),
        insurer=uuid(str(fields.get("insurer") or "")),
        born=_born(fields),
        country=_country(fields),
        danger=clinical.danger_found(answers_of(fields)) is not None,
        caller=str(fields.get("caller_role") or ""),
    )


def _born(fields: Mapping[str, Any]) -> date | None:
    read = IntakeForm({"birth_date": fields.get("birth_date") or ""})
    read.is_valid()
    born: date | None = read.cleaned_data.get("birth_date")
    return born


def _country(fields: Mapping[str, Any]) -> str:
    """Of the chosen place, or the one that was said; one that is only guessed is not known."""
    chosen, heard = fields.get("place_choice") or fields.get("place_id"), str(fields.get("place") or "")
    if chosen and place_fits(chosen, heard):
        return places.place(UUID(str(chosen))).country
    said = str(fields.get("country") or "").upper()
    return said if said in places.countries() else country_heard(heard)
