"""The first page: to the queue, or to the first place one's roles open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from pharos.people.api import Permission, allow
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
