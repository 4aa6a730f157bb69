"""The ledger of a policy, and files of limits on their way into it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.people.api import Permission, allow, permits
from pharos.policies.ledger import importing
from pharos.policies.ledger.accounts import accounts, entries
from pharos.policies.ledger.forms import LimitsForm
from pharos.policies.ledger.rows import COLUMNS
from pharos.policies.ledger.words import column_text, fault_text
from pharos.policies.messages import RUN_STATUS, objection_text, said
from pharos.policies.models import ImportRun, Policy
from pharos.policies.run_views import run_look


@require_safe
@allow(Permission.SEE_POLICIES)
def ledger(request: HttpRequest, policy_id: UUID) -> HttpResponse:
    """Limits, what is held, paid and left, and every movement."""
    policy = Policy.objects.select_related("insurer").filter(pk=policy_id).first()
    if policy is None:
        raise Http404
    context = {
        "policy": policy,
        "accounts": accounts(policy_id),
        "entries": entries(policy_id),
        "may_import": permits(request.user, Permission.IMPORT_POLICIES),
        "may_see_cases": permits(request.user, Permission.SEE_CASES),
    }
    return render(request, "policies/ledger/ledger.html", context)


@allow(Permission.IMPORT_POLICIES)
@journal.takes_files(importing.MOST_BYTES)
@journal.once
def imports(request: HttpRequest) -> HttpResponse:
    """Files of limits, the newest first, and the form for the next one."""
    form = LimitsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        run = importing.upload(
            actor=_actor(request),
            now=timezone.now(),
            file_name=file.name,
            data=file.read(),
            insurer_id=UUID(form.cleaned_data["insurer"]),
        )
        return redirect("policies:limits_run", run.id)
    rows = ImportRun.objects.filter(kind=ImportRun.Kind.LIMITS).select_related("insurer").defer("content", "problems")
    context = {
        "form": form,
        "rows": [(run, run_look(run), RUN_STATUS[run.status]) for run in rows.order_by("-started_at", "-id")[:50]],
        "columns": [words for words in COLUMNS.values()],
    }
    return render(request, "policies/ledger/imports.html", context, status=422 if form.errors else 200)


@require_safe
@allow(Permission.IMPORT_POLICIES)
def run_page(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """What the file would do, or did; every row at fault."""
    return _page(request, _run(run_id))


@require_POST
@allow(Permission.IMPORT_POLICIES)
@journal.once
def confirm(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Take it in."""
    try:
        importing.confirm(actor=_actor(request), now=timezone.now(), run_id=_run(run_id).id)
    except Objected as refused:
        return _page(request, _run(run_id), objection_text(refused.objections[0]), status=409)
    return redirect("policies:limits_run", run_id)


def _page(request: HttpRequest, run: ImportRun, refusal: str = "", status: int = 200) -> HttpResponse:
    code = run.objection.get("code", "")
    faults = importing.faults_of(run)
    context = {
        "run": run,
        "look": run_look(run),
        "counts": run.counts,
        "objection": said(code, run.objection.get("facts", {})) if code else "",
        "refusal": refusal,
        "faults": [(fault.row, column_text(fault.column), fault_text(fault)) for fault in faults],
        "may_confirm": run.status == ImportRun.Status.CHECKED and not faults,
    }
    return render(request, "policies/ledger/run.html", context, status=status)


def _run(run_id: UUID) -> ImportRun:
    found = ImportRun.objects.select_related("insurer").filter(pk=run_id, kind=ImportRun.Kind.LIMITS).first()
    if found is None:
        raise Http404
    return found


def _actor(request: HttpRequest) -> Actor:
    return Actor.staff(request.user.pk)
