"""The queue: one page, and its parts as fragments that refresh by themselves."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from pharos.cases import api as cases
from pharos.cases import messages, offers
from pharos.cases.rules.queue import Group
from pharos.cases.views.looking import case_or_404, staff_of, viewer_of
from pharos.core.card import CaseRow, Viewer
from pharos.insurers import api as insurers
from pharos.people.api import Permission, allow, typed, without_typed
from pharos.places import api as places

FILTERS = ("insurer", "country", "owner", "typed")


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
    context = _rows(request)
    selected = context["selected"]
    if selected:
        context |= _preview(request, selected)
    return render(request, "cases/queue.html", context)


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
    now, staff, asked = timezone.now(), staff_of(request), request.GET
    chosen = _filter(request)
    medical = Permission.SEE_MEDICAL in staff.permissions
    after = cases.Cursor.parse(asked.get("after", ""))
    page = cases.queue(chosen, now=now, after=after, medical=medical)
    numbers = cases.counts(chosen, now=now)
    shown = [row.line.id for row in page.rows]
    wish = _uuid(asked.get("case", ""))
    return {
        "now": now,
        "chosen": chosen,
        "tabs": [_tab(tab, chosen, numbers.tabs[tab], asked) for tab in cases.Tab],
        "groups": [_group(group, rows, numbers, viewer_of(request)) for group, rows in page.groups()],
        "older": page.next,
        "selected": wish if wish in shown else (shown[0] if shown else None),
        "insurers": [(company.id, company.name_ru if get_language() == "ru" else company.name_en)
                     for company in insurers.insurers()],
        "country_options": places.country_options(get_language() or "ru", chosen.country),
        "text": asked.get("q", ""),
        "rows_url": f"{request.path.removesuffix('rows')}rows?{without_typed(asked).urlencode()}",
    }  # fmt: skip


def _filter(request: HttpRequest) -> cases.QueueFilter:
    asked = request.GET
    tab = asked.get("tab", "open")
    owner = asked.get("owner", "")
    return cases.QueueFilter(
        tab=cases.Tab(tab) if tab in set(cases.Tab) else cases.Tab.OPEN,
        staff_id=request.user.pk,
        insurer=_uuid(asked.get("insurer", "")),
        country=asked.get("country", "")[:2].replace("\x00", ""),
        owner=int(owner) if owner.isdecimal() and len(owner) < 10 else None,
        text=asked.get("q", "")[:120].replace("\x00", ""),
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _tab(tab: cases.Tab, chosen: cases.QueueFilter, count: int, asked: Any) -> dict[str, Any]:
    kept = {name: asked[name] for name in FILTERS if asked.get(name)}
    return {
        "title": messages.word(messages.TABS, tab),
        "url": f"?{urlencode({'tab': tab.value, **kept})}",
        "current": tab is chosen.tab,
        "count": count,
        "capped": count >= cases.COUNT_UP_TO,
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
        "works": Permission.WORK_CASES in staff_of(request).permissions,
        "mine": line.owner_id == viewer.staff_id,
        "last": offers.latest(case_id, viewer, limit=4),
        "url": cases.card_url(case_id),
    }
