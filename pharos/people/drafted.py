"""Forms with a draft behind them: drawn from it, saved into it as one types, dropped with the act that used it.

A view (or a room's tag) takes the draft up into its form; `{% draft form %}` puts its mark into the page; the script
saves; `@drafted` on the view the form is sent to drops it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.forms.forms import BaseForm
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils import timezone

from pharos.people.asking import number, uuid
from pharos.people.drafts import OpenDraft, draft_for, draft_id, drafts_about, drop_draft
from pharos.people.models import Staff

IDENT, VERSION, CARRIED = "draft", "draft_version", "draft_carried"
View = Callable[..., HttpResponseBase]


def take_up(
    request: HttpRequest,
    form: BaseForm,
    *,
    code: str,
    subject: UUID | None = None,
    part: str = "",
    ident: UUID | None = None,
) -> OpenDraft:
    """Put this person's draft behind a form. A form that is not being sent shows what was typed; nobody is told off
    for an unfinished field. A form that came back from sending keeps what was sent: the page will save that."""
    staff = request.user
    assert isinstance(staff, Staff)
    if subject is not None and ident is None:
        ident = draft_id(staff=staff.pk, form=code, subject=subject, part=part)
        draft = _about(request, staff.pk, subject).get(ident)
        draft = draft or OpenDraft(id=ident, staff=staff.pk, form=code, subject=subject)
    else:
        draft = draft_for(staff=staff.pk, form=code, subject=subject, ident=ident)
    form.draft = draft  # type: ignore[attr-defined]
    form.draft_unsaved = form.is_bound  # type: ignore[attr-defined]
    if draft.typed and not form.is_bound:
        form.data, form.is_bound = as_sent(draft), True
        form._errors = ErrorDict()  # type: ignore[attr-defined]  # nothing was sent, so nothing is judged
    return draft


def as_sent(draft: OpenDraft) -> QueryDict:
    """The draft's fields as a form would send them."""
    data = QueryDict(mutable=True)
    for name, values in draft.fields.items():
        data.setlist(name, values)
    return data


def drafted(view: View) -> View:
    """For views that forms with drafts are sent to, below `once`: when the answer leads to another page the form was
    used, and its draft goes in the same transaction. A refusal shows the form again and keeps it."""

    @wraps(view)
    def using(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and 300 <= response.status_code < 400:
            drop_sent(request)
        return response

    return using


def drop_sent(request: HttpRequest) -> None:
    """Drop the draft this form was sent with, and the one its words were carried over from."""
    assert isinstance(request.user, Staff)
    for name, version in ((IDENT, number(request.POST.get(VERSION))), (CARRIED, 0)):
        if ident := uuid(request.POST.get(name)):
            drop_draft(staff=request.user.pk, now=timezone.now(), ident=ident, version=version)


def _about(request: HttpRequest, staff: int, subject: UUID) -> dict[UUID, OpenDraft]:
    """One query for all the forms of a page that are about the same thing."""
    kept: dict[UUID, dict[UUID, OpenDraft]] = request.__dict__.setdefault("_drafts_about", {})
    if subject not in kept:
        kept[subject] = drafts_about(staff=staff, subject=subject)
    return kept[subject]
