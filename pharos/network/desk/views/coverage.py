"""The map of coverage with its table: the world, and one country."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pharos.network.desk.drawing import Dot, Land, country_map, world_map
from pharos.network.desk.messages import COVERS, TIER_WORDS
from pharos.network.desk.queries.coverage import CountryCover, by_country, in_country, providers_in
from pharos.network.desk.queries.watching import WatchedPlace
from pharos.network.desk.views.lists import desk_tabs
from pharos.network.desk.views.looking import may_change
from pharos.network.rules.coverage import Cover
from pharos.people.api import Permission, allow, language
from pharos.places import api as places


@require_safe
@allow(Permission.SEE_NETWORK)
def coverage(request: HttpRequest) -> HttpResponse:
    """The world by the kind of help chosen; the same in a table below."""
    tier, rows = _tier(request), by_country(timezone.now())
    lands = {row.code: _land(row, tier) for row in rows}
    dots = [_dot(place, tier) for row in rows for place in row.places]
    context = {
        "map": world_map(lands, dots), "rows": [_row(row) for row in rows], "tabs": desk_tabs(request),
        "desk": "coverage", **_chosen(tier, ""),
    }  # fmt: skip
    return render(request, "network/coverage/world.html", context)


@require_safe
@allow(Permission.SEE_NETWORK)
def country(request: HttpRequest, code: str) -> HttpResponse:
    """One country: the places we watch, whom we have, and what is lacking where."""
    if code not in places.countries():
        raise Http404
    tier, found = _tier(request), in_country(code, timezone.now())
    providers = providers_in(code)
    context = {
        "name": places.countries()[code].name(language()), "code": code, "found": found,
        "map": country_map(code, [_dot(place, tier) for place in found.places], providers), "providers": providers,
        "rows": [(place, place.title(language()), _states(place.states)) for place in found.places],
        "tabs": desk_tabs(request), "desk": "coverage", "may_change": may_change(request), **_chosen(tier, code),
    }  # fmt: skip
    return render(request, "network/coverage/country.html", context)


def _tier(request: HttpRequest) -> str:
    asked = request.GET.get("tier", "")
    return asked if asked in TIER_WORDS else next(iter(TIER_WORDS))


def _chosen(tier: str, code: str) -> dict[str, Any]:
    address = reverse("destinations:cover", args=[code]) if code else reverse("destinations:coverage")
    return {
        "tier": tier, "tier_word": TIER_WORDS[tier], "legend": [(state.value, *COVERS[state]) for state in Cover],
        "tiers": [(word, f"{address}?tier={one}", one == tier) for one, word in TIER_WORDS.items()],
        "tier_words": list(TIER_WORDS.values()),
    }  # fmt: skip


def _land(row: CountryCover, tier: str) -> Land:
    state = row.states.get(tier)
    name = places.countries()[row.code].name(language())
    word = f"{name}: {COVERS[state][2]}" if state else name
    return Land(code=row.code, state=state.value if state else "", word=word, url=_url(row.code, tier))


def _dot(place: WatchedPlace, tier: str) -> Dot:
    state = place.states[tier]
    name = place.title(language())
    return Dot(
        latitude=place.latitude, longitude=place.longitude, state=state.value, word=f"{name}: {COVERS[state][2]}",
        weight=place.expected, url=_url(place.country, tier), name=name,
    )  # fmt: skip


def _url(code: str, tier: str) -> str:
    return f"{reverse('destinations:cover', args=[code])}?tier={tier}"


def _row(row: CountryCover) -> dict[str, Any]:
    return {
        "row": row, "name": places.countries()[row.code].name(language()), "states": _states(row.states),
        "url": reverse("destinations:cover", args=[row.code]),
    }  # fmt: skip


def _states(states: Mapping[str, Cover]) -> Sequence[Any]:
    return [COVERS[states[tier]] if tier in states else None for tier in TIER_WORDS]
