"""The queue: one page, and its parts as fragments that refresh by themselves."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from pharos.cases import api as cases
from pharos.cases import messages, offers
from pharos.cases.forms.fields import ColleagueField
from pharos.cases.rules.lifecycle import OPEN
from pharos.cases.rules.queue import Group
from pharos.cases.views.looking import case_or_404
from pharos.cases.views.saved import LIST, kept_query
from pharos.core.card import CaseRow, Viewer
from pharos.core.urgency import Urgency
from pharos.insurers import api as insurers
from pharos.people import api as people
from pharos.people.api import Permission, allow, me, typed, viewer_of, without_typed
from pharos.places import api as places

FILTERS = ("insurer", "country", "owner", "urgency", "status", "typed")


URGENCIES = {str(int(one)) for one in Urgency}


@dataclass(frozen=True)
class ShownGroup:
    title: str
    count: int
    capped: bool
    rows: list[CaseRow]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_CASES)
@typed("queue")
def queue(request: HttpRequest) -> HttpResponse:
    """Every open case by its next promise, with the one under the light beside."""
    context = _rows(request) | _asked(request)
    selected = context["selected"]
    if selected:
        context |= _preview(request, selected)
    return render(request, "cases/queue.html", context)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """What the filter and the dialog of views are drawn with; the refreshed fragment has neither."""
    staff, query = me(request), request.GET.copy()
    for name in ("q", "after", "case"):
        query.pop(name, None)
    return {
        "urgencies": [(int(one), messages.word(messages.URGENCIES, one.code)) for one in sorted(Urgency, reverse=True)],
        "statuses": [(one.value, messages.word(messages.STATUSES, one)) for one in OPEN],
        "owners": [(one.pk, one.name) for one in ColleagueField().queryset],  # type: ignore[union-attr]
        "query": kept_query(query.urlencode()),
        "export_url": f"{reverse('cases:export')}?{query.urlencode()}",
        "may_export": Permission.EXPORT_CASES in staff.permissions,
        "department": staff.department,
    }


@require_safe
@allow(Permission.SEE_CASES)
@typed("queue")
def rows(request: HttpRequest) -> HttpResponse:
    """Tabs and table alone, as they stand now."""
    return render(request, "cases/queue_rows.html", _rows(request))


@require_safe
@allow(Permission.SEE_CASES)
def preview(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case beside the list: what is next, what was said, what happened last."""
    return render(request, "cases/preview.html", _preview(request, case_id))


def _rows(request: HttpRequest) -> dict[str, Any]:
    now, staff, asked = timezone.now(), me(request), request.GET
    chosen = chosen_filter(request, asked.get("q", ""))
    medical = Permission.SEE_MEDICAL in staff.permissions
    after = cases.Cursor.parse(asked.get("after", ""))
    page = cases.queue(chosen, now=now, after=after, medical=medical)
    numbers = cases.counts(chosen, now=now)
    shown = [row.line.id for row in page.rows]
    wish = _uuid(asked.get("case", ""))
    views = _views(staff, asked)
    return {
        "now": now,
        "chosen": chosen,
        "tabs": [_tab(tab, chosen, numbers.tabs.get(tab), asked) for tab in cases.Tab],
        "views": views,
        "in_view": any(one["current"] for one in views),
        "groups": [_group(group, rows, numbers, viewer_of(request)) for group, rows in page.groups()],
        "older": page.next,
        "selected": wish if wish in shown else (shown[0] if shown else None),
        "insurers": [(company.id, company.name_ru if get_language() == "ru" else company.name_en)
                     for company in insurers.insurers()],
        "country_options": places.country_options(get_language() or "ru", chosen.country),
        "text": asked.get("q", ""),
        "left": cases.left_cases(now, viewer=staff.pk) if Permission.WORK_CASES in staff.permissions else None,
        "rows_url": f"{request.path.removesuffix('rows')}rows?{without_typed(asked).urlencode()}",
    }  # fmt: skip


def chosen_filter(request: HttpRequest, text: str) -> cases.QueueFilter:
    """The filter an address names, with the words that stand in no address. What is no filter shows everything."""
    asked = request.GET
    tab = asked.get("tab", "open")
    owner = asked.get("owner", "")
    return cases.QueueFilter(
        tab=cases.Tab(tab) if tab in set(cases.Tab) else cases.Tab.OPEN,
        staff_id=request.user.pk,
        insurer=_uuid(asked.get("insurer", "")),
        country=asked.get("country", "")[:2].replace("\x00", ""),
        owner=int(owner) if owner.isdecimal() and len(owner) < 10 else None,
        urgency=int(asked["urgency"]) if asked.get("urgency") in URGENCIES else None,
        status=asked["status"] if asked.get("status") in set(OPEN) else "",
        text=text[:120].replace("\x00", ""),
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _views(staff: Any, asked: Any) -> list[dict[str, Any]]:
    """Saved views as tabs, his own first; the present one is the one whose filter is shown."""
    here = kept_query(asked.urlencode())
    return [
        {"view": view, "url": f"?{view.query}", "current": view.query == here and bool(here)}
        for view in people.views_of(staff, LIST)
    ]


def _tab(tab: cases.Tab, chosen: cases.QueueFilter, count: int | None, asked: Any) -> dict[str, Any]:
    kept = {name: asked[name] for name in FILTERS if asked.get(name)}
    return {
        "title": messages.word(messages.TABS, tab),
        "url": f"?{urlencode({'tab': tab.value, **kept})}",
        "current": tab is chosen.tab,
        "count": count,
        "capped": count is not None and count >= cases.COUNT_UP_TO,
    }


def _group(group: Group, found: list[cases.QueueRow], numbers: cases.Counts, viewer: Viewer) -> ShownGroup:
    count = numbers.groups.get(group, 0)
    return ShownGroup(
        title=messages.word(messages.GROUPS, group),
        count=max(count, len(found)),
        capped=count >= cases.COUNT_UP_TO,
        rows=[offers.shown_row(row, viewer) for row in found],
    )


def _preview(request: HttpRequest, case_id: UUID) -> dict[str, Any]:
    snapshot, viewer, now = case_or_404(request, case_id), viewer_of(request), timezone.now()
    line = snapshot.line
    return {
        "case": snapshot,
        "line": line,
        "now": now,
        "name": offers.named(line),
        "where": offers.where(line, viewer.language),
        "insurer": line.insurer(viewer.language),
        "policy": offers.policy_chip(line),
        "state": offers.state_chip(line),
        "speaks": messages.word(messages.LANGUAGES, line.language),
        "works": Permission.WORK_CASES in me(request).permissions,
        "mine": line.owner_id == viewer.staff_id,
        "last": offers.latest(case_id, viewer, limit=4),
        "url": cases.card_url(case_id),
    }
