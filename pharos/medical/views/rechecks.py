"""Past reviews checked again: a run with its progress, what differs, and the same as a file."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pharos.journal.api import once
from pharos.medical import jobs, rechecking
from pharos.medical.actions.noting import note_listing
from pharos.medical.messages import KINDS, MACHINE
from pharos.medical.models import Recheck
from pharos.medical.precheck.bases import bases
from pharos.medical.queries.differences import MOST, PAGE, SORTS, Change, Wanted, commonest, differences, left_out
from pharos.medical.rules.secrecy import Part
from pharos.medical.seeing import seeing, sees
from pharos.people.api import found, language, me, number

LAST = 10


@require_safe
@seeing(Part.REVIEW)
def newest(request: HttpRequest) -> HttpResponse:
    """The last run; before the first one, how to begin."""
    run = Recheck.objects.order_by("-started_at").first()
    return _page(request, run)


@require_safe
@seeing(Part.REVIEW)
def one(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """A run and what differs by it. Whose reviews stand on the page is written down."""
    return _page(request, found(Recheck.objects.filter(pk=run_id).first()))


@require_safe
@seeing(Part.REVIEW)
def progress(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """How far it is; has the page draw itself anew once it is over."""
    run = found(Recheck.objects.filter(pk=run_id).first())
    if not rechecking.at_work(run, now=timezone.now()):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "medical/parts/recheck_progress.html", _how_far(run))


@require_POST
@seeing(Part.RECHECK)
@once
def start(request: HttpRequest) -> HttpResponse:
    """Begin, or go on where the last run of this data was left."""
    run = rechecking.begin(now=timezone.now(), every=request.POST.get("every") == "1")
    jobs.recheck.defer(run=str(run.id))
    return redirect("medical:recheck", run.id)


@require_POST
@seeing(Part.RECHECK)
@once
def stop(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """No more of it; what was done is kept."""
    rechecking.stop(run_id, now=timezone.now())
    messages.success(request, _("It stops after the piece in hand. What was done is kept."))
    return redirect("medical:recheck", run_id)


@require_safe
@seeing(Part.REVIEW)
def as_file(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The list as the page filters it, up to MOST lines; each review in it is kept as read."""
    run = found(Recheck.objects.filter(pk=run_id).first())
    rows = differences(run, _wanted(request), language=language(), most=MOST)
    note_listing(now=timezone.now(), reviews=[row.review for row in rows], staff=me(request).pk)
    out = StringIO()
    out.write("\ufeff")  # spreadsheets then read Cyrillic as such
    table = csv.writer(out, delimiter=";" if language() == "ru" else ",")
    table.writerows(_cells(run, rows))
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="recheck-{run.started_at:%Y%m%d}.csv"'
    return answer


def _cells(run: Recheck, rows: list[Change]) -> Iterator[list[str]]:
    yield [
        _("Case"), _("Signed"), _("Item"), _("What it is"), _("Before"), _("After"), _("Rule before"), _("Rule after"),
        _("Data before"), _("Data after"),
    ]  # fmt: skip
    for row in rows:
        signed = f"{timezone.localtime(row.signed_at):%Y-%m-%d %H:%M}"
        words = [_word(row.before), _word(row.after), row.rule_before, row.rule_after]
        yield [row.number, signed, str(KINDS[row.kind]), row.name, *words, row.version_before, run.base_version]


def _word(code: str) -> str:
    return str(MACHINE[code][2]) if code in MACHINE else code


def _page(request: HttpRequest, run: Recheck | None) -> HttpResponse:
    now, wanted = timezone.now(), _wanted(request)
    rows = differences(run, wanted, language=language()) if run else []
    note_listing(now=now, reviews=[row.review for row in rows[:PAGE]], staff=me(request).pk)
    query = request.GET.copy()
    query.pop("page", None)
    busy = run is not None and rechecking.at_work(run, now=now)
    context: dict[str, Any] = {
        "run": run,
        "busy": busy,
        "present": bases().version[:40],
        "may_start": sees(request.user, Part.RECHECK),
        "left_over": run is not None and run.finished_at is None and not busy,
        "rows": rows[:PAGE],
        "commonest": commonest(run, wanted, language=language()) if run else [],
        "left_out": left_out(run, staff=me(request).pk) if run else 0,
        "wanted": wanted,
        "kinds": list(KINDS.items()),
        "words": [(code, look[2]) for code, look in MACHINE.items()],
        "further": wanted.page + 1 if len(rows) > PAGE else None,
        "query": query.urlencode(),
        "runs": Recheck.objects.order_by("-started_at")[:LAST],
        "now": now,
        **(_how_far(run) if run else {}),
    }
    return render(request, "medical/recheck.html", context)


def _how_far(run: Recheck) -> dict[str, Any]:
    """Reviews done, in all, and the seconds left at the pace so far."""
    spent = (timezone.now() - run.started_at).total_seconds()
    left = round(spent / run.done * (run.total - run.done)) if run.done else None
    return {"run": run, "done": run.done, "total": run.total, "left": left}


def _wanted(request: HttpRequest) -> Wanted:
    asked = request.GET
    sort = asked.get("sort", "")
    return Wanted(
        staff=me(request).pk,
        kind=asked.get("kind", "")[:9], after=asked.get("after", "")[:20], item=asked.get("item", "")[:200],
        sort=sort if sort in SORTS else "newest", page=max(1, min(number(asked.get("page")), MOST // PAGE)),
    )  # fmt: skip
