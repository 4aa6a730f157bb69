"""Asking the insurer: prepared, its letter looked at, its answer written down."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pharos.core.money import Money
from pharos.journal.api import once
from pharos.people.api import Permission, actor, allow, drafted, language, permits, take_up
from pharos.policies.cover_messages.names import item_name
from pharos.policies.models import CoverDecision, InsurerApproval
from pharos.policies.refusals.actions.approving import Wanted, prepare_approval, record_answer, withdraw_approval
from pharos.policies.refusals.forms import AnswerForm, ApprovalForm, minute
from pharos.policies.refusals.queries.approvals import approval as read_approval
from pharos.policies.refusals.queries.decisions import Forgotten, opened
from pharos.policies.refusals.rules.approvals import ANSWER_WITHIN, Step
from pharos.policies.refusals.views.asking import found, tried


@allow(Permission.PROPOSE_REFUSALS)
@once
@drafted
def preparing(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Prepare the request to the insurer for items of a decision."""
    row = found(lambda: CoverDecision.objects.select_related("key").get(pk=decision_id), CoverDecision.DoesNotExist)
    decided = found(lambda: opened(row).decided(), Forgotten)
    wanted = [one for one in decided.decision.items if one.answer in ("cover", "up_to", "refer")]
    choices = [(one.item, item_name(decided.engine.rules, one.item, language())) for one in wanted]
    form = ApprovalForm(
        request.POST or None, choices=choices, initial={"due_at": minute(timezone.now() + ANSWER_WITHIN)}
    )
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        made: list[UUID] = []
        asked = _wanted(form, decision_id, decided.case.currency)
        problems = tried(lambda: made.append(prepare_approval(actor=actor(request), now=timezone.now(), wanted=asked)))
        if not problems:
            messages.success(request, _("Prepared: read the letter and send it"))
            return redirect("policies:approval", made[0])
    take_up(request, form, code="policies.approval", subject=decision_id)
    context = {
        "form": form,
        "problems": problems,
        "case_id": row.case_id,
        "currency": decided.case.currency,
        "authority": decided.engine.rules.authority,
    }
    status = 409 if problems else 422 if form.is_bound and form.errors else 200
    return render(request, "policies/refusals/prepare.html", context, status=status)


@allow(Permission.PROPOSE_REFUSALS, Permission.SIGN_REFUSALS)
@once
@drafted
def approval(request: HttpRequest, approval_id: UUID) -> HttpResponse:
    """One request (GET), and the insurer's answer to it (POST)."""
    form = AnswerForm(request.POST or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        problems = found(
            lambda: tried(
                lambda: record_answer(
                    actor=actor(request),
                    now=timezone.now(),
                    approval_id=approval_id,
                    answer=Step(data["answer"]),
                    amount=data["amount"],
                    note=data["note"],
                )
            ),
            InsurerApproval.DoesNotExist,
        )
        if not problems:
            messages.success(request, _("The insurer's answer is written down"))
            return redirect("policies:approval", approval_id)
    row = found(lambda: read_approval(approval_id), InsurerApproval.DoesNotExist)
    take_up(request, form, code="policies.approval", subject=approval_id)
    context = {
        "row": row,
        "form": form,
        "problems": problems,
        "may": permits(request.user, Permission.PROPOSE_REFUSALS),
        "may_send": permits(request.user, Permission.ANSWER_LETTERS),
        "now": timezone.now(),
    }
    status = 409 if problems else 422 if form.is_bound and request.method == "POST" and form.errors else 200
    return render(request, "policies/refusals/approval.html", context, status=status)


@require_POST
@allow(Permission.PROPOSE_REFUSALS)
@once
def withdraw(request: HttpRequest, approval_id: UUID) -> HttpResponse:
    """It is not needed any more."""
    problems = found(
        lambda: tried(lambda: withdraw_approval(actor=actor(request), now=timezone.now(), approval_id=approval_id)),
        InsurerApproval.DoesNotExist,
    )
    if problems:
        messages.error(request, problems[0])
    else:
        messages.success(request, _("Taken back: the insurer need not answer"))
    return redirect("policies:approval", approval_id)


def _wanted(form: ApprovalForm, decision_id: UUID, currency: str) -> Wanted:
    data = form.cleaned_data
    return Wanted(
        decision=decision_id,
        items=data["items"],
        amount=Money(data["amount"], currency),
        due_at=data["due_at"],
        remark=data["remark"],
    )
