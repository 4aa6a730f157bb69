"""Mailboxes: how they do, and their settings."""

from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pharos.core.actor import Actor
from pharos.journal import api as journal
from pharos.mailroom.actions.mailboxes import save_mailbox
from pharos.mailroom.forms import MailboxForm
from pharos.mailroom.messages import mailbox_error_text
from pharos.mailroom.models import Mailbox
from pharos.mailroom.queries.waiting import mailboxes
from pharos.people.api import Permission, allow, permits


@require_safe
@allow(Permission.SEE_QUARANTINE)
def page(request: HttpRequest) -> HttpResponse:
    """Every mailbox, those in trouble first."""
    rows = [(row, mailbox_error_text(row.last_error) if row.last_error else "") for row in mailboxes()]
    may_change = permits(request.user, Permission.CHANGE_INSURERS)
    return render(request, "mailroom/mailboxes.html", {"rows": rows, "may_change": may_change})


@allow(Permission.CHANGE_INSURERS)
@journal.once
def change(request: HttpRequest, mailbox_id: UUID | None = None) -> HttpResponse:
    """A new mailbox, or the settings of one."""
    mailbox = get_object_or_404(Mailbox, pk=mailbox_id) if mailbox_id else None
    form = MailboxForm(request.POST or None, instance=mailbox)
    if request.method == "POST" and form.is_valid() and _saved(request, form, mailbox_id):
        messages.success(request, _("Mailbox saved"))
        return redirect("mailroom:mailboxes")
    context = {"form": form, "mailbox": Mailbox.objects.filter(pk=mailbox_id).first() if mailbox_id else None}
    return render(request, "mailroom/mailbox.html", context, status=422 if form.errors else 200)


def _saved(request: HttpRequest, form: MailboxForm, mailbox_id: UUID | None) -> bool:
    actor = Actor.staff(request.user.pk)
    try:
        with transaction.atomic():
            save_mailbox(actor=actor, now=timezone.now(), values=form.cleaned_data, mailbox_id=mailbox_id)
    except IntegrityError:
        form.add_error("address", _("Another mailbox has this address."))
        return False
    return True
