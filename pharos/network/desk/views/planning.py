"""The plan of the day, and the years compared."""

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pharos.journal.api import once
from pharos.network.desk.actions.opening import open_prospect
from pharos.network.desk.messages import COVERS, TIER_WORDS
from pharos.network.desk.queries.planning import Planned, Year, by_insurer, plan, years
from pharos.network.desk.views.lists import desk_tabs
from pharos.network.desk.views.looking import may_change, tried
from pharos.network.rules.demand import running
from pharos.people.api import Permission, actor, allow, language, uuid
from pharos.places import api as places

WIDE, HIGH, LEFT, RIGHT, TOP, BOTTOM = 720, 260, 44, 64, 14, 28


@require_safe
@allow(Permission.SEE_NETWORK)
def day_plan(request: HttpRequest) -> HttpResponse:
    """What to work today: places of mass travel, and places of single travellers."""
    return _plan(request, [])


@require_POST
@allow(Permission.CHANGE_NETWORK)
@once
def take_place(request: HttpRequest) -> HttpResponse:
    """Work through a place of the plan."""
    place = uuid(request.POST.get("place"))
    if place is None:
        raise Http404

    def act() -> HttpResponse:
        made = open_prospect(actor=actor(request), now=timezone.now(), place_id=place)
        messages.success(request, _("Taken into work"))
        return redirect("destinations:request", made)

    return tried(act, lambda problems: _plan(request, problems))


@require_safe
@allow(Permission.SEE_NETWORK)
def export_plan(request: HttpRequest) -> HttpResponse:
    """The plan as a file for a spreadsheet."""
    out = StringIO()
    out.write("\ufeff")  # spreadsheets then read Cyrillic as such
    table = csv.writer(out, delimiter=";" if language() == "ru" else ",")
    head = (_("Place"), _("Country"), _("Cases a year expected"), _("Of them without a provider"))
    table.writerow([*head, *map(str, TIER_WORDS.values())])
    found = plan(timezone.now(), most=1_000)
    for one in (*found.popular, *found.single):
        states = [str(COVERS[one.place.states[tier]][2]) for tier in TIER_WORDS]
        numbers = (f"{one.place.expected:.2f}", f"{one.without:.2f}")
        table.writerow([one.place.title(language()), one.place.country, *numbers, *states])
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="pharos-plan-{timezone.localtime():%Y%m%d}.csv"'
    return answer


@require_safe
@allow(Permission.SEE_NETWORK)
def statistics(request: HttpRequest) -> HttpResponse:
    """Requests received and worked, this year beside the last ones."""
    now = timezone.now()
    found = years(now)
    context = {
        "years": [(one, _percent(one.change)) for one in found], "plot": _plot(found, now.month),
        "insurers": by_insurer(now), "tabs": desk_tabs(request), "desk": "statistics",
        "months": [(month, [one.received[month - 1] for one in found]) for month in range(1, 13)],
    }  # fmt: skip
    return render(request, "network/requests/statistics.html", context)


def _plan(request: HttpRequest, problems: list[str]) -> HttpResponse:
    found = plan(timezone.now())
    context = {
        "groups": [
            (_("Places of mass travel"), _shown(found.popular)),
            (_("Places of single travellers"), _shown(found.single)),
        ],
        "may_change": may_change(request), "problems": problems, "tabs": desk_tabs(request), "desk": "plan",
    }  # fmt: skip
    return render(request, "network/requests/plan.html", context, status=409 if problems else 200)


def _shown(rows: Sequence[Planned]) -> list[dict[str, Any]]:
    lands = places.countries()
    return [
        {
            "one": one, "name": one.place.title(language()),
            "country": lands[one.place.country].name(language()) if one.place.country in lands else one.place.country,
            "lacking": [(TIER_WORDS[tier], COVERS[one.place.states[tier]]) for tier in one.lacking],
        }
        for one in rows
    ]  # fmt: skip


def _percent(change: float | None) -> str:
    return "" if change is None else f"{round(change * 100):+d} %".replace("-", "−")


def _plot(found: Sequence[Year], month: int) -> dict[str, Any]:
    """The sum since January of this year and of the last, as points of a drawing; this year ends with this month."""
    this, last = running(found[0].received)[:month], running(found[1].received)
    most = max(*this, *last, 1)
    step = (WIDE - LEFT - RIGHT) / 11

    def line(values: Sequence[int]) -> str:
        return " ".join(f"{LEFT + at * step:.1f},{_height(value, most):.1f}" for at, value in enumerate(values))

    ticks = [(value, f"{_height(value, most):.1f}") for value in sorted({0, most // 2, most})]
    return {
        "wide": WIDE, "high": HIGH, "left": LEFT, "right": WIDE - RIGHT, "this": line(this), "last": line(last),
        "ticks": ticks, "months": [(number, f"{LEFT + (number - 1) * step:.1f}") for number in (1, 4, 7, 10, 12)],
        "this_at": (f"{LEFT + (len(this) - 1) * step + 6:.1f}", f"{_height(this[-1], most) + 4:.1f}", found[0].year),
        "last_at": (f"{WIDE - RIGHT + 6:.1f}", f"{_height(last[-1], most) + 4:.1f}", found[1].year),
        "words": (found[0].year, found[0].total, found[1].year, found[1].total),
    }  # fmt: skip


def _height(value: int, most: int) -> float:
    return HIGH - BOTTOM - (HIGH - TOP - BOTTOM) * value / most
