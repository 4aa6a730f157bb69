"""Drafts of the case's forms: which forms have one, and where words go that the case takes no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest

from pharos.cases import api as cases
from pharos.cases.forms.acts import ActForm, NoteForm
from pharos.cases.rules.codes import Code
from pharos.cases.views.looking import case_or_404
from pharos.core.objections import Objected
from pharos.people import api as people

GONE = (Code.MERGED_AWAY, Code.CASE_FINISHED)


def behind[Form: ActForm](request: HttpRequest, form: Form, name: str, row: UUID | None = None) -> Form:
    """Put this person's draft behind a form in which words are typed; a form of mere choices needs none."""
    if has_words(form.fields):
        people.take_up(request, form, code=f"cases.{name}", subject=form.case.id, part=str(row or ""))
    return form


def has_words(fields: Mapping[str, forms.Field]) -> bool:
    """Whether something is typed into one of these fields, not merely chosen."""
    return any(isinstance(field, forms.CharField) and not field.widget.is_hidden for field in fields.values())


@dataclass(frozen=True)
class Rescue:
    """Words a finished or merged case took no more, as a note on the case that goes on."""

    case: cases.CaseSnapshot
    form: NoteForm


def rescue(request: HttpRequest, form: ActForm, objected: Objected | None = None) -> Rescue | None:
    """A note with what was typed, where the case takes it no more: because it was merged, or as it `objected`. None
    where there is nothing to keep."""
    refused = {one.code for one in objected.objections} & set(GONE) if objected else None
    words = _words(form) if refused or form.case.details.merged_into else ""
    if not words:
        return None
    home = case_or_404(request, cases.survivor_of(form.case.id))
    note = NoteForm(case=home)
    note.auto_id = "rescue-%s"
    draft = people.take_up(request, note, code="cases.note", subject=home.id)
    begun = (draft.fields.get("text") or [""])[0]
    kept = NoteForm({"text": words if words in begun else f"{begun}\n\n{words}".strip()}, case=home)
    kept.auto_id = note.auto_id
    kept._errors = note.errors  # type: ignore[attr-defined]  # nothing was sent yet, so nothing is judged
    own = getattr(form, "draft", None)
    carried = own.id if own and own.id != draft.id else ""
    vars(kept).update(draft=draft, draft_aside=True, draft_carried=carried)
    return Rescue(home, kept)


def _words(form: ActForm) -> str:
    """What was typed, each answer under its label; one answer alone goes without."""
    typed = [(field.label, _text(field.value())) for field in form if _is_words(field)]
    told = [(label, text) for label, text in typed if text]
    if len(typed) == 1:
        return told[0][1] if told else ""
    return "\n".join(f"{label}: {text}" for label, text in told)


def _is_words(field: forms.BoundField) -> bool:
    if not isinstance(field.field, forms.CharField) or field.is_hidden:
        return False
    return not field.field.show_hidden_initial or field._has_changed()  # type: ignore[attr-defined]


def _text(value: Any) -> str:
    return str(value or "").replace("\r\n", "\n").strip()
