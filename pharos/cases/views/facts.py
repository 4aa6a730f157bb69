"""Correcting the facts of a case. A colleague's change shown beside one's own, never overwritten."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pharos.cases import api as cases
from pharos.cases import messages
from pharos.cases.forms.facts import DetailsForm, FactsForm, PlaceForm, PolicyToldForm
from pharos.cases.rules.codes import Code
from pharos.cases.views.looking import actor_of, case_or_404, onward
from pharos.core.objections import Objected
from pharos.journal.api import once
from pharos.people.api import Permission, allow
from pharos.policies import api as policies

SHOWN_POLICIES = 5


@dataclass(frozen=True)
class Conflict:
    """One field two people changed: what the case says now and what this person typed."""

    label: str
    theirs: Any
    mine: Any


@require_http_methods(["GET", "POST"])
@allow(Permission.WORK_CASES)
@once
def details(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Name, birth date, telephone, language, complaint, circumstances."""
    return _correct(request, case_id, DetailsForm, cases.change_details, _("Details"))


@require_http_methods(["GET", "POST"])
@allow(Permission.WORK_CASES)
@once
def told(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The policy as it was told to us."""
    return _correct(request, case_id, PolicyToldForm, cases.change_details, _("Policy as told"))


@require_http_methods(["GET", "POST"])
@allow(Permission.WORK_CASES)
@once
def place(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Where the person is: town, hotel, room, reception."""
    return _correct(request, case_id, PlaceForm, cases.set_place, _("Place"))


@require_safe
@allow(Permission.WORK_CASES)
def policy_matches(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Policies of the register that may be the one told to us, with what agreed and what nobody has asked."""
    snapshot = case_or_404(request, case_id)
    line, details = snapshot.line, snapshot.details
    wanted = policies.PolicyQuery(
        number=details.told_number, name=line.person_name, birth_date=line.birth_date, phone=line.phone,
        insurer=line.insurer_id, on=timezone.localdate(),
    )  # fmt: skip
    found = policies.find(wanted, limit=SHOWN_POLICIES)
    return render(request, "cases/policy_matches.html", {"case": snapshot, "matches": found})


def _correct(
    request: HttpRequest, case_id: UUID, kind: type[FactsForm], change: Callable[..., Any], title: str
) -> HttpResponse:
    snapshot = case_or_404(request, case_id)
    form = kind(request.POST if request.method == "POST" else None, case=snapshot)
    conflicts: list[Conflict] = []
    if request.method == "POST" and form.is_valid():
        try:
            written = change(
                actor=actor_of(request), now=timezone.now(), case_id=case_id, seen=form.seen(), wanted=form.wanted()
            )
        except Objected as objected:
            conflicts, form = _objected(objected, form)
        else:
            if written:
                toasts.success(request, _("The case is corrected"))
            return redirect(onward(request, case_id))
    context = {
        "title": title, "form": form, "conflicts": conflicts, "case": snapshot, "line": snapshot.line,
        "back": cases.card_url(case_id),
    }  # fmt: skip
    return render(request, "cases/facts.html", context, status=422 if form.is_bound else 200)


def _objected(objected: Objected, form: FactsForm) -> tuple[list[Conflict], FactsForm]:
    stale = [name for o in objected.objections if o.code == Code.STALE for name in o.facts["fields"]]  # type: ignore[attr-defined]
    typed, now = form.wanted(), form.current()
    again = form.opened_again(stale) if stale else form
    again.is_valid()
    for sentence in messages.sentences(objected.objections):
        again.add_error(None, sentence)
    return [Conflict(messages.word(messages.FIELDS, name), now[name], typed[name]) for name in stale], again
