"""Rows of a form, drawn in Python: the dialogs of one case card have some thirty of them.

A row is a label, the field, and a place for what became of it; the error stands at its place, in words.
"""

from typing import Any

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.forms.forms import BaseForm
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pharos.site.drawing.drafts import row_state
from pharos.site.drawing.marks import icon


def form_rows(form: BaseForm) -> SafeString:
    """The hidden fields of a form, then its rows."""
    hidden = "".join(str(field) for field in form.hidden_fields())
    return mark_safe(hidden + "".join(form_row(field) for field in form.visible_fields()))


def form_row(
    field: BoundField, *, state: str = "", note: str = "", autofocus: bool = False, css: str = "", placeholder: str = ""
) -> SafeString:
    """One row; `state` is what became of the answer (busy, saved, fail, ask)."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        start, drawn = _group(field, radios=not isinstance(widget, CheckboxSelectMultiple))
    elif isinstance(widget, CheckboxInput):
        start, drawn = _tick(field), mark_safe("")
    else:
        start = format_html('<div class="row">\n  <label for="{}">{}</label>', field.id_for_label, field.label)
        drawn = _field(field, autofocus=autofocus, css=css, placeholder=placeholder)
    parts = (start, "\n  ", drawn, "\n  ", _state(state or row_state(field)), _notes(field, note), "\n</div>")
    return mark_safe("".join(parts))


def _field(field: BoundField, *, autofocus: bool, css: str, placeholder: str) -> SafeString:
    own = field.field.widget.attrs.get("class", "")
    attributes: dict[str, Any] = {"class": " ".join(filter(None, ("input", css, own)))}
    attributes |= {"placeholder": placeholder} if placeholder else {}
    attributes |= {"autofocus": True} if autofocus else {}
    return field.as_widget(attrs=attributes)


def _tick(field: BoundField) -> SafeString:
    """One tick stands before its words, and both answer to the pointer."""
    tick = '<div class="row">\n  <label class="tick" for="{}">{}{}</label>'
    return format_html(tick, field.id_for_label, field.as_widget(), field.label)


def _group(field: BoundField, *, radios: bool) -> tuple[SafeString, SafeString]:
    start = format_html(
        '<div class="row" role="{0}" aria-labelledby="{1}_legend">\n  <span class="q" id="{1}_legend">{2}</span>',
        "radiogroup" if radios else "group",
        field.auto_id,
        field.label,
    )
    one = '<label for="{}">{}{}</label>' if radios else '<label class="tick" for="{}">{}{}</label>'
    choices = format_html_join("", one, ((each.id_for_label, each.tag(), each.choice_label) for each in field))
    return start, format_html('<div class="{}">{}</div>', "seg" if radios else "ticks", choices)


def _state(state: str) -> SafeString:
    if not state:
        return mark_safe('<span class="saved" data-state></span>')
    shape, word = {
        "busy": (icon("spin"), _("saving")),
        "saved": (icon("check"), _("saved")),
        "fail": (icon("wifi"), _("not saved")),
        "ask": ("", _("not asked yet")),
    }.get(state, ("", ""))
    return format_html('<span class="saved" data-s="{}" data-state>{}{}</span>', state, shape, word)


def _notes(field: BoundField, note: str) -> str:
    text = note or field.help_text
    told = format_html('\n  <p class="note" id="{}_helptext">{}</p>', field.auto_id, text) if text else ""
    line = '\n  <p class="note bad" id="{}_error">{}<span>{}</span></p>'
    return told + "".join(format_html(line, field.auto_id, icon("alert"), error) for error in field.errors)
