"""My desk, the first page of whoever works cases: what he owes, by its next time, and what came in for him."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pharos.cases import api as cases
from pharos.contact.queries.desk import unread_of
from pharos.core.card import Viewer
from pharos.journal.api import once
from pharos.people import api as people
from pharos.people.api import Permission, actor, allow, language, me

MINE, DRAFTS = 50, 8


@require_safe
@allow(Permission.WORK_CASES)
def desk(request: HttpRequest) -> HttpResponse:
    """The whole page."""
    signs = people.permits(request.user, Permission.SIGN_REFUSALS)
    return render(request, "contact/desk.html", _work(request) | _side(request) | {"signs": signs})


@require_safe
@allow(Permission.WORK_CASES)
def work(request: HttpRequest) -> HttpResponse:
    """Hand-overs, call-backs and my cases alone, as they stand now."""
    return render(request, "contact/desk/work.html", _work(request))


@require_safe
@allow(Permission.WORK_CASES)
def side(request: HttpRequest) -> HttpResponse:
    """Letters, drafts and lateness alone."""
    return render(request, "contact/desk/side.html", _side(request))


@allow(Permission.WORK_CASES)
@require_POST
@once
def state(request: HttpRequest) -> HttpResponse:
    """Ready, writing up the last call, or a break."""
    wish = request.POST.get("state", "")
    if wish in set(people.Working):
        people.set_state(actor=actor(request), now=timezone.now(), staff_id=me(request).pk, state=people.Working(wish))
    return redirect("contact:desk")


def _work(request: HttpRequest) -> dict[str, Any]:
    staff, now = me(request), timezone.now()
    medical = Permission.SEE_MEDICAL in staff.permissions
    viewer = Viewer(staff_id=staff.pk, permissions=frozenset(staff.permissions), language=language())
    chosen = cases.QueueFilter(tab=cases.Tab.MINE, staff_id=staff.pk)
    page = cases.queue(chosen, now=now, medical=medical, limit=MINE)
    return {
        "now": now,
        "handed": cases.handed_to(staff.pk, medical=medical),
        "call_backs": cases.call_backs(staff.pk),
        "rows": [cases.shown_row(row, viewer) for row in page.rows],
        "more": page.next is not None,
    }


def _side(request: HttpRequest) -> dict[str, Any]:
    staff, now = me(request), timezone.now()
    doing = people.state_of(staff.pk)
    reads, moves = Permission.SEE_LETTERS in staff.permissions, Permission.MOVE_CASES in staff.permissions
    return {
        "now": now,
        "states": [(code, word, bool(doing and doing.state == code)) for code, word in people.WORKING_WORDS.items()],
        "doing": doing,
        "unread": unread_of(staff.pk) if reads else [],
        "drafts": people.unfinished(staff.pk, limit=DRAFTS),
        "late": cases.lateness(now) if moves else [],
    }
