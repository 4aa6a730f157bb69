"""The lists of conversations."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pharos.contact.queries.lists import COUNT_UP_TO, Tab, conversations, count
from pharos.contact.views.conversations import glanced
from pharos.people.api import Permission, allow, permits


@dataclass(frozen=True)
class TabView:
    """One list in the row of lists."""

    title: str
    url: str
    current: bool
    count: str


@require_safe
@allow(Permission.SEE_LETTERS)
def letters(request: HttpRequest) -> HttpResponse:
    """Unread, open, held, calls to settle, ended: one page of the chosen list."""
    context = _context(request)
    chosen = context["tab"]
    context["tabs"] = [_tab(tab, current=tab == chosen) for tab in Tab]
    context["may_work"] = permits(request.user, Permission.WORK_CASES)
    context["may_answer"] = permits(request.user, Permission.ANSWER_LETTERS)
    if lines := context["lines"]:
        context |= {"selected": True, **glanced(request, lines[0].id)}
    return render(request, "contact/letters.html", context)


@require_safe
@allow(Permission.SEE_LETTERS)
def letter_rows(request: HttpRequest) -> HttpResponse:
    """The rows alone, for an open page that hears of something new."""
    return render(request, "contact/parts/rows.html", _context(request))


def _context(request: HttpRequest) -> dict[str, Any]:
    tab = _chosen(request.GET.get("list", ""))
    cursor = request.GET.get("at", "")
    page = conversations(tab, cursor=cursor)
    empty_title, empty_text = _empty(tab)
    return {
        "tab": tab.value,
        "tab_title": _title(tab),
        "lines": page.lines,
        "older": page.older,
        "rows_url": f"{reverse('contact:letter_rows')}?list={tab.value}&at={cursor}",
        "empty_title": empty_title,
        "empty_text": empty_text,
        "now": timezone.now(),
    }


def _chosen(text: str) -> Tab:
    return Tab(text) if text in set(Tab) else Tab.UNREAD


def _tab(tab: Tab, *, current: bool) -> TabView:
    many = count(tab) if tab is not Tab.ENDED else 0
    shown = f"{COUNT_UP_TO}+" if many >= COUNT_UP_TO else str(many or "")
    return TabView(_title(tab), f"{reverse('contact:letters')}?list={tab.value}", current, shown)


def _title(tab: Tab) -> str:
    return {
        Tab.UNREAD: _("Unread"),
        Tab.OPEN: _("Without a case"),
        Tab.HELD: _("Held"),
        Tab.UNMATCHED: _("Calls to settle"),
        Tab.ENDED: _("Ended"),
    }[tab]


def _empty(tab: Tab) -> tuple[str, str]:
    return {
        Tab.UNREAD: (_("Everything is read"), _("New letters and missed calls appear here by themselves.")),
        Tab.OPEN: (_("Nobody waits without a case"), _("Conversations of cases are on their cards.")),
        Tab.HELD: (_("Nothing is held"), _("Letters that name a case without proof wait here for a decision.")),
        Tab.UNMATCHED: (_("No call is left to settle"), _("Calls that could not be matched to anybody wait here.")),
        Tab.ENDED: (_("Nothing has ended yet"), _("Conversations that needed no case come here.")),
    }[tab]
