"""Tags of the case's templates: acts as buttons and dialogs, forms with what they were opened with, codes in words."""

from typing import Any
from uuid import UUID

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from pharos.cases import messages
from pharos.cases.forms.facts import FACTS, FactsForm
from pharos.cases.queries.snapshot import CaseSnapshot
from pharos.cases.rules.next_steps import Advice
from pharos.cases.views.acting import address
from pharos.cases.views.acts import ACTS
from pharos.cases.views.drafts import behind

register = template.Library()


@register.filter
def worded(code: str, words: str) -> str:
    """A code in words: `{{ promise.kind|worded:"PROMISES" }}`."""
    return messages.word(getattr(messages, words), code)


@register.inclusion_tag("cases/parts/button.html", takes_context=True)
def act_button(context: Context, name: str, case_id: UUID, *, row: UUID | None = None, **look: str) -> dict[str, Any]:
    """An act that needs no answer, as a form with one button. `look`: css, icon, key."""
    return _act(context, name, case_id, row) | look


@register.inclusion_tag("cases/parts/dialog.html", takes_context=True)
def act_dialog(
    context: Context, name: str, case: CaseSnapshot, *, row: UUID | None = None, at: str = "", **look: str
) -> dict[str, Any]:
    """An act that asks something: a button that opens its dialog, and a plain link where there are no scripts.

    The dialog is not part of the page: the page asks for it when a hand comes near (`dialogs.js`), so that it costs the
    page nothing and shows the case and its draft as they are then. `at` tells apart two dialogs of the same act on one
    page. `look`: css, icon, key.
    """
    return _act(context, name, case.id, row) | look | {"dialog": f"{name}-{row or case.id}{at and '-' + at}"}


@register.inclusion_tag("cases/parts/next_step.html", takes_context=True)
def next_step(context: Context, case: CaseSnapshot, advice: Advice, *, css: str = "") -> dict[str, Any]:
    """One advised step as what carries it out: a button, a dialog, a telephone link, or a place on the card."""
    hold = next((hold for hold in case.open_holds if hold.kind == advice.kind), None)
    return {"request": context["request"], "case": case, "advice": advice, "css": css, "hold": hold}


@register.simple_tag(takes_context=True)
def facts_form(context: Context, name: str, case: CaseSnapshot) -> FactsForm:
    return behind(context["request"], FACTS[name](None, case=case), name)


@register.simple_tag(takes_context=True)
def note_form(context: Context, case: CaseSnapshot) -> Any:
    return behind(context["request"], ACTS["note"].form(None, case=case), "note")


@register.simple_tag
def seen(form: FactsForm) -> SafeString:
    """Hidden fields with what the form was opened with."""
    return mark_safe("".join(one.as_hidden(only_initial=True) for one in form if one.field.show_hidden_initial))


def _act(context: Context, name: str, case_id: UUID, row: UUID | None) -> dict[str, Any]:
    return {
        "request": context["request"],
        "act": ACTS[name],
        "url": address(name, case_id, row),
    }
