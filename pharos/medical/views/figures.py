"""The department's figures."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pharos.medical.messages import USUAL
from pharos.medical.queries.figures import clinic_names
from pharos.medical.queries.figures import figures as counted
from pharos.medical.queries.norms import clinics_beside
from pharos.medical.rules.secrecy import Part
from pharos.medical.seeing import seeing
from pharos.people.api import language, number
from pharos.places import api as places

SPANS = (7, 30, 90, 365)


@require_safe
@seeing(Part.FIGURES)
def figures(request: HttpRequest) -> HttpResponse:
    """Of the last 7, 30, 90 or 365 days."""
    days = number(request.GET.get("days"))
    days = days if days in SPANS else 90
    now = timezone.now()
    found = counted(since=now - timedelta(days=days), now=now)
    screen = language()
    names = {one.name: _country(one.name, screen) for one in found.countries}
    verdicts = [(str(USUAL.get(code, code)), n) for code, n in found.verdicts]
    beside = clinics_beside(since=(now - timedelta(days=days)).date())
    clinics = clinic_names([*(one.name for one in found.clinics), *(one.name for one in beside)])
    context = {
        "figures": found, "days": days, "spans": SPANS, "verdicts": verdicts,
        "beside": [(clinics[one.name], _country(one.country, screen), one) for one in beside],
        "clinics": [(clinics[one.name], one) for one in found.clinics],
        "countries": [(names[one.name], one) for one in found.countries],
    }  # fmt: skip
    return render(request, "medical/figures.html", context)


def _country(code: str, screen: str) -> str:
    try:
        return places.country(code).name(screen)
    except KeyError:
        return code
