"""The duty doctor: who is called for, his order, and that it was carried out."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pharos.core.objections import Objected
from pharos.journal.api import once
from pharos.medical.actions import asking as asking_acts
from pharos.medical.actions import duty as acts
from pharos.medical.forms import AnswerForm, OrderForm
from pharos.medical.messages import refusals
from pharos.medical.models import DutyCall, Question
from pharos.medical.queries.duty import open_calls, untaken_count
from pharos.medical.queries.worklist import late_count, late_questions
from pharos.medical.rules.secrecy import Part
from pharos.medical.seeing import seeing
from pharos.people.api import actor, language, me


@require_safe
@seeing(Part.DUTY)
def calls(request: HttpRequest) -> HttpResponse:
    """Everybody who waits for a doctor, and the orders that wait to be carried out."""
    return _page(request)


@require_safe
@seeing(Part.DUTY)
def rows(request: HttpRequest) -> HttpResponse:
    """The list alone."""
    now = timezone.now()
    context = {"calls": open_calls(now, language()), "me": me(request).pk, "now": now, "form": OrderForm()}
    return render(request, "medical/parts/calls.html", context)


@require_safe
@seeing(Part.DUTY)
def count(request: HttpRequest) -> HttpResponse:
    """How many calls no doctor has taken yet, as a bare number for a notice."""
    return HttpResponse(str(untaken_count()), content_type="text/plain")


@require_safe
@seeing(Part.WORK)
def late(request: HttpRequest) -> HttpResponse:
    """What is overdue for this doctor: reviews of the department, and answers to his own questions."""
    now = timezone.now()
    overdue = late_count(now) + late_questions(now, me(request).pk)
    return HttpResponse(str(overdue), content_type="text/plain")


@require_POST
@seeing(Part.CALL)
@once
def call(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One key on the case: a doctor is wanted now."""
    try:
        why = request.POST.get("why", "")[:2000]
        acts.call_duty_doctor(actor=actor(request), now=timezone.now(), case_id=case_id, staff=me(request).pk, why=why)
    except Objected as objected:
        messages.error(request, " ".join(refusals(objected.objections)))
    else:
        messages.success(request, _("The duty doctor is called"))
    return redirect("case", case_id)


@require_POST
@seeing(Part.DUTY)
@once
def come(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """I take it, and look at the case."""
    try:
        acts.come(actor=actor(request), now=timezone.now(), call_id=call_id, staff=me(request).pk)
    except Objected as objected:
        return _page(request, problems=refusals(objected.objections), status=409)
    return redirect("medical:duty")


@require_POST
@seeing(Part.DUTY)
@once
def order(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """The order, signed."""
    form = OrderForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    try:
        acts.give_order(
            actor=actor(request), now=timezone.now(), call_id=call_id, staff=me(request).pk,
            order=form.cleaned_data["order"], within=timedelta(minutes=form.cleaned_data["minutes"]),
        )  # fmt: skip
    except Objected as objected:
        return _page(request, form=form, problems=refusals(objected.objections), status=409)
    messages.success(request, _("The order is signed and stands on the case"))
    return redirect("medical:duty")


@require_POST
@seeing(Part.CARRY_OUT)
@once
def done(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """The order was carried out."""
    try:
        acts.carry_out(actor=actor(request), now=timezone.now(), call_id=call_id, staff=me(request).pk)
    except Objected as objected:
        messages.error(request, " ".join(refusals(objected.objections)))
    else:
        messages.success(request, _("Carried out"))
    return redirect("case", DutyCall.objects.values_list("case_id", flat=True).get(pk=call_id))


@require_POST
@seeing(Part.ANSWER)
@once
def answer(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """An answer to a doctor's question, from the case card."""
    form = AnswerForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    try:
        asking_acts.answer(
            actor=actor(request), now=timezone.now(), question_id=question_id, text=text, staff=me(request).pk
        )
    except Objected as objected:
        messages.error(request, " ".join(refusals(objected.objections)))
    else:
        messages.success(request, _("The answer is in the review"))
    return redirect("case", Question.objects.values_list("case_id", flat=True).get(pk=question_id))


def _page(
    request: HttpRequest, *, form: OrderForm | None = None, problems: list[str] | None = None, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    context = {
        "calls": open_calls(now, language()),
        "me": me(request).pk,
        "form": form or OrderForm(),
        "problems": problems or [],
        "now": now,
    }
    return render(request, "medical/duty.html", context, status=status)
