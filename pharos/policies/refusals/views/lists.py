"""What waits for a signature, what was refused, who is on call."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pharos.core.ids import new_id
from pharos.events.policies import RefusalsExported
from pharos.journal import api as journal
from pharos.people.api import Permission, actor, allow, language, me, permits
from pharos.policies.refusals.actions.duty import be_on_call, not_on_call
from pharos.policies.refusals.forms import DutyForm, minute
from pharos.policies.refusals.queries.approvals import open_approvals
from pharos.policies.refusals.queries.lists import RefusalPage, RefusalRow, newest_refusals, waiting, waiting_count
from pharos.policies.refusals.queries.signers import duties, signers
from pharos.policies.refusals.queries.whole import whole
from pharos.policies.refusals.views.asking import tried
from pharos.policies.refusals.views.refusals import act_context
from pharos.policies.refusals.words import RUNG_LOOKS, RUNGS, SENTENCE_OF_DUTY

MOST, EXPORTED_AT_ONCE = 5_000, 200
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Read = Callable[..., RefusalPage]


@require_safe
@allow(Permission.SIGN_REFUSALS, Permission.PROPOSE_REFUSALS)
def refusals(request: HttpRequest) -> HttpResponse:
    """What waits, the longest waiting first; `tab=all` the whole list, `tab=insurer` what insurers are asked."""
    context = _list(request)
    rows = context["rows"]
    if rows and context["tab"] != "insurer":
        context |= act_context(request, whole(rows[0][0].id, staff=me(request), now=context["now"]))
        context["selected"] = rows[0][0].id
    return render(request, "policies/refusals/list.html", context)


@require_safe
@allow(Permission.SIGN_REFUSALS, Permission.PROPOSE_REFUSALS)
def rows(request: HttpRequest) -> HttpResponse:
    """The list alone, as it stands now."""
    return render(request, "policies/refusals/rows.html", _list(request))


@require_safe
@allow(Permission.SIGN_REFUSALS)
def count(request: HttpRequest) -> HttpResponse:
    """How many wait for this person, as a bare number for a notice."""
    return HttpResponse(str(waiting_count(me(request).pk)), content_type="text/plain")


@require_safe
@allow(Permission.SIGN_REFUSALS)
def on_desk(request: HttpRequest) -> HttpResponse:
    """What waits for a signature, as a part of my desk: with whom it is by now, and whom to call."""
    now = timezone.now()
    page = waiting(now, limit=SHOWN_ON_DESK)
    return render(request, "policies/refusals/desk.html", {"rows": _called(page.rows), "now": now})


SHOWN_ON_DESK = 8


@allow(Permission.SIGN_REFUSALS)
@journal.once
def on_call(request: HttpRequest) -> HttpResponse:
    """Who is on call, and what waits for whom (GET); put somebody on call (POST)."""
    now = timezone.now()
    able = signers(now)
    choices = [(one.staff_id, one.name) for one in able]
    begun = {"staff": me(request).pk, "begins": minute(now)}
    form = DutyForm(request.POST or None, choices=choices, initial=begun)
    problems: list[str] = []
    if request.method == "POST":
        if form.is_valid():
            data = form.cleaned_data
            problems = tried(
                lambda: be_on_call(
                    actor=actor(request), now=now, staff_id=data["staff"], begins=data["begins"], ends=data["ends"]
                )
            )
        else:
            problems = [str(SENTENCE_OF_DUTY)]
        if not problems:
            messages.success(request, _("On call from now on"))
            return redirect("policies:on_call")
    page = waiting(now)
    context = {
        "form": form,
        "problems": problems,
        "able": able,
        "duties": duties(now),
        "rows": _called([row for row in page.rows if row.call and row.call.on_list]),
        "now": now,
    }
    return render(request, "policies/refusals/on_call.html", context, status=422 if problems else 200)


@require_POST
@allow(Permission.SIGN_REFUSALS)
@journal.once
def off_call(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    """Not on call after all."""
    not_on_call(actor=actor(request), now=timezone.now(), duty_id=duty_id)
    messages.success(request, _("No longer on call"))
    return redirect("policies:on_call")


@require_POST
@allow(Permission.EXPORT_CASES)
@journal.once
def export(request: HttpRequest) -> HttpResponse:
    """All refusals as a file, the newest first, up to MOST of them; without a word of the facts."""
    now = timezone.now()
    out = StringIO()
    out.write("\ufeff")  # spreadsheets then read Cyrillic as such
    table = csv.writer(out, delimiter=";" if language() == "ru" else ",")
    head = (_("Case"), _("Insurer"), _("State"), _("Proposed"), _("By"), _("Signed"), _("By"))
    table.writerow([*head, _("Items"), _("Clause")] if _medical(request) else head)
    written = 0
    for row in _all(now):
        table.writerow([_harmless(cell) for cell in _cells(row, medical=_medical(request))])
        written += 1
    with journal.transaction(actor=actor(request), now=now) as record:
        record(RefusalsExported(export=new_id(), rows=written))
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"pharos-refusals-{timezone.localtime(now):%Y%m%d-%H%M}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _list(request: HttpRequest) -> dict[str, Any]:
    now, tab = timezone.now(), request.GET.get("tab", "")
    signs = permits(request.user, Permission.SIGN_REFUSALS)
    context: dict[str, Any] = {
        "now": now,
        "tab": tab if tab in ("all", "insurer") else "",
        "may_sign": signs,
        "may_export": permits(request.user, Permission.EXPORT_CASES),
        "count": waiting_count(me(request).pk) if signs else None,
        "here": request.get_full_path(),
    }
    if tab == "insurer":
        return context | {"rows": open_approvals(now)}
    read: Read = newest_refusals if tab == "all" else waiting
    page = read(now, cursor=request.GET.get("at", ""))
    return context | {"rows": _called(page.rows), "older": page.older}


def _called(rows: list[RefusalRow]) -> list[tuple[RefusalRow, Any, Any]]:
    """Rows with the words and the look of the rung they stand on."""
    return [
        (row, RUNGS[row.call.rung] if row.call else "", RUNG_LOOKS[row.call.rung] if row.call else None) for row in rows
    ]


def _all(now: Any) -> Iterator[RefusalRow]:
    cursor, left = "", MOST
    while left > 0:
        page = newest_refusals(now, cursor=cursor, limit=min(EXPORTED_AT_ONCE, left))
        yield from page.rows
        left -= len(page.rows)
        if page.older is None:
            return
        cursor = page.older


def _medical(request: HttpRequest) -> bool:
    """Items and clauses say something of a person's health."""
    return permits(request.user, Permission.SEE_MEDICAL)


def _cells(row: RefusalRow, *, medical: bool) -> list[str]:
    proposed = f"{timezone.localtime(row.proposed_at):%d.%m.%Y %H:%M}"
    signed = f"{timezone.localtime(row.signed_at):%d.%m.%Y %H:%M}" if row.signed_at else ""
    plain = [row.number or str(row.case_id), row.insurer, str(row.look[2]), proposed, row.proposed_by, signed]
    return [*plain, row.signed_by, *([row.items, row.clauses] if medical else [])]


def _harmless(cell: str) -> str:
    """A cell that begins like a formula would be carried out by a spreadsheet."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
