"""The pick of a provider for a case: the rooms below know nothing of cases, so the frame asks for them."""

from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pharos.cases import api as cases
from pharos.core.actor import Actor
from pharos.core.card import CaseFacts
from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.network import api as network
from pharos.people.api import Permission, allow, permits, viewer_of
from pharos.site import panels
from pharos.site.frames.asking import doors_of, question_of


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_NETWORK)
@journal.once
def pick(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Providers beside the map. A search for another speciality comes by POST: what is asked stands in no address."""
    case, now = _case(request, case_id), timezone.now()
    question = question_of(case, now, request.POST.get("capability", ""))
    if request.method == "POST" and question is not None:
        network.note_gap(actor=Actor.staff(request.user.pk), now=now, answer=network.search(question))
    return _page(request, case, question)


@require_POST
@allow(Permission.WORK_CASES)
@journal.once
def choose(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take one of the list; what was offered is logged."""
    case, now = _case(request, case_id), timezone.now()
    question = question_of(case, now, request.POST.get("capability", ""))
    chosen = _uuid(request.POST.get("chosen", ""))
    if question is None or chosen is None:
        raise Http404
    answer = network.search(question, screen=viewer_of(request).language)
    choice = network.Choice(
        case_id=case.id, case_key=cases.key_of(case.id), insurer_id=case.insurer_id, subject=chosen,
        why_code=request.POST.get("why", "")[:24],
    )  # fmt: skip
    try:
        network.choose(actor=Actor.staff(request.user.pk), now=now, answer=answer, choice=choice)
    except Objected as objected:
        words = " ".join(map(network.provider_objection_text, objected.objections))
        return _page(request, case, question, refused=words, refused_rank=request.POST.get("rank", ""), status=422)
    toasts.success(request, _("Provider chosen"))
    return redirect(reverse("case", args=[case.id]) + "?tab=providers")


def _page(
    request: HttpRequest, case: CaseFacts, question: network.Question | None, *, status: int = 200, **refused: str
) -> HttpResponse:
    context: dict[str, Any] = {"case": case, "pick": None}
    if question is not None:
        may_choose = permits(request.user, Permission.WORK_CASES) and case.is_open
        may_agree = permits(request.user, Permission.CHANGE_NETWORK) and case.is_open
        doors = doors_of(case, may_choose=may_choose, may_agree=may_agree)
        view = network.pick_page(question, doors, viewer_of(request), refused)
        context |= {"pick": view, "question": question, "capabilities": network.capability_choices()}
    return render(request, "site/pick.html", context, status=status)


def _case(request: HttpRequest, case_id: UUID) -> CaseFacts:
    if not permits(request.user, Permission.SEE_CASES):
        raise Http404
    card = cases.card(case_id, viewer_of(request), now=timezone.now())
    if card is None:
        raise Http404
    return panels.facts(card.line)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
