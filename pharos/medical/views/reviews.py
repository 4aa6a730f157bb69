"""The doctor's page: the worklist beside one review, item by item."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pharos.cases import api as cases
from pharos.core.objections import Objected, Objection
from pharos.journal.api import once
from pharos.medical.actions import asking as asking_acts
from pharos.medical.actions import judging, seconding
from pharos.medical.actions.noting import note_reading
from pharos.medical.forms import AskForm, SignForm
from pharos.medical.messages import refusals
from pharos.medical.queries import worklist
from pharos.medical.queries.norms import Norms, norms_of
from pharos.medical.queries.page import ReviewView, review_view
from pharos.medical.rules.secrecy import Part
from pharos.medical.rules.stages import ItemKind, Judgement, Refused, Stage, Whom
from pharos.medical.seeing import seeing, sees
from pharos.medical.views.lines import worded
from pharos.people.api import actor, found, language, me, number

SHIFT = timedelta(hours=12)


@require_safe
@seeing(Part.WORK)
def first(request: HttpRequest) -> HttpResponse:
    """The first review of the worklist; the page says so when none waits."""
    lines = worklist.worklist(staff=me(request).pk, now=timezone.now(), language=language())
    return redirect("medical:review", lines[0].id) if lines else render(request, "medical/review.html", _aside(request))


@require_safe
@seeing(Part.REVIEW)
def review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """One review. Whoever opens it is written down."""
    view = _readable(request, review_id)
    note_reading(now=timezone.now(), review_id=review_id, staff=me(request).pk)
    return render(request, "medical/review.html", _aside(request, view.id) | _body(request, view))


@require_safe
@seeing(Part.REVIEW)
def part(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """The review alone, for an open page that hears of something new."""
    return render(request, "medical/parts/body.html", _body(request, _readable(request, review_id)))


@require_safe
@seeing(Part.WORK)
def lines(request: HttpRequest) -> HttpResponse:
    """The worklist alone."""
    on = request.GET.get("on", "")
    return render(request, "medical/parts/lines.html", _listed(request, UUID(on) if len(on) == 36 else None))


@require_POST
@seeing(Part.WORK)
@once
def judge(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """A word on one item; where it needs a reason, the item asks for it."""
    said, place = request.POST.get("judgement", ""), number(request.POST.get("place"))
    if said not in ("", *Judgement):
        raise Http404
    word = judging.Word(place=place, judgement=Judgement(said) if said else None, reason=request.POST.get("reason", ""))

    def act(seen: int) -> None:
        judging.judge(actor=actor(request), now=timezone.now(), review_id=review_id, seen=seen, word=word)

    try:
        act(number(request.POST.get("seen")))
    except Objected as objected:
        if objected.objections[0].code == Refused.REASON_NEEDED:
            asks = {"place": place, "judgement": said}
            return _drawn(request, review_id, asks=asks, at=place, status=422)
        return _drawn(request, review_id, objections=objected.objections, at=place, status=409)
    return _drawn(request, review_id, after=place if said else place - 1)


@require_POST
@seeing(Part.WORK)
@once
def agree(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """The pre-check's word on everything left."""
    return _acted(request, review_id, lambda seen: judging.agree_with_all(**_by(request, review_id), seen=seen))


