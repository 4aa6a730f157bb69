"""Views of the queue as each person likes them."""

from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pharos.journal.api import once
from pharos.people import api as people
from pharos.people.api import Permission, allow, me

LIST = "queue"
KEPT = ("tab", "insurer", "country", "owner", "urgency", "status")
LONGEST = 60


def kept_query(query: str) -> str:
    """What of an address makes a view: its tab and filters, in one order; never a page, a case or typed words."""
    said = dict(parse_qsl(query[:400]))
    return urlencode({name: said[name] for name in KEPT if said.get(name)})


@allow(Permission.SEE_CASES)
@require_POST
@once
def save(request: HttpRequest) -> HttpResponse:
    """Keep the shown filter under a name; the same name again replaces it."""
    name = " ".join(request.POST.get("name", "").split())[:LONGEST].replace("\x00", "")
    query = kept_query(request.POST.get("query", ""))
    if not name:
        toasts.error(request, _("The view has no name. Nothing was saved."))
        return redirect(_shown(query))
    try:
        people.save_view(
            staff=me(request), list_name=LIST, name=name, query=query, shared=bool(request.POST.get("shared"))
        )
    except people.TooManyViews:
        toasts.error(request, _("You keep as many views as fit. Drop one first."))
    else:
        toasts.success(request, _("The view is saved: %(name)s") % {"name": name})
    return redirect(_shown(query))


@allow(Permission.SEE_CASES)
@require_POST
@once
def drop(request: HttpRequest, view_id: UUID) -> HttpResponse:
    """One's own view is no longer kept."""
    if people.drop_view(staff=me(request), view_id=view_id):
        toasts.success(request, _("The view is dropped"))
    return redirect("cases:queue")


@allow(Permission.SEE_CASES)
@require_POST
@once
def forward(request: HttpRequest, view_id: UUID) -> HttpResponse:
    """One place further to the front."""
    people.move_view(staff=me(request), view_id=view_id)
    return redirect("cases:queue")


def _shown(query: str) -> str:
    return f"{reverse('cases:queue')}?{query}"
