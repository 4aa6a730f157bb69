"""Screens of places: the type-ahead, and the countries with their emergency numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pharos.core.actor import Actor
from pharos.journal import api as journal
from pharos.people.api import Permission, allow, permits, staff_names
from pharos.places import actions
from pharos.places.countries import countries, country
from pharos.places.links import landmasses
from pharos.places.messages import DOUBTS, KINDS, NOTES, REASONS, SERVICES, STANDINGS, Text, ask_in_words
from pharos.places.models import EmergencyNumber
from pharos.places.queries import EmergencyView, emergency_by_country, emergency_numbers
from pharos.places.resolving import answer, resolve
from pharos.places.rules import PlaceMatch, Reason

LONGEST = 1_000
"""A link of a map is long, and half of its figures are another place."""


@dataclass(frozen=True)
class NumberLine:
    """A number with its words: service, status, icon, standing, and who verified it."""

    row: EmergencyView
    service: Text
    status: str
    icon: str
    standing: Text
    verifier: str


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_PLACES)
def place_list(request: HttpRequest) -> HttpResponse:
    """Countries we have emergency numbers for, the number of the ambulance first. What is typed to find a place comes
    by POST, so that it stands in no address."""
    language = _language()
    rows = [(country(code), _lines(numbers)) for code, numbers in emergency_by_country(language).items()]
    rows.sort(key=lambda row: row[0].name(language))
    asked = request.POST.get("text", "")[:LONGEST]
    found = answer(asked, language=language) if asked else None
    context = {
        "rows": [(row, row.name(language), lines[0], _two_numbers(lines)) for row, lines in rows],
        "asked": asked, "matches": _options(found.candidates) if found else [],
        "ask": ask_in_words(found, language) if found else "",
    }  # fmt: skip
    return render(request, "places/list.html", context)


# It only reads.
place_list.repeatable = True  # type: ignore[attr-defined]


@require_safe
@allow(Permission.SEE_PLACES)
def country_page(request: HttpRequest, code: str) -> HttpResponse:
    """The emergency numbers of a country: what each source says, who verified it, and the button to do so."""
    if code not in countries():
        raise Http404
    row, language = country(code), _language()
    context = {
        "country": row, "name": row.name(language), "lines": _lines(emergency_numbers(code, language)),
        "may_verify": permits(request.user, Permission.VERIFY_PLACES),
    }  # fmt: skip
    return render(request, "places/country.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_PLACES)
def suggest(request: HttpRequest) -> HttpResponse:
    """Type-ahead: options as a fragment, or JSON when `Accept` asks for it. `country` may be given several times.
    What is typed on a page comes by POST, so that it stands in no address."""
    asked = request.POST if request.method == "POST" else request.GET
    text = asked.get("text") or asked.get("q") or ""
    prior = [code.upper()[:2] for code in asked.getlist("country")]
    found = resolve(text[:LONGEST], language=_language(), country=prior)
    if request.accepts("text/html") and "json" not in request.headers.get("Accept", ""):
        return render(request, "places/options.html", {"options": _options(found)})
    return JsonResponse({"matches": [_plain(match) for match in found]})


# It only reads.
suggest.repeatable = True  # type: ignore[attr-defined]


@require_POST
@allow(Permission.VERIFY_PLACES)
@journal.once
def verify(request: HttpRequest, number: UUID) -> HttpResponse:
    """A member of staff vouches for a number."""
    return _decided(request, number, actions.verify_emergency_number, _("Number verified"))


@require_POST
@allow(Permission.VERIFY_PLACES)
@journal.once
def doubt(request: HttpRequest, number: UUID) -> HttpResponse:
    """A verification is taken back."""
    return _decided(request, number, actions.doubt_emergency_number, _("Verification taken back"))


def _decided(request: HttpRequest, number: UUID, act: Any, done: str) -> HttpResponse:
    try:
        row = act(actor=Actor.staff(request.user.pk), now=timezone.now(), number_id=number)
    except EmergencyNumber.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, done)
    return redirect("places:country", row.country)


def _lines(rows: list[EmergencyView]) -> list[NumberLine]:
    known = {Actor.parse(row.verified_by).id for row in rows if row.verified_by}
    staff = staff_names([int(one) for one in known if one.isdecimal()]) if known else {}
    names = {pk: one.name for pk, one in staff.items()}
    return [
        NumberLine(row, SERVICES[row.service], *STANDINGS[row.standing], names.get(_pk(row.verified_by), ""))
        for row in rows
    ]


def _two_numbers(lines: list[NumberLine]) -> list[NumberLine]:
    """The first two lines of different numbers: a country's 112 need not stand there twice."""
    different = {line.row.number: line for line in reversed(lines)}
    return [line for line in lines if different[line.row.number] is line][:2]


def _pk(actor: str) -> int:
    found = Actor.parse(actor).id
    return int(found) if found.isdecimal() else 0


def _options(found: Iterable[PlaceMatch]) -> list[dict[str, Any]]:
    language = _language()
    return [
        {
            "match": match,
            "country": countries()[match.country].name(language),
            "kind": KINDS.get(match.kind, match.kind),
            "reason": REASONS[match.reason],
            "notes": [NOTES[note] for note in match.notes],
            "landmass": landmasses()[match.landmass].name(language) if match.landmass in landmasses() else "",
            "doubts": [DOUBTS[doubt] for doubt in match.doubts],
            "value": match.id or "",
            "label": f"{match.name} ({match.latitude}, {match.longitude})" if _by_point(match) else match.name,
        }
        for match in found
    ]


def _by_point(match: PlaceMatch) -> bool:
    return match.reason is Reason.COORDINATES


def _plain(match: PlaceMatch) -> dict[str, Any]:
    return {
        "id": str(match.id) if match.id else None, "kind": match.kind, "country": match.country, "name": match.name,
        "name_ru": match.name_ru, "name_en": match.name_en, "near": match.near, "near_km": match.near_km,
        "time_zone": match.time_zone, "latitude": match.latitude, "longitude": match.longitude,
        "reason": match.reason, "doubts": list(match.doubts), "sure": match.sure,
    }  # fmt: skip


def _language() -> str:
    return (get_language() or "en")[:2]
