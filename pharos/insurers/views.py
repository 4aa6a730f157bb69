"""Screens of insurers: everybody who takes calls reads them, the administrator changes them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.insurers import actions
from pharos.insurers.forms import FORMS, InsurerForm, PartForm
from pharos.insurers.history import history_line
from pharos.insurers.messages import OBJECTIONS, PARTS, SERVICES, objection_text
from pharos.insurers.models import Insurer
from pharos.insurers.queries import contact_views, insurers, recognise_numbers, targets
from pharos.journal import api as journal
from pharos.people.api import Permission, allow, drafted, permits, take_up

NOBODY = UUID(int=0)
"""What the draft of an insurer is about that is not there yet: one at a time is enough."""


@require_safe
@allow(Permission.SEE_INSURERS)
def insurer_list(request: HttpRequest) -> HttpResponse:
    """All insurers, those we work for first."""
    rows = sorted(insurers(active_only=False), key=lambda row: (not row.active, row.code))
    shown = [(row, row.name(_language()), [one.pattern for one in row.patterns.all()]) for row in rows]
    return render(request, "insurers/list.html", {"rows": shown, "may_change": _may_change(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.SEE_INSURERS)
def insurer_page(request: HttpRequest, code: str) -> HttpResponse:
    """One insurer: whom to call now, what to read aloud, how its numbers look, with a box to try them (POST)."""
    insurer, now, language = _insurer(code), timezone.now(), _language()
    tried = request.POST.get("text", "")[:2000]
    context = {
        "insurer": insurer, "name": insurer.name(language), "greeting": insurer.greeting(language),
        "rules": insurer.conversation_rules(language), "contacts": contact_views(insurer.id, now, language),
        "targets": [(SERVICES[service], minutes, row) for service, minutes, row in targets(insurer.id)],
        "history": [history_line(entry) for entry in journal.entries([insurer.id], limit=20)],
        "now": now, "may_change": _may_change(request),
        "tried": tried, "numbers": recognise_numbers([tried]) if tried else [],
        "codes": {row.id: row.code for row in insurers()},
    }  # fmt: skip
    return render(request, "insurers/page.html", context)


# It only reads: a piece of a letter comes in the body so that none of it stands in an address.
insurer_page.repeatable = True  # type: ignore[attr-defined]


@allow(Permission.CHANGE_INSURERS)
@journal.once
@drafted
def add(request: HttpRequest) -> HttpResponse:
    """A new insurer."""
    form = InsurerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        insurer = actions.add_insurer(actor=_actor(request), now=timezone.now(), particulars=form.cleaned_data)
        return redirect("insurers:page", insurer.code)
    take_up(request, form, code="insurers.add", subject=NOBODY)
    return render(request, "insurers/form.html", {"form": form}, status=422 if form.errors else 200)


@allow(Permission.CHANGE_INSURERS)
@journal.once
@drafted
def change(request: HttpRequest, code: str) -> HttpResponse:
    """An insurer's own particulars."""
    insurer = _insurer(code)
    form = InsurerForm(request.POST or None, instance=insurer)
    if request.method == "POST" and form.is_valid():
        actor, now = _actor(request), timezone.now()
        actions.change_insurer(actor=actor, now=now, insurer_id=insurer.id, particulars=form.cleaned_data)
        messages.success(request, _("Insurer changed"))
        return redirect("insurers:page", form.cleaned_data["code"])
    take_up(request, form, code="insurers.change", subject=insurer.id)
    context = {"form": form, "insurer": _insurer(code)}
    return render(request, "insurers/form.html", context, status=422 if form.errors else 200)


@allow(Permission.CHANGE_INSURERS)
@journal.once
@drafted
def part(request: HttpRequest, code: str, part: str, row: int | None = None) -> HttpResponse:
    """A contact, address, pattern, limit or promise of an insurer: a new one, or the one with this key."""
    insurer = _insurer(code)
    kind, model = FORMS.get(part, (None, None))
    if kind is None or model is None:
        raise Http404
    initial = None
    if row is not None:
        initial = kind.initial_from(get_object_or_404(model, pk=row, insurer=insurer))
    form = kind(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _saved(request, insurer, form, part, row):
        messages.success(request, _("Saved"))
        return redirect("insurers:page", insurer.code)
    take_up(request, form, code="insurers.part", subject=insurer.id, part=f"{part}/{row}")
    context = {"form": form, "insurer": insurer, "part": part, "row": row, "title": PARTS[part]}
    return render(request, "insurers/part.html", context, status=422 if form.errors else 200)


@require_POST
@allow(Permission.CHANGE_INSURERS)
@journal.once
def remove(request: HttpRequest, code: str, part: str, row: int) -> HttpResponse:
    """Take a contact, address, pattern, limit or promise away."""
    if part not in FORMS:
        raise Http404
    insurer = _insurer(code)
    actions.remove_part(actor=_actor(request), now=timezone.now(), insurer_id=insurer.id, part=part, row=row)
    messages.success(request, _("Removed"))
    return redirect("insurers:page", insurer.code)


def _saved(request: HttpRequest, insurer: Insurer, form: PartForm, part: str, row: int | None) -> bool:
    """Whether it was saved; otherwise the form says why not."""
    saving: dict[str, Any] = {"insurer_id": insurer.id, "part": part, "values": form.cleaned_data, "row": row}
    try:
        with transaction.atomic():
            actions.save_part(actor=_actor(request), now=timezone.now(), **saving)
    except Objected as objected:
        for objection in objected.objections:
            form.add_error("pattern", objection_text(objection))
    except IntegrityError:
        form.add_error(None, str(OBJECTIONS["already_there"]))
    return not form.errors


def _insurer(code: str) -> Insurer:
    return get_object_or_404(Insurer, code=code.replace("\x00", ""))


def _language() -> str:
    return (get_language() or "en")[:2]


def _actor(request: HttpRequest) -> Actor:
    return Actor.staff(request.user.pk)


def _may_change(request: HttpRequest) -> bool:
    return permits(request.user, Permission.CHANGE_INSURERS)
