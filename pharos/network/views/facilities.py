"""The page of a facility: what a list tells of it; and making a provider of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pharos.core.actor import Actor
from pharos.core.capabilities import Capability
from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.network.actions.adopting import adopt_facility
from pharos.network.forms.adopting import AdoptForm
from pharos.network.queries.facilities import FacilityView, facility_opened
from pharos.network.views.pages import objected_to
from pharos.network.wording import CAPABILITIES
from pharos.people.api import Permission, allow, drafted, permits, staff_names, take_up
from pharos.places import api as places


@require_safe
@allow(Permission.SEE_NETWORK)
def facility_page(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """What the list tells, the list itself, and what became of the facility here."""
    view = _opened(facility_id)
    language = (get_language() or "ru")[:2]
    land = places.countries().get(view.row.country)
    context: dict[str, Any] = {
        "view": view, "row": view.row, "country": land.name(language) if land else view.row.country,
        "near": view.here.title(language), "may_change": permits(request.user, Permission.CHANGE_NETWORK),
        "does": [(CAPABILITIES[one], said) for one, said in view.does.items()], "linked_by": _who(view),
        "only_likely": not all(view.does.values()),
        "neighbours": [(one, one.provider.title(language)) for one in view.neighbours],
        "provider": view.link.provider.title(language) if view.link else "",
    }  # fmt: skip
    return render(request, "network/facilities/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.CHANGE_NETWORK)
@journal.once
@drafted
def adopt(request: HttpRequest, facility_id: UUID) -> HttpResponse:
    """Make a provider of it: the particulars stand as the list tells them, to be looked through."""
    view = _opened(facility_id)
    if view.link is not None:
        return redirect("network:page", view.link.provider_id)
    form = AdoptForm(request.POST or None, facility=view.row, does=view.does)
    if request.method == "POST" and form.is_valid():
        does = [Capability(one) for one in form.cleaned_data["does"]]
        try:
            made = adopt_facility(
                actor=Actor.staff(request.user.pk), now=timezone.now(), facility_id=view.row.id,
                particulars=form.particulars, does=does,
            )  # fmt: skip
            toasts.success(request, _("Provider added"))
            return redirect("network:page", made.id)
        except Objected as objected:
            objected_to(form, objected)
    take_up(request, form, code="network.adopt", subject=view.row.id)
    context = {"form": form, "provider": None, "facility": view.row}
    return render(request, "network/providers/form.html", context, status=422 if form.errors else 200)


def _opened(facility_id: UUID) -> FacilityView:
    view = facility_opened(facility_id)
    if view is None:
        raise Http404
    return view


def _who(view: FacilityView) -> str:
    known = Actor.parse(view.link.linked_by).id if view.link else ""
    return next((one.name for one in staff_names([int(known)]).values()), "") if known.isdecimal() else ""
