"""The list of providers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from pharos.network.models import Provider
from pharos.network.offers.pick import capability_choices
from pharos.network.queries.providers import Filter, expiring, provider_page
from pharos.network.wording import CAPABILITIES, KINDS
from pharos.people.api import Permission, allow, permits, typed
from pharos.places import api as places

STANDINGS = (
    ("", _("All open")), ("contracted", _("Contract in force")), ("without", _("Without contract")),
    ("suspended", _("Suspended")), ("expiring", _("Papers run out")), ("closed", _("Closed")),
)  # fmt: skip
NAMED = 6


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_NETWORK)
@typed("providers")
def provider_list(request: HttpRequest) -> HttpResponse:
    """Providers by name; what is typed comes by POST."""
    today = timezone.localdate()
    asked = {name: request.GET.get(name, "")[:40] for name in ("country", "capability", "standing")}
    chosen = Filter(text=request.GET.get("q", ""), **asked)
    page = provider_page(chosen, today=today, cursor=request.GET.get("at", "").replace("\x00", ""))
    language = (get_language() or "ru")[:2]
    context: dict[str, Any] = {
        "chosen": chosen,
        "rows": [_row(one, language) for one in page.rows],
        "older": page.older,
        "standings": STANDINGS,
        "countries": places.country_options(language, chosen.country),
        "capabilities": capability_choices(),
        "expiring": expiring(today, 5),
        "today": today,
        "may_change": permits(request.user, Permission.CHANGE_NETWORK),
    }
    return render(request, "network/providers/list.html", context)


def _row(one: Provider, language: str) -> dict[str, Any]:
    country = places.countries().get(one.country)
    can = [str(CAPABILITIES.get(row.capability, row.capability)) for row in one.capabilities.all()]
    return {
        "provider": one, "name": one.title(language), "kind": KINDS.get(one.kind, one.kind),
        "country": country.name(language) if country else one.country, "can": can[:NAMED], "more": len(can[NAMED:]),
        "phone": next(iter(one.phones.all()), None), "contract": next(iter(one.in_force), None),  # type: ignore[attr-defined]  # prefetched
    }  # fmt: skip
