"""Letters nobody could read, and what a person does with them."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.mailroom.actions import quarantine
from pharos.mailroom.forms import DiscardForm
from pharos.mailroom.messages import SOURCES, failure_text, objection_text
from pharos.mailroom.models import Letter
from pharos.mailroom.queries.waiting import quarantine_count, quarantined
from pharos.people.api import Permission, allow

_PAGE = 50


@require_safe
@allow(Permission.SEE_QUARANTINE)
def page(request: HttpRequest) -> HttpResponse:
    """The list, newest first."""
    rows = quarantined(before=_cursor(request), limit=_PAGE + 1)
    shown = [(row, failure_text(row.failure), str(SOURCES.get(row.source, row.source))) for row in rows[:_PAGE]]
    older = shown[-1][0].id if len(rows) > _PAGE else None
    return render(request, "mailroom/quarantine.html", {"rows": shown, "older": older, "count": quarantine_count()})


@require_POST
@allow(Permission.SEE_QUARANTINE)
@journal.once
def retry(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Read one letter again."""
    try:
        quarantine.try_again(letter_id, actor=_actor(request), now=timezone.now())
    except Letter.DoesNotExist as missing:
        raise Http404 from missing
    except Objected as objected:
        messages.error(request, " ".join(map(objection_text, objected.objections)))
    else:
        messages.success(request, _("The letter was read and goes its way"))
    return redirect("mailroom:quarantine")


@require_POST
@allow(Permission.SEE_QUARANTINE)
@journal.once
def discard(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Take one letter off the list."""
    form = DiscardForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        quarantine.discard(letter_id, actor=_actor(request), now=timezone.now(), reason=reason)
    except Letter.DoesNotExist as missing:
        raise Http404 from missing
    except Objected as objected:
        messages.error(request, " ".join(map(objection_text, objected.objections)))
    else:
        messages.success(request, _("The letter was discarded; its bytes are kept"))
    return redirect("mailroom:quarantine")


def _cursor(request: HttpRequest) -> UUID | None:
    try:
        cursor = UUID(request.GET.get("at", ""))
    except ValueError:
        return None
    return cursor if Letter.objects.filter(pk=cursor).exists() else None


def _actor(request: HttpRequest) -> Actor:
    return Actor.staff(request.user.pk)
