"""Handing over many cases at the end of a shift, taking that back, and saying that one has read."""

from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pharos.cases import api as cases
from pharos.cases import messages, offers
from pharos.cases.forms.handing import HandOverManyForm
from pharos.core.objections import Objected
from pharos.journal.api import once
from pharos.people import api as people
from pharos.people.api import Permission, actor, allow, drafted, me, viewer_of

MOST = 500
"""Cases one hand-over takes: whoever had more hands them over in turns, the most pressing first."""


@require_http_methods(["GET", "POST"])
@allow(Permission.WORK_CASES)
@once
@drafted
def many(request: HttpRequest) -> HttpResponse:
    """One's own open cases (or a colleague's, for whoever may move them), ticked, with one note for all."""
    of = _whose(request)
    lines, more = _open_cases(of)
    form = HandOverManyForm(request.POST if request.method == "POST" else None, lines=lines, but=of)
    if request.method == "POST" and form.is_valid():
        try:
            batch = cases.hand_over(
                actor=actor(request), now=timezone.now(), case_ids=[UUID(one) for one in form.cleaned_data["case"]],
                staff_id=form.receiver, note=form.cleaned_data["note"], permissions=me(request).permissions,
            )  # fmt: skip
        except Objected as objected:
            for sentence in messages.sentences(objected.objections):
                form.add_error(None, sentence)
        else:
            _say(request, batch, len(form.cleaned_data["case"]))
            return redirect(_back(request))
    people.take_up(request, form, code="cases.hand-over-many", subject=UUID(int=of))
    context = _shown(request, form, lines, of) | {"more": more, "most": MOST}
    return render(request, "cases/hand_over_many.html", context, status=422 if form.errors else 200)


@allow(Permission.WORK_CASES)
@require_POST
@once
def undo(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Every case back to whoever had it."""
    try:
        cases.take_back(actor=actor(request), now=timezone.now(), batch=batch, permissions=me(request).permissions)
    except Objected as objected:
        context = {"problems": messages.sentences(objected.objections), "back": reverse("home")}
        return render(request, "cases/not_undone.html", context, status=422)
    toasts.success(request, _("The hand-over is taken back"))
    return redirect(_back(request))


@allow(Permission.WORK_CASES)
@require_POST
@once
def read(request: HttpRequest, handover: UUID) -> HttpResponse:
    """I have read what I must know."""
    cases.mark_read(actor=actor(request), now=timezone.now(), handover_ids=[handover], staff_id=me(request).pk)
    return redirect(_back(request))


@allow(Permission.WORK_CASES)
@require_POST
@once
def take_next(request: HttpRequest) -> HttpResponse:
    """Take the most pressing case nobody has and begin; where there is none, say so."""
    own, by, now = me(request).pk, actor(request), timezone.now()
    taken = cases.claim_next(actor=by, now=now, staff_id=own)
    if taken is None:
        toasts.info(request, _("Nobody waits in the queue"))
        return redirect(_back(request))
    cases.take(actor=by, now=now, case_id=taken, staff_id=own)
    undo = reverse("cases:undo-take", args=[taken])
    toasts.success(request, _("The case is yours"), extra_tags=f"undo {undo}")
    return redirect(cases.card_url(taken))


def _whose(request: HttpRequest) -> int:
    """Whose cases are handed over: one's own, or those of the colleague a supervisor names."""
    asking = me(request)
    wish = (request.POST if request.method == "POST" else request.GET).get("of", "")
    if Permission.MOVE_CASES in asking.permissions and wish.isdecimal() and len(wish) < 10:
        return int(wish)
    return asking.pk


def _open_cases(staff_id: int) -> tuple[list[cases.CaseLine], bool]:
    """The open cases by their next promise, and whether there are more than one hand-over takes."""
    chosen = cases.QueueFilter(tab=cases.Tab.MINE, staff_id=staff_id)
    page = cases.queue(chosen, now=timezone.now(), medical=False, limit=MOST)
    return [row.line for row in page.rows], page.next is not None


def _say(request: HttpRequest, batch: UUID, count: int) -> None:
    said = ngettext("%(n)s case is handed over", "%(n)s cases are handed over", count) % {"n": count}
    toasts.success(request, said, extra_tags=f"undo {reverse('cases:take-back-many', args=[batch])}")


def _back(request: HttpRequest) -> str:
    wish = request.POST.get("next", "")
    if wish and url_has_allowed_host_and_scheme(wish, {request.get_host()}, require_https=request.is_secure()):
        return wish
    return reverse("home")


def _shown(request: HttpRequest, form: HandOverManyForm, lines: list[cases.CaseLine], of: int) -> dict[str, Any]:
    sent = request.method == "POST"
    begun = people.as_sent(form.draft)  # type: ignore[attr-defined]
    chosen = request.POST if sent else begun
    ticked = set(chosen.getlist("case")) if sent or begun else {str(line.id) for line in lines}
    language, other = viewer_of(request).language, people.staff(of)
    return {
        "form": form,
        "rows": [(line, offers.named(line), offers.where(line, language), str(line.id) in ticked) for line in lines],
        "of": of,
        "other": other.name if other and of != me(request).pk else "",
        "now": timezone.now(),
    }
