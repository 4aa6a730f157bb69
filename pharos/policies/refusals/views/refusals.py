"""One refusal: read, signed, declined, asked about, reversed; and a new one proposed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pharos.journal.api import once
from pharos.people.api import Permission, actor, allow, drafted, language, me, take_up
from pharos.policies.cover_messages.names import item_name
from pharos.policies.models import CoverDecision, Refusal
from pharos.policies.refusals.actions.acting import act_on
from pharos.policies.refusals.actions.proposing import propose
from pharos.policies.refusals.forms import ProposeForm, WordsForm
from pharos.policies.refusals.queries.decisions import Forgotten
from pharos.policies.refusals.queries.whole import RefusalView, proposable, whole
from pharos.policies.refusals.rules.states import WITH_REASON, Act
from pharos.policies.refusals.telling import READ_OUT, texts
from pharos.policies.refusals.views.asking import found, tried
from pharos.policies.refusals.words import LABELS, TOASTS

SEES = (Permission.SIGN_REFUSALS, Permission.PROPOSE_REFUSALS)
BY_PERSONS = {str(act): act for act in Act if act not in (Act.DOUBT, Act.LAPSE)}


@require_safe
@allow(*SEES)
def refusal(request: HttpRequest, refusal_id: UUID) -> HttpResponse:
    """The whole page."""
    return _page(request, refusal_id)


@require_safe
@allow(*SEES)
def preview(request: HttpRequest, refusal_id: UUID) -> HttpResponse:
    """The refusal beside its list."""
    view = _whole(request, refusal_id)
    return render(request, "policies/refusals/preview.html", act_context(request, view))


@require_POST
@allow(*SEES)
@once
@drafted
def act(request: HttpRequest, refusal_id: UUID, code: str) -> HttpResponse:
    """One act on it. What stands against it is said on its page."""
    if code not in BY_PERSONS:
        raise Http404
    seen = request.POST.get("seen", "")
    problems = found(
        lambda: tried(
            lambda: act_on(
                BY_PERSONS[code],
                actor=actor(request),
                now=timezone.now(),
                refusal_id=refusal_id,
                reason=request.POST.get("text", ""),
                seen=_uuid(seen),
            )
        ),
        Refusal.DoesNotExist,
    )
    if problems:
        return _page(request, refusal_id, problems=problems, status=409)
    messages.success(request, str(TOASTS[code]))
    return redirect("policies:refusal", refusal_id)


@allow(Permission.PROPOSE_REFUSALS)
@once
@drafted
def proposing(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Propose items of a decision to be refused (GET shows clause and texts, POST proposes)."""
    row = found(lambda: CoverDecision.objects.select_related("key").get(pk=decision_id), CoverDecision.DoesNotExist)
    decided, items = found(lambda: proposable(row), Forgotten)
    choices = [(item, item_name(decided.engine.rules, item, language())) for item in items]
    form = ProposeForm(
        request.POST or None, choices=choices, initial={"items": list(items) if len(items) <= READ_OUT else []}
    )
    problems: list[str] = []
    if request.method == "POST":
        chosen, remark = request.POST.getlist("items"), request.POST.get("remark", "")
        made: list[UUID] = []
        problems = tried(
            lambda: made.append(
                propose(actor=actor(request), now=timezone.now(), decision_id=decision_id, items=chosen, remark=remark)
            )
        )
        if not problems:
            messages.success(request, _("Proposed: a second person signs"))
            return redirect("policies:refusal", made[0])
    take_up(request, form, code="policies.refusal", subject=decision_id)
    context = {
        "form": form,
        "problems": problems,
        "case_id": row.case_id,
        "items": items,
        "texts": texts(decided, items)[language()] if items else None,
        "row": row,
    }
    return render(request, "policies/refusals/propose.html", context, status=409 if problems else 200)


def act_context(request: HttpRequest, view: RefusalView) -> dict[str, Any]:
    """The refusal with a form for each act that is open to the viewer and needs words."""
    return {
        "view": view,
        "told": view.texts.get(language()),
        "other": view.texts.get("en" if language() == "ru" else "ru"),
        "may": {code: True for code in view.may},
        "forms": [(code, LABELS[code], _form(request, view, code)) for code in LABELS if code in view.may],
        "now": timezone.now(),
    }


def _form(request: HttpRequest, view: RefusalView, code: str) -> WordsForm:
    assert BY_PERSONS[code] in WITH_REASON
    form = WordsForm(label=LABELS[code][1], prefix=None, auto_id=f"id_{code}_%s")
    take_up(request, form, code="policies.refusal", subject=view.row.id, part=code)
    return form


def _page(
    request: HttpRequest, refusal_id: UUID, *, problems: list[str] | None = None, status: int = 200
) -> HttpResponse:
    view = _whole(request, refusal_id)
    context = act_context(request, view) | {"problems": problems or []}
    return render(request, "policies/refusals/refusal.html", context, status=status)


def _whole(request: HttpRequest, refusal_id: UUID) -> RefusalView:
    return found(lambda: whole(refusal_id, staff=me(request), now=timezone.now()), Refusal.DoesNotExist)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
