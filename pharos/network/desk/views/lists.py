"""The list of requests by their clock, a new one, and the list as a file."""

import csv
from collections.abc import Sequence
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pharos.journal.api import once
from pharos.network.desk.actions.opening import Asked, Journey, open_request
from pharos.network.desk.forms import RequestForm
from pharos.network.desk.messages import ANSWERS, ORIGINS, PURPOSES, RESULTS, STEPS
from pharos.network.desk.paper import where_of
from pharos.network.desk.queries.lists import Tab, counts, exported, requests, step_clock, whole_clock
from pharos.network.desk.views.looking import may_change, tried
from pharos.network.models import DestinationRequest
from pharos.network.rules.requests import Origin
from pharos.people.api import Permission, actor, allow, drafted, language, me, take_up

FORMULA = ("=", "+", "-", "@", "\t", "\r")
NEW = UUID(int=0)
"""What the draft of a request is about that is not there yet."""


@require_safe
@allow(Permission.SEE_NETWORK)
def request_list(request: HttpRequest) -> HttpResponse:
    """Open requests by the time left, grouped; the others in their own lists."""
    return render(request, "network/requests/list.html", _context(request))


@require_safe
@allow(Permission.SEE_NETWORK)
def request_rows(request: HttpRequest) -> HttpResponse:
    """The rows alone, for an open page that hears of something new."""
    return render(request, "network/requests/rows.html", _context(request))


@allow(Permission.CHANGE_NETWORK)
@once
@drafted
def new(request: HttpRequest) -> HttpResponse:
    """A request told by telephone, or a prospect of ours."""
    form = RequestForm(request.POST or None, initial={"origin": Origin.INSURER, "aim": "contracted"})
    if request.method == "POST" and form.is_valid():
        return tried(lambda: _opened(request, form.cleaned_data), lambda problems: _new(request, form, problems))
    return _new(request, form, [])


@require_safe
@allow(Permission.SEE_NETWORK)
def export(request: HttpRequest) -> HttpResponse:
    """All requests as a file for a spreadsheet; nothing of any traveller is in it."""
    out = StringIO()
    out.write("\ufeff")  # spreadsheets then read Cyrillic as such
    table = csv.writer(out, delimiter=";" if language() == "ru" else ",")
    table.writerow([
        _("Number"), _("Who asks"), _("Insurer"), _("Place, as it was said"), _("Place"), _("Country"), _("Purpose"),
        _("Travellers"), _("First departure"), _("Received"), _("Answer due"), _("Step"), _("Our register"),
        _("Result"), _("Answered"), _("Closed"),
    ])  # fmt: skip
    for row in exported():
        table.writerow([_harmless(cell) for cell in _cells(row)])
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"pharos-destinations-{timezone.localtime():%Y%m%d-%H%M}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _context(request: HttpRequest) -> dict[str, Any]:
    chosen = request.GET.get("list", "")
    tab = Tab(chosen) if chosen in set(Tab) else Tab.OPEN
    cursor, staff, now = request.GET.get("at", ""), me(request).pk, timezone.now()
    page, many = requests(tab, staff=staff, cursor=cursor), counts(staff)
    lines = [_line(row) for row in page.rows]
    titles = _titles()
    return {
        "tab": tab.value, "tab_title": titles[tab], "older": page.older, "now": now,
        "groups": _grouped(lines, now) if tab is not Tab.CLOSED else [("", lines)] if lines else [],
        "tabs": [(titles[one], f"{reverse('destinations:list')}?list={one}", one is tab, many.get(one)) for one in Tab],
        "rows_url": f"{reverse('destinations:rows')}?list={tab}&at={cursor}", "may_change": may_change(request),
    }  # fmt: skip


def desk_tabs(request: HttpRequest) -> list[tuple[str, str, bool, int | None]]:
    """The lists, as the other pages of the desk show them: none of them is the present one."""
    many, titles = counts(me(request).pk), _titles()
    return [(titles[one], f"{reverse('destinations:list')}?list={one}", False, many.get(one)) for one in Tab]


def _titles() -> dict[Tab, str]:
    return {
        Tab.OPEN: _("Open requests"),
        Tab.MINE: _("Mine"),
        Tab.WAITING: _("Waiting for the insurer"),
        Tab.CLOSED: _("Worked"),
    }


def _line(row: DestinationRequest) -> dict[str, Any]:
    return {
        "row": row, "clock": step_clock(row), "whole": whole_clock(row), "where": where_of(row, language()),
        "step": STEPS[row.step], "origin": ORIGINS[row.origin], "answer": ANSWERS.get(row.answer),
        "purpose": PURPOSES.get(row.purpose, ""),
        "insurer": row.insurer.name(language()) if row.insurer else "", "result": RESULTS.get(row.result, ""),
    }  # fmt: skip


def _grouped(lines: Sequence[dict[str, Any]], now: datetime) -> list[tuple[str, list[dict[str, Any]]]]:
    """By the time left, the late ones first; whoever waits for the insurer stands last."""
    day, week = now + timedelta(days=1), now + timedelta(days=7)
    groups: dict[str, list[dict[str, Any]]] = {
        _("Late ones"): [], _("Within a day"): [], _("Within a week"): [], _("Later"): [],
        _("Waiting for the insurer"): [],
    }  # fmt: skip
    late, soon, weekly, later, waiting = groups.values()
    for line in lines:
        due = line["row"].due_at
        if line["row"].paused_at:
            waiting.append(line)
        else:
            (late if due < now else soon if due < day else weekly if due < week else later).append(line)
    return [(title, those) for title, those in groups.items() if those]


def _opened(request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    journey = Journey(**{name: told[name] for name in ("purpose", "travellers", "departs_on", "returns_on", "aim")})
    asked = Asked(
        origin=Origin(told["origin"]), insurer=UUID(told["insurer"]) if told["insurer"] else None,
        place_said=told["place_said"], reply_to=told["reply_to"], details=told["details"], journey=journey,
    )  # fmt: skip
    made = open_request(actor=actor(request), now=timezone.now(), asked=asked)
    messages.success(request, _("Request written down"))
    return redirect("destinations:request", made)


def _new(request: HttpRequest, form: RequestForm, problems: list[str]) -> HttpResponse:
    take_up(request, form, code="network.request", subject=NEW)
    context = {"form": form, "problems": problems}
    return render(request, "network/requests/new.html", context, status=422 if form.errors or problems else 200)


def _cells(row: DestinationRequest) -> list[str]:
    def moment(at: datetime | None) -> str:
        return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""

    return [
        row.number, str(ORIGINS[row.origin]), row.insurer.code if row.insurer else "", row.place_said,
        row.place.title(language()) if row.place else "", row.country, str(PURPOSES.get(row.purpose, "")),
        str(row.travellers or ""), str(row.departs_on or ""), moment(row.received_at), moment(row.due_at),
        str(STEPS[row.step]), str(ANSWERS[row.answer][2]) if row.answer else "", str(RESULTS.get(row.result, "")),
        moment(row.replied_at), moment(row.closed_at),
    ]  # fmt: skip


def _harmless(cell: str) -> str:
    """A spreadsheet takes no cell for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
