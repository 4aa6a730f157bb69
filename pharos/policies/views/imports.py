"""Files on their way into the register: upload, columns, check, confirm, progress, outcome."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.people.api import Permission, allow
from pharos.policies import error_list
from pharos.policies.actions import runs
from pharos.policies.actions.looking import samples
from pharos.policies.actions.sorting import unpacked
from pharos.policies.forms import ColumnsForm, UploadForm
from pharos.policies.messages import RUN_STATUS, objection_text
from pharos.policies.models import ImportRun
from pharos.policies.queries.lists import newest_runs
from pharos.policies.queries.register import import_run
from pharos.policies.rules.settings import Settings
from pharos.policies.run_views import run_context, run_look

_BUSY = (ImportRun.Status.CHECKING, ImportRun.Status.IMPORTING)


@allow(Permission.IMPORT_POLICIES)
@journal.takes_files(runs.MOST_BYTES)
@journal.once
def imports(request: HttpRequest) -> HttpResponse:
    """Files taken in, newest first, and the form for the next one."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        run = runs.upload(actor=_actor(request), now=timezone.now(), file_name=file.name, data=file.read())
        return redirect("policies:run", run.id)
    page = newest_runs(cursor=request.GET.get("at", ""))
    rows = [(run, run_look(run), RUN_STATUS[run.status]) for run in page.rows]
    context = {"form": form, "rows": rows, "older": page.older}
    return render(request, "policies/imports.html", context, status=422 if form.errors else 200)


@require_safe
@allow(Permission.IMPORT_POLICIES)
def import_page(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Whatever the file waits for: its columns, the check, a decision; or what became of it."""
    return _page(request, _run(run_id))


@require_POST
@allow(Permission.IMPORT_POLICIES)
@journal.once
def columns(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The columns are settled: check the file."""
    run = _run(run_id)
    form = ColumnsForm(request.POST, columns=run.layout.get("columns", ()))
    if not form.is_valid():
        return _page(request, run, form, status=422)
    settings = form.settings(_settings(run))
    keep = form.cleaned_data["keep"]
    return _done(
        request,
        run_id,
        lambda actor: runs.settle(
            actor=actor, now=timezone.now(), run_id=run_id, insurer=form.insurer_id, settings=settings, keep=keep
        ),
    )


@require_POST
@allow(Permission.IMPORT_POLICIES)
@journal.once
def confirm(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Import what was checked."""
    allow_cancel = bool(request.POST.get("allow_cancel"))
    return _done(
        request,
        run_id,
        lambda actor: runs.confirm(actor=actor, now=timezone.now(), run_id=run_id, allow_cancel=allow_cancel),
    )


@require_POST
@allow(Permission.IMPORT_POLICIES)
@journal.once
def discard(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Not this file."""
    return _done(request, run_id, lambda actor: runs.discard(actor=actor, now=timezone.now(), run_id=run_id))


@require_safe
@allow(Permission.IMPORT_POLICIES)
def progress(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """How far the file is; tells the page to draw itself anew once it is no longer busy."""
    run = _run(run_id)
    if run.status not in _BUSY:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "policies/parts/progress.html", run_context(run, timezone.now()))


@require_safe
@allow(Permission.IMPORT_POLICIES)
def errors(request: HttpRequest, run_id: UUID) -> StreamingHttpResponse:
    """Bad rows as CSV, to be sent back to the insurer."""
    run = _run(run_id)
    if run.problems is None:
        raise Http404
    name = f"{slugify(run.file_name.rpartition('.')[0]) or 'policies'}-errors.csv"
    answer = StreamingHttpResponse(error_list.lines_of(unpacked(run.problems)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _page(request: HttpRequest, run: ImportRun, form: ColumnsForm | None = None, status: int = 200) -> HttpResponse:
    now = timezone.now()
    context: dict[str, Any] = run_context(run, now)
    if run.status == ImportRun.Status.UPLOADED or form is not None or request.GET.get("columns"):
        context["form"] = form or _form(run)
        context["samples"] = samples(run.content, _settings(run)) if run.content else {}
    return render(request, "policies/import.html", context, status=status)


def _form(run: ImportRun) -> ColumnsForm:
    settings = _settings(run)
    initial = {
        "insurer": str(run.insurer_id or ""),
        "full": "full" if settings.full else "",
        "missing_means_cancelled": settings.missing_means_cancelled,
        "only_products_in_file": settings.only_products_in_file,
        "empty_means_not_bought": settings.empty_means_not_bought,
        "date_order": settings.date_orders.get("*", ""),
        "currency": settings.currency,
        "keep": True,
    }
    return ColumnsForm(initial=initial, columns=run.layout.get("columns", ()))


def _settings(run: ImportRun) -> Settings:
    return Settings.from_json({name: value for name, value in run.settings.items() if name != "allow_cancel"})


def _done(request: HttpRequest, run_id: UUID, act: Callable[[Actor], object]) -> HttpResponse:
    """Carry it out; an objection is said where the file's page is."""
    try:
        act(_actor(request))
    except ImportRun.DoesNotExist as error:
        raise Http404 from error
    except Objected as refused:
        context = {**run_context(_run(run_id), timezone.now()), "refusal": objection_text(refused.objections[0])}
        return render(request, "policies/import.html", context, status=409)
    return redirect("policies:run", run_id)


def _run(run_id: UUID) -> ImportRun:
    try:
        return import_run(run_id)
    except ImportRun.DoesNotExist as error:
        raise Http404 from error


def _actor(request: HttpRequest) -> Actor:
    return Actor.staff(request.user.pk)
