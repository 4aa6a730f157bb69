"""The case card: header, one thread, the rooms' tabs, and what is next."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pharos.cases import api as cases
from pharos.core.card import CaseFacts
from pharos.people.api import Permission, allow, viewer_of
from pharos.site import panels
from pharos.site.frames.timeline import FILTERS, KIND_ICONS, PAGE, UNFOLDED, Thread, streams_of, thread


@require_safe
@allow(Permission.SEE_CASES)
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The whole card. `tab` opens a tab, `kind` filters the thread, `before` goes back in it."""
    now, viewer = timezone.now(), viewer_of(request)
    card, facts = _card(request, case_id, now)
    if card.header.merged_into and "as-it-was" not in request.GET:
        return _to_survivor(request, card.header)
    tabs = panels.tabs(card, facts, viewer, now)
    open_tab = next((tab for tab in tabs if tab.code == request.GET.get("tab")), tabs[0])
    context = {
        "now": now,
        "head": card.header,
        "pinned": card.pinned,
        "case": facts,
        "tabs": tabs,
        "open_tab": open_tab,
        "panel": open_tab.build(),
        "side": panels.side(card, facts, viewer, now),
        **_thread(request, case_id),
    }
    return render(request, "site/case.html", context)


@require_safe
@allow(Permission.SEE_CASES)
def case_part(request: HttpRequest, case_id: UUID, part: str) -> HttpResponse:
    """A part of the card by itself, for pages that stay open: head, side, what is pinned, the thread or older
    entries of it."""
    now = timezone.now()
    context: dict[str, Any] = {"now": now}
    if part in {"head", "side", "pinned"}:
        card, facts = _card(request, case_id, now)
        context |= {"head": card.header, "case": facts, "pinned": card.pinned}
        if part == "side":
            context["side"] = panels.side(card, facts, viewer_of(request), now)
    elif part in {"thread", "older"}:
        context |= _thread(request, case_id)
    else:
        raise Http404
    return render(request, f"site/case/{part}.html", context)


@require_safe
@allow(Permission.SEE_CASES)
def case_by_number(request: HttpRequest, number: str) -> HttpResponse:
    """A link to a case as people say it: by its number."""
    found = cases.case_by_number(number)
    if found is None:
        raise Http404
    return redirect("case", found)


def _to_survivor(request: HttpRequest, head: cases.CaseHeader) -> HttpResponse:
    """Old tabs, links and bookmarks of a merged case lead to the case it became part of."""
    assert head.merged_into
    toasts.info(request, _("Case %(number)s became part of this one") % {"number": head.number})
    return redirect(head.merged_into[1])


def _card(request: HttpRequest, case_id: UUID, now: datetime) -> tuple[cases.CaseCard, CaseFacts]:
    card = cases.card(case_id, viewer_of(request), now=now)
    if card is None:
        raise Http404
    return card, panels.facts(card.line)


def _thread(request: HttpRequest, case_id: UUID) -> dict[str, Any]:
    streams = streams_of(case_id)
    kind, before = request.GET.get("kind", ""), request.GET.get("before", "")
    kind = kind if kind in KIND_ICONS else ""
    position = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    page = UNFOLDED if request.GET.get("whole") else PAGE
    shown = thread(streams, viewer_of(request), before=position, kind=kind, page=page)
    return {
        "case_id": case_id,
        "thread": shown,
        "filters": [(one, KIND_ICONS[one], _count(shown, one) if not kind else "") for one in FILTERS],
        "kind": kind,
        "streams": " ".join(map(str, streams)),
    }


def _count(shown: Thread, kind: str) -> str:
    """How many of a kind the page of the thread holds; `3+` while older ones are not shown."""
    found = shown.kinds.get(kind, 0)
    return f"{found}+" if found and shown.older else str(found or "")
