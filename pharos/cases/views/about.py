"""Cases about something of a room below, as a fragment its page may load."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pharos.cases import offers
from pharos.cases.queries.about import cases_about_policy
from pharos.people.api import Permission, allow, viewer_of


@require_safe
@allow(Permission.SEE_CASES)
def about_policy(request: HttpRequest, policy_id: UUID) -> HttpResponse:
    """The cases of one policy."""
    viewer = viewer_of(request)
    shown = [(offers.hit(line, viewer), offers.state_chip(line)) for line in cases_about_policy(policy_id)]
    return render(request, "cases/about_policy.html", {"shown": shown})
