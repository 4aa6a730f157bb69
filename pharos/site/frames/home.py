"""The first page: to the queue, or to the first place one's roles open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pharos.cases import api as cases
from pharos.people.api import Permission, allow, viewer_of
from pharos.site.frames.rail import rail


@require_safe
@allow(Permission.SEE_OWN_PROFILE)
def home(request: HttpRequest) -> HttpResponse:
    """Everybody who signed in has at least his own profile."""
    places = rail(request.user, "")
    return redirect(places[0].url if places else "people:profile")


@require_safe
@allow(Permission.SEE_OWN_PROFILE)
def rail_part(request: HttpRequest) -> HttpResponse:
    """The places of the rail by themselves, for an open page: what waits there changes."""
    return render(request, "site/parts/places.html", {"places": rail(request.user, request.GET.get("at", "/"))})


@require_safe
@allow(Permission.SEE_CASES)
def late_promises(request: HttpRequest) -> HttpResponse:
    """How many of this person's own cases have a broken promise now, as a bare number for a notice."""
    late = cases.late_of(viewer_of(request).staff_id, timezone.now())
    return HttpResponse(str(late), content_type="text/plain")