@require_POST
@seeing(Part.WORK)
@once
def ask(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """A question to the operator or the clinic."""
    form, place = AskForm(request.POST), request.POST.get("place", "")
    if not form.is_valid():
        return _drawn(request, review_id, objections=[Objection(Refused.TEXT_NEEDED)], status=422)
    asked = asking_acts.Asked(
        whom=Whom(form.cleaned_data["whom"]), text=form.cleaned_data["text"], within=form.within,
        place=number(place) if place.isdigit() else None,
    )  # fmt: skip
    return _acted(
        request, review_id,
        lambda seen: asking_acts.ask(**_by(request, review_id), seen=seen, staff=me(request).pk, asked=asked),
    )  # fmt: skip


@require_POST
@seeing(Part.WORK)
@once
def sign(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """Sign, and go on with the next."""
    form = SignForm(request.POST)
    form.is_valid()
    by = judging.Signature(staff=me(request).pk, remark=form.cleaned_data.get("remark", ""), faults=form.found)
    try:
        judging.sign(**_by(request, review_id), seen=number(request.POST.get("seen")), by=by)
    except Objected as objected:
        view = _readable(request, review_id)
        told = {"problems": refusals(objected.objections)}
        return render(
            request, "medical/review.html", _aside(request, view.id) | _body(request, view) | told, status=409
        )
    messages.success(request, _("It is signed"))
    following = worklist.next_after(review_id, staff=me(request).pk, now=timezone.now())
    return redirect("medical:review", following) if following else redirect("medical:first")


@require_POST
@seeing(Part.DISPUTE)
@once
def dispute(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """A second doctor is to look, blind."""
    try:
        seconding.dispute(**_by(request, review_id))
    except Objected as objected:
        messages.error(request, " ".join(refusals(objected.objections)))
    else:
        messages.success(request, _("A second doctor will look at it, without seeing this one"))
    return redirect("medical:review", review_id)


def _by(request: HttpRequest, review_id: UUID) -> dict[str, Any]:
    return {"actor": actor(request), "now": timezone.now(), "review_id": review_id}


def _acted(request: HttpRequest, review_id: UUID, act: Callable[[int], object]) -> HttpResponse:
    try:
        act(number(request.POST.get("seen")))
    except Objected as objected:
        return _drawn(request, review_id, objections=objected.objections, status=409)
    return _drawn(request, review_id)


def _drawn(
    request: HttpRequest, review_id: UUID, *, objections: Any = (), after: int = -1, status: int = 200, **told: Any
) -> HttpResponse:
    """How it stands now: the part alone for a script, else the page."""
    view = _readable(request, review_id)
    context = _body(request, view, after=after) | {"problems": refusals(objections)} | told
    if request.headers.get("HX-Request"):
        return render(request, "medical/parts/body.html", context, status=status)
    if status == 200:
        return redirect("medical:review", review_id)
    return render(request, "medical/review.html", _aside(request, view.id) | context, status=status)


def _readable(request: HttpRequest, review_id: UUID) -> ReviewView:
    """A review this person may read: a second doctor sees nothing of the first before he has signed himself."""
    view = found(review_view(review_id, language()))
    if not seconding.may_read(review_id, me(request).pk):
        raise Http404
    return view


def _aside(request: HttpRequest, on: UUID | None = None) -> dict[str, Any]:
    now, staff = timezone.now(), me(request)
    return _listed(request, on) | {
        "standing": worklist.standing(now),
        "shift": worklist.shift_of(staff.pk, since=now - SHIFT),
        "now": now,
    }


def _listed(request: HttpRequest, on: UUID | None) -> dict[str, Any]:
    """The worklist alone."""
    after = number(request.GET.get("after"))
    only_late = request.GET.get("only") == "late"
    rows = worklist.worklist(
        staff=me(request).pk, now=timezone.now(), language=language(), after=after, only_late=only_late
    )
    ids = [one.id for one in rows]
    at = ids.index(on) if on in ids else -1
    return {
        "before": ids[at - 1] if at > 0 else None,
        "following": ids[at + 1] if at + 1 < len(ids) else None,
        "lines": worded(rows, on=on, query="?only=late" if only_late else ""),
        "older": after + worklist.PAGE if len(rows) == worklist.PAGE else None,
        "only_late": only_late,
    }


def _body(request: HttpRequest, view: ReviewView, *, after: int = -1) -> dict[str, Any]:
    line = cases.case_lines([view.case_id], medical=False)[0]
    left = [item.place for item in view.items if item.left]
    at = next((place for place in left if place > after), left[0] if left else 0)
    return {
        "review": view,
        "line": line,
        "age": _age(line.birth_date),
        "where": (line.place_name_ru if language() == "ru" else line.place_name) or line.place_heard or line.country,
        "insurer": line.insurer(language()),
        "at": at,
        "norms": _norms(view),
        "medicines": sum(item.kind == ItemKind.MEDICINE for item in view.items),
        "may_review": sees(request.user, Part.WORK),
        "may_dispute": not view.second,
        "may_write": sees(request.user, Part.LETTER),
        "may_answer": sees(request.user, Part.ANSWER),
        "ask_form": AskForm(auto_id="ask-%s"),
        "sign_form": SignForm(auto_id="sign-%s"),
        "now": timezone.now(),
    }


def _norms(view: ReviewView) -> Norms | None:
    """Beside others; nothing for a stage that judges no treatment."""
    if view.stage != Stage.TREATMENT:
        return None
    return norms_of((view.condition, view.country, view.clinic_key), view.numbers, today=timezone.localdate())


def _age(born: date | None) -> int | None:
    today = timezone.localdate()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) if born else None
