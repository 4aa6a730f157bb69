"""Forgetting a person: a page that says what goes and what stays, and asks for the case's number."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pharos.contact.actions.forgetting import forget_person
from pharos.contact.messages import refusals
from pharos.contact.queries.forgetting import of_person
from pharos.core.objections import Objected
from pharos.journal.api import once
from pharos.people.api import Permission, actor, allow


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.FORGET_PEOPLE)
@once
def forget(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The page, or the deed."""
    held = of_person(case_id)
    if not held.number:
        raise Http404
    problems: list[str] = []
    if request.method == "POST":
        try:
            forget_person(
                actor=actor(request), now=timezone.now(), case_id=case_id, number=request.POST.get("number", "")
            )
        except Objected as objected:
            problems = refusals(objected.objections)
        else:
            messages.success(request, _("The person of this case was forgotten"))
            return redirect("case", case_id)
    context = {"held": held, "case_id": case_id, "problems": problems}
    return render(request, "contact/forget.html", context, status=422 if problems else 200)
