"""What a case says now, for forms of it that stay open: the page compares it with what the form was opened with."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pharos.cases import api as cases
from pharos.cases.forms.facts import FACTS, FactsForm
from pharos.cases.views.looking import case_or_404
from pharos.core.actor import Actor
from pharos.events import cases as events
from pharos.journal import api as journal
from pharos.people import api as people
from pharos.people.api import Permission, allow

LOOKED_BACK = 60


@dataclass(frozen=True)
class Now:
    """One field as the case has it: `raw` as the form's hidden field keeps it, `shown` as the visible one does."""

    name: str
    raw: str
    shown: str
    who: str


@require_safe
@allow(Permission.WORK_CASES, Permission.SEE_MEDICAL)
def since(request: HttpRequest, case_id: UUID, form: str) -> HttpResponse:
    """The fields of this form as the case has them, who changed each last, and whether the case is over."""
    snapshot = case_or_404(request, case_id)
    kind = FACTS.get(form)
    context = {"fields": _fields(kind(None, case=snapshot)) if kind else [], "gone": _gone(snapshot)}
    return render(request, "cases/since.html", context)


def _fields(form: FactsForm) -> list[Now]:
    changed = _changed_by(form.case.id)
    return [
        Now(field.name, raw(field), shown(field), changed.get(field.name, _("Changed meanwhile."))) for field in form
    ]


def raw(field: forms.BoundField) -> str:
    return _one(field.field.hidden_widget().format_value(field.value()))


def shown(field: forms.BoundField) -> str:
    return _one(field.field.widget.format_value(field.value()))


def _one(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return "" if value in (None, []) else str(value)


def _changed_by(case_id: UUID) -> dict[str, str]:
    entries = journal.entries([case_id], types=(events.DetailsChanged, events.PlaceSet), limit=LOOKED_BACK)
    latest: dict[str, journal.Entry] = {}
    for entry in entries:
        for name in entry.data["fields"]:
            latest.setdefault(name, entry)
    names = people.staff_names(int(one.who.id) for one in latest.values() if one.who.kind == "staff")
    return {name: _told(entry, names) for name, entry in latest.items()}


def _told(entry: journal.Entry, names: dict[int, people.Staff]) -> str:
    clock = timezone.localtime(entry.recorded_at).strftime("%H:%M")
    return _("%(who)s changed this at %(clock)s.") % {"who": _name(entry.who, names), "clock": clock}


def _name(who: Actor, names: dict[int, people.Staff]) -> str:
    found = names.get(int(who.id)) if who.kind == "staff" else None
    return found.name if found else _("The system")


def _gone(case: cases.CaseSnapshot) -> str:
    if case.details.merged_into:
        home = cases.case(cases.survivor_of(case.id), medical=False)
        number = home.line.number if home else ""
        return _("The case was merged into case %(number)s. What you type here can be written there as a note.") % {
            "number": number
        }
    if not case.line.is_open:
        return _("The case is finished. What you type here stays your draft and can be written as a note.")
    return ""
