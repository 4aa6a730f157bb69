"""Correcting the facts of a case. A colleague's change shown beside one's own, never overwritten."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
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
from pharos.cases.forms.facts import FACTS, FactsForm
from pharos.cases.rules.codes import Code
from pharos.cases.views.decisions import asked_again
from pharos.cases.views.drafts import behind, rescue
from pharos.cases.views.looking import case_or_404, onward
from pharos.cases.views.since import shown
from pharos.core.objections import Objected
from pharos.journal.api import once
from pharos.people.api import Permission, actor, allow, drafted
from pharos.policies import api as policies

SHOWN_POLICIES = 5


@dataclass(frozen=True)
class Conflict:
    """One field two people changed: what it was, what the case says now, and what this person typed."""

    name: str
    label: str
    was: str
    theirs: str
    mine: str
    take: str


@require_http_methods(["GET", "POST"])
@allow(Permission.WORK_CASES)
@once
@drafted
def details(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Name, birth date, telephone, language, complaint, circumstances."""
    return _correct(request, case_id, "details", cases.change_details, _("Details"))


@require_http_methods(["GET", "POST"])
@allow(Permission.WORK_CASES)
@once
@drafted
def told(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The policy as it was told to us."""
    return _correct(request, case_id, "told", cases.change_details, _("Policy as told"))


@require_http_methods(["GET", "POST"])
@allow(Permission.WORK_CASES)
@once
@drafted
def place(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Where the person is: town, hotel, room, reception."""
    return _correct(request, case_id, "place", cases.set_place, _("Place"))


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


def _correct(request: HttpRequest, case_id: UUID, name: str, change: Callable[..., Any], title: str) -> HttpResponse:
    snapshot = case_or_404(request, case_id)
    form = FACTS[name](request.POST if request.method == "POST" else None, case=snapshot)
    conflicts: list[Conflict] = []
    saved = None
    if request.method == "POST" and form.is_valid() and not asked_again(request, form, case_id, form.decides):
        try:
            written = change(
                actor=actor(request), now=timezone.now(), case_id=case_id, seen=form.seen(), wanted=form.wanted()
            )
        except Objected as objected:
            saved = rescue(request, behind(request, form, name), objected)
            conflicts, form = _objected(objected, form)
        else:
            if written:
                toasts.success(request, _("The case is corrected"))
            return redirect(onward(request, case_id))
    context = {
        "title": title, "form": behind(request, form, name), "conflicts": conflicts, "case": snapshot,
        "line": snapshot.line, "back": cases.card_url(case_id), "name": name, "rescue": saved,
    }  # fmt: skip
    return render(request, "cases/facts.html", context, status=422 if request.method == "POST" else 200)


def _objected(objected: Objected, form: FactsForm) -> tuple[list[Conflict], FactsForm]:
    stale = [name for o in objected.objections if o.code == Code.STALE for name in o.facts["fields"]]  # type: ignore[attr-defined]
    typed, now, was = form.wanted(), form.current(), form.seen()
    again = form.opened_again(stale) if stale else form
    again.is_valid()
    for sentence in messages.sentences(objected.objections):
        again.add_error(None, sentence)
    fresh = type(form)(None, case=form.case)
    conflicts = [
        Conflict(
            name=name,
            label=messages.word(messages.FIELDS, name),
            was=worded(form, name, was[name]),
            theirs=worded(form, name, now[name]),
            mine=worded(form, name, typed[name]),
            take=shown(fresh[name]),
        )
        for name in stale
    ]
    return conflicts, again


def worded(form: FactsForm, name: str, value: Any) -> str:
    """A value as its field shows it: the words of a choice, a day as it is written here."""
    choices = {str(code): str(word) for code, word in getattr(form.fields[name], "choices", ())}
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return choices.get(str(value), str(value)) if value not in (None, "") else "—"
