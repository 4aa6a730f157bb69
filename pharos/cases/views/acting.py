"""The pages of acts. Each act is a page of its own as well as a dialog on the card, so that everything works without
scripts and an objection stands beside what was typed."""

import re
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages as toasts
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pharos.cases import api as cases
from pharos.cases import messages
from pharos.cases.forms import acts as forms
from pharos.cases.rules.codes import Code
from pharos.cases.views.acts import ACTS, Act, Doing
from pharos.cases.views.decisions import asked_again
from pharos.cases.views.drafts import Rescue, behind, rescue
from pharos.cases.views.looking import case_or_404, onward
from pharos.core.objections import Objected
from pharos.journal.api import once
from pharos.people.api import allow, drafted

IDENT = r"[a-z0-9-]{1,90}"


def address(name: str, case_id: UUID, row: UUID | None = None) -> str:
    """Where an act is sent."""
    return reverse(f"cases:{name}", args=[case_id, row] if ACTS[name].of_row else [case_id])


def routes() -> list[URLPattern]:
    """One address for each act: `<case>/close`, `<case>/promises/<promise>/keep`."""
    found = []
    for name, act in ACTS.items():
        where = f"<uuid:case_id>/{act.of_row}/<uuid:row>/{name}" if act.of_row else f"<uuid:case_id>/{name}"
        found.append(path(where, _view(name, act), name=name))
    return found


def _view(name: str, act: Act) -> Callable[..., HttpResponseBase]:
    @require_http_methods(["GET", "POST"])
    @allow(*act.permissions)
    @once
    @drafted
    def view(request: HttpRequest, case_id: UUID, row: UUID | None = None) -> HttpResponse:
        snapshot = case_or_404(request, case_id)
        form = _opened(request, act, snapshot, row)
        if request.method == "GET" and "dialog" in request.GET:
            return _dialog(request, name, form, row)
        saved = None
        if request.method == "POST" and form.is_valid() and not asked_again(request, form, case_id, act.decides):
            try:
                act.run(Doing(request, snapshot, form.cleaned_data, row, form.seen()))
            except Objected as objected:
                _object(form, objected)
                saved = rescue(request, behind(request, form, name, row), objected)
            else:
                _say(request, name, case_id, row)
                return redirect(onward(request, case_id))
        shown = behind(request, form, name, row)
        return _page(request, act, shown, saved or rescue(request, shown))

    view.__name__ = name.replace("-", "_")
    return view


def _dialog(request: HttpRequest, name: str, form: forms.ActForm, row: UUID | None) -> HttpResponse:
    """The act as a dialog alone, for a page that stands already; `dialog` is the id it is to have there."""
    ident = request.GET["dialog"]
    if not re.fullmatch(IDENT, ident):
        raise Http404
    form.auto_id = f"{ident}-%s"
    context = {
        "act": ACTS[name],
        "form": behind(request, form, name, row),
        "url": address(name, form.case.id, row),
        "dialog": ident,
    }
    return render(request, "cases/act_dialog.html", context)


def _object(form: forms.ActForm, objected: Objected) -> None:
    """Say in the form what stands against it; beside a field changed meanwhile what it says now."""
    for sentence in messages.sentences(objected.objections):
        form.add_error(None, sentence)
    if isinstance(form, forms.PartyForm):
        form.see_again(name for one in objected.objections if one.code == Code.STALE for name in one.facts["fields"])  # type: ignore[attr-defined]


def _say(request: HttpRequest, name: str, case_id: UUID, row: UUID | None) -> None:
    undo = ACTS[name].undo
    tags = f"undo {address(undo, case_id, row)}" if undo else ""
    toasts.success(request, ACTS[name].done, extra_tags=tags)


def _opened(request: HttpRequest, act: Act, case: cases.CaseSnapshot, row: UUID | None) -> forms.ActForm:
    """The form as it was sent, or as it is opened: one that corrects a row shows what the row says."""
    rows = {one.id: one for one in getattr(case, act.of_row)} if row is not None else {}
    if row is not None and row not in rows:
        raise Http404
    form = act.form(request.POST if request.method == "POST" else None, case=case)
    if row is not None and isinstance(form, forms.PartyForm):
        form.opened_with(rows[row])
    return form


def _page(request: HttpRequest, act: Act, form: forms.ActForm, saved: Rescue | None) -> HttpResponse:
    snapshot = form.case
    context = {
        "act": act,
        "form": form,
        "case": snapshot,
        "line": snapshot.line,
        "back": onward(request, snapshot.id),
        "next": request.POST.get("next", ""),
        "name": snapshot.line.person_name or _("Name unknown"),
        "rescue": saved,
        "sent": request.method == "POST",
    }
    return render(request, "cases/act.html", context, status=422 if request.method == "POST" else 200)
