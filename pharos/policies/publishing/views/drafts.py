"""A rule set on its way: faults by row and column, or the gate's findings; tried on past cases; published."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.people.api import Permission, allow
from pharos.policies.messages import objection_text
from pharos.policies.models import Redecision, RuleDraft
from pharos.policies.publishing import drafting, redeciding, shelves
from pharos.policies.publishing.files import file_of
from pharos.policies.publishing.findings import fault_views, finding_views
from pharos.policies.publishing.listing import language
from pharos.policies.publishing.views.sets import reading
from pharos.policies.publishing.words import draft_look, run_look


@require_safe
@allow(Permission.PUBLISH_RULES)
def page(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Whatever it waits for."""
    return _page(request, _draft(draft_id))


@require_safe
@allow(Permission.PUBLISH_RULES)
def state(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Has the page draw itself anew once the check is over."""
    if _draft(draft_id).status != RuleDraft.Status.CHECKING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return HttpResponse(status=204)


@require_POST
@allow(Permission.PUBLISH_RULES)
@journal.once
def rehearse(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Try it on past cases."""
    try:
        run = redeciding.begin(actor=Actor.staff(request.user.pk), now=timezone.now(), draft=_draft(draft_id).id)
    except Objected as refused:
        return _refused(request, draft_id, refused)
    return redirect("policies:past", run.id)


@require_POST
@allow(Permission.PUBLISH_RULES)
@journal.once
def publish(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Publish it; the form asks for a tick, for this cannot be taken back."""
    draft = _draft(draft_id)
    if not request.POST.get("sure"):
        return _page(request, draft, unsure=True, status=422)
    try:
        made = drafting.publish_draft(actor=Actor.staff(request.user.pk), now=timezone.now(), draft_id=draft_id)
    except Objected as refused:
        return _refused(request, draft_id, refused)
    return redirect("policies:rule_set", made)


@require_POST
@allow(Permission.PUBLISH_RULES)
@journal.once
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Not this one."""
    act: Callable[..., None] = drafting.put_aside
    try:
        act(actor=Actor.staff(request.user.pk), now=timezone.now(), draft_id=_draft(draft_id).id)
    except Objected as refused:
        return _refused(request, draft_id, refused)
    return redirect("policies:rules")


@require_safe
@allow(Permission.PUBLISH_RULES)
def download(request: HttpRequest, draft_id: UUID, kind: str) -> HttpResponse:
    """What was read, as a workbook or a text."""
    draft = _draft(draft_id)
    if not draft.text:
        raise Http404
    return file_of(draft.text, kind)


def _page(
    request: HttpRequest, draft: RuleDraft, *, unsure: bool = False, refusal: str = "", status: int = 200
) -> HttpResponse:
    errors = drafting.errors(draft)
    context: dict[str, Any] = {
        "draft": draft,
        "look": draft_look(draft.status, errors),
        "errors": errors,
        "faults": fault_views(draft),
        "refusal": refusal,
        "unsure": unsure,
    }
    if draft.text:
        context |= reading(draft.text, draft.hash)
        context |= {"findings": finding_views(draft, context["rules"], language()), **_past(draft)}
    return render(request, "policies/rules/draft.html", context, status=status)


def _past(draft: RuleDraft) -> dict[str, Any]:
    """What is known of past decisions, and whether it may be published."""
    run = Redecision.objects.filter(hash=draft.hash).defer("text").order_by("-started_at").first()
    must_try = drafting.must_try(draft)
    ready = draft.status == RuleDraft.Status.CHECKED and not drafting.errors(draft)
    return {
        "before": shelves.standing_version(draft),
        "run": run,
        "run_look": run_look(run.status) if run else None,
        "must_try": must_try,
        "may_publish": ready and (not must_try or drafting.tried(draft)),
        "may_try": ready and must_try,
    }


def _refused(request: HttpRequest, draft_id: UUID, refused: Objected) -> HttpResponse:
    return _page(request, _draft(draft_id), refusal=objection_text(refused.objections[0]), status=409)


def _draft(draft_id: UUID) -> RuleDraft:
    found = RuleDraft.objects.select_related("insurer").filter(pk=draft_id).first()
    if found is None:
        raise Http404
    return found
