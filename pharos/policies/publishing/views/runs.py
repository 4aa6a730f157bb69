"""A run over past decisions: how far it is, what would come out otherwise, as a list and as a file."""

import csv
import io
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.people.api import Permission, allow
from pharos.policies import rulesets
from pharos.policies.messages import objection_text
from pharos.policies.models import Redecision
from pharos.policies.publishing import redeciding
from pharos.policies.publishing.listing import PAGE, Wanted, abouts, by_state, csv_rows, language, rows
from pharos.policies.publishing.words import STATES, TURNS, about_words, run_look, turn_look


@require_safe
@allow(Permission.PUBLISH_RULES)
def page(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The run, and the decisions that would come out otherwise."""
    return _page(request, _run(run_id))


@require_safe
@allow(Permission.PUBLISH_RULES)
def progress(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """How far it is; has the page draw itself anew once it is over."""
    run = _run(run_id)
    if run.status not in redeciding.GOING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "policies/parts/past_progress.html", _how_far(run))


@require_POST
@allow(Permission.PUBLISH_RULES)
@journal.once
def stop(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """No more of it."""
    run = _run(run_id)
    try:
        redeciding.stop(actor=Actor.staff(request.user.pk), now=timezone.now(), run_id=run.id)
    except Objected as refused:
        return _page(request, run, objection_text(refused.objections[0]), status=409)
    return redirect("policies:past", run.id)


@require_POST
@allow(Permission.PUBLISH_RULES)
@journal.once
def go_on(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Take it up where it was left."""
    run = _run(run_id)
    try:
        redeciding.go_on(actor=Actor.staff(request.user.pk), now=timezone.now(), run_id=run.id)
    except Objected as refused:
        return _page(request, run, objection_text(refused.objections[0]), status=409)
    return redirect("policies:past", run.id)


@require_safe
@allow(Permission.PUBLISH_RULES)
def changes(request: HttpRequest, run_id: UUID) -> StreamingHttpResponse:
    """The list as a file, filtered as the page is."""
    run = _run(run_id)
    redeciding.exported(actor=Actor.staff(request.user.pk), now=timezone.now(), run_id=run.id)
    answer = StreamingHttpResponse(_lines(run, _wanted(request)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{run.name}-past.csv"'
    return answer


def _page(request: HttpRequest, run: Redecision, refusal: str = "", status: int = 200) -> HttpResponse:
    wanted, rules = _wanted(request), rulesets.from_text(run.text).engine.rules
    found = rows(run, wanted)
    query = request.GET.copy()
    query.pop("page", None)
    context: dict[str, Any] = {
        "run": run,
        "look": run_look(run.status),
        "busy": run.status in redeciding.GOING,
        "may_go_on": run.status in (Redecision.Status.STOPPED, Redecision.Status.FAILED),
        "counts": run.counts or dict(redeciding.counted(run)),
        "states": [(STATES[name], count) for name, count in sorted(by_state(run).items())],
        "rows": [(row, turn_look(row.turn), STATES[row.state]) for row in found[:PAGE]],
        "wanted": wanted,
        "turns": TURNS.items(),
        "all_states": STATES.items(),
        "abouts": [(about, about_words(rules, about, language())) for about in abouts(run)],
        "further": wanted.page + 1 if len(found) > PAGE else None,
        "query": query.urlencode(),
        "refusal": refusal,
        **_how_far(run),
    }
    return render(request, "policies/rules/past.html", context, status=status)


def _how_far(run: Redecision) -> dict[str, Any]:
    """Decisions done, in all, and the seconds left at the pace so far."""
    done = sum(run.parts.exclude(done_at=None).values_list("size", flat=True))
    seconds = left = None
    if run.progress and run.status in redeciding.GOING and done:
        seconds = (timezone.now() - journal.progress(run.progress).started_at).total_seconds()
        left = round(seconds * (run.total - done) / done)
    return {"run": run, "done": done, "total": run.total, "left": left}


def _lines(run: Redecision, wanted: Wanted) -> Iterator[str]:
    yield "\ufeff"
    for row in csv_rows(run, wanted):
        buffer = io.StringIO()
        csv.writer(buffer, delimiter=";").writerow(row)
        yield buffer.getvalue()


def _wanted(request: HttpRequest) -> Wanted:
    told = {name: request.GET.get(name, "") for name in ("turn", "about", "state")}
    number = request.GET.get("page", "")
    page_number = max(1, int(number)) if number.isdecimal() and len(number) < 7 else 1
    return Wanted(**told, sort=request.GET.get("sort", "worse"), page=page_number)


def _run(run_id: UUID) -> Redecision:
    found = Redecision.objects.filter(pk=run_id).first()
    if found is None:
        raise Http404
    return found
