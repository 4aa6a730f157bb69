"""Lists of facilities taken in: the file, its columns beside their first values, a rehearsal, the act."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.network.actions import list_runs
from pharos.network.forms.lists import ListFileForm, ListForm
from pharos.network.messages import FAULTS, LIST_STATUS, REMARKS, said_in
from pharos.network.models import ListRun
from pharos.network.rules.row_faults import Fault, Remark
from pharos.network.wording import objection_text, objection_words
from pharos.people.api import Permission, allow

NEWEST = 50
_LOOKS = {
    "uploaded": ("ask", "ask"), "checking": ("beam", "spin"), "checked": ("waiting", "half"),
    "importing": ("beam", "spin"), "imported": ("covered", "ok"), "refused": ("refused", "no"),
}  # fmt: skip
_BUSY = ("checking", "importing")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.CHANGE_NETWORK)
@journal.once
def lists_in(request: HttpRequest) -> HttpResponse:
    """Files taken in, newest first, and the form for the next one."""
    form = ListFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        run = list_runs.upload(
            actor=Actor.staff(request.user.pk), now=timezone.now(), file_name=file.name, data=file.read()
        )
        return redirect("network:list-run", run.id)
    rows = [(run, _look(run)) for run in ListRun.objects.defer("content").order_by("-started_at", "-id")[:NEWEST]]
    return render(
        request, "network/facilities/lists.html", {"form": form, "rows": rows}, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.CHANGE_NETWORK)
@journal.once
def list_run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Whatever the file waits for: its columns, a decision; or what became of it."""
    run = get_object_or_404(ListRun.objects.defer("content"), pk=run_id)
    form = ListForm(request.POST or None, run=run, initial=_initial(run))
    if request.method == "POST" and form.is_valid():
        settled = form.settled()
        return _done(
            request,
            run,
            lambda actor: list_runs.settle(actor=actor, now=timezone.now(), run_id=run_id, settled=settled),
        )
    return _page(request, run, form, status=422 if form.is_bound else 200)


@require_POST
@allow(Permission.CHANGE_NETWORK)
@journal.once
def list_act(request: HttpRequest, run_id: UUID, what: str) -> HttpResponse:
    """`take` what was rehearsed, or `stop`."""
    run = get_object_or_404(ListRun.objects.defer("content"), pk=run_id)
    act = list_runs.confirm if what == "take" else list_runs.stop
    return _done(request, run, lambda actor: act(actor=actor, now=timezone.now(), run_id=run_id))


@require_safe
@allow(Permission.CHANGE_NETWORK)
def list_progress(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """How far the file is; tells the page to draw itself anew once nothing runs any more."""
    run = get_object_or_404(ListRun.objects.defer("content"), pk=run_id)
    if run.status not in _BUSY:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "network/facilities/progress.html", {"run": run, "look": _look(run)} | _how_far(run))


def _done(request: HttpRequest, run: ListRun, act: Callable[[Actor], object]) -> HttpResponse:
    try:
        act(Actor.staff(request.user.pk))
    except Objected as objected:
        return _page(request, run, None, " ".join(map(objection_text, objected.objections)), status=422)
    return redirect("network:list-run", run.id)


def _page(
    request: HttpRequest, run: ListRun, form: ListForm | None, said: str = "", *, status: int = 200
) -> HttpResponse:
    wants_columns = run.status == "uploaded" or (run.status == "checked" and "columns" in request.GET)
    context = {
        "run": run, "look": _look(run), "said": said, "busy": run.status in _BUSY,
        "form": form if form and (wants_columns or form.is_bound) and run.status != "refused" else None,
        "sources": list_runs.known_sources(), "objection": _objection(run), "checked": run.status == "checked",
        "faulty": [(row[0], row[1], said_in(row[2], row[3])) for row in run.outcome.get("faulty", ())],
        "noted": [(row[0], row[1], said_in(row[2], row[3])) for row in run.outcome.get("noted", ())],
        "faults": [(FAULTS[Fault(code)], count) for code, count in run.outcome.get("faults", {}).items()],
        "remarks": [(REMARKS[Remark(code)], count) for code, count in run.outcome.get("remarks", {}).items()],
    } | _how_far(run)  # fmt: skip
    return render(request, "network/facilities/run.html", context, status=status)


def _initial(run: ListRun) -> dict[str, Any]:
    """A list of the same name begins as it was said the last time."""
    before = ListRun.objects.filter(file_name=run.file_name, status="imported").order_by("-started_at").first()
    told = run if run.source else before or run
    return {
        "source": told.source, "licence": told.licence, "dated": run.dated or f"{run.started_at:%Y-%m}",
        "country": told.country,
        "exchange": run.exchange or (not run.source and bool(run.layout.get("exchanged"))),
    }  # fmt: skip


def _objection(run: ListRun) -> str:
    return objection_words(run.objection["code"], run.objection.get("facts", {})) if run.objection else ""


def _how_far(run: ListRun) -> dict[str, int | None]:
    """Rows read, and how many of a hundred that is where the rows have been counted."""
    if not run.progress or run.status not in _BUSY:
        return {"done": 0, "percent": None}
    told = journal.progress(run.progress)
    return {"done": told.done, "percent": min(100, 100 * told.done // told.total) if told.total else None}


def _look(run: ListRun) -> tuple[str, str, str]:
    return (*_LOOKS[run.status], str(LIST_STATUS[run.status]))
