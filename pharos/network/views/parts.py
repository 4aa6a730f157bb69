"""Forms of what belongs to a provider."""

from typing import Any
from uuid import UUID

from django.contrib import messages as toasts
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.journal import api as journal
from pharos.network.actions.parts import remove_part, save_part
from pharos.network.forms import FORMS, PartForm
from pharos.network.models import Contract, Provider
from pharos.network.wording import PARTS, objection_text
from pharos.people.api import Permission, allow, drafted, take_up

TAB_OF = {"contract": "contracts", "block": "contracts", "price": "contracts", "credential": "papers"}
FIELD_OF = {"hours_unreadable": "hours", "contract_overlaps": "first", "dates_turned": None}


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Permission.CHANGE_NETWORK)
@journal.once
@drafted
def part(request: HttpRequest, provider_id: UUID, part: str, row: str = "") -> HttpResponse:
    """Add a part, or change the one with this key. A new contract with `case` is for that case alone."""
    if part not in FORMS:
        raise Http404
    provider = get_object_or_404(Provider, id=provider_id)
    kind, table = FORMS[part]
    known = get_object_or_404(table, pk=_key(row), provider=provider) if row else None
    initial = kind.initial_from(known) if known else None
    case = None if row or part != "contract" else _case(request)
    if case:
        initial = {"status": Contract.Status.ACTIVE}
    form = kind(request.POST or None, request.FILES or None, initial=initial, country=provider.country)
    if request.method == "POST" and form.is_valid() and _saved(request, provider, form, part, known, case):
        toasts.success(request, _("Saved"))
        return redirect(f"{_page(provider)}?tab={TAB_OF.get(part, 'card')}")
    take_up(request, form, code="network.part", subject=provider.id, part=f"{part}/{row}")
    context = {"form": form, "provider": provider, "part": part, "row": row, "title": PARTS[part],
               "kept": part in ("contract", "price"), "case": case}  # fmt: skip
    return render(request, "network/providers/part.html", context, status=422 if form.errors else 200)


@require_POST
@allow(Permission.CHANGE_NETWORK)
@journal.once
def remove(request: HttpRequest, provider_id: UUID, part: str, row: str) -> HttpResponse:
    """Take a part away."""
    if part not in FORMS or part in ("contract", "price"):
        raise Http404
    provider = get_object_or_404(Provider, id=provider_id)
    remove_part(
        actor=Actor.staff(request.user.pk), now=timezone.now(), provider_id=provider.id, part=part, row=_key(row)
    )
    toasts.success(request, _("Removed"))
    return redirect(f"{_page(provider)}?tab={TAB_OF.get(part, 'card')}")


def _saved(request: HttpRequest, provider: Provider, form: PartForm, part: str, known: Any, case: UUID | None) -> bool:
    """Whether it was saved; otherwise the form says why not."""
    values = {name: value for name, value in form.cleaned_data.items() if name != "upload"}
    if part == "contract":
        values |= {name: [UUID(one) for one in values[name]] for name in ("included", "excluded")}
    if case:
        values |= {"kind": Contract.Kind.SINGLE_CASE, "case_id": case}
    try:
        with transaction.atomic():
            save_part(
                actor=Actor.staff(request.user.pk), now=timezone.now(), provider_id=provider.id, part=part,
                values=values, row=known.pk if known else None,
            )  # fmt: skip
    except Objected as objected:
        for objection in objected.objections:
            field = FIELD_OF.get(objection.code)
            form.add_error(field if field in form.fields else None, objection_text(objection))
    return not form.errors


def _page(provider: Provider) -> str:
    return reverse("network:page", args=[provider.id])


def _case(request: HttpRequest) -> UUID | None:
    """The case an agreement is for; the pick of that case leads here with it."""
    try:
        return UUID(request.GET.get("case", ""))
    except ValueError:
        return None


def _key(text: str) -> UUID | int:
    """Rows have numbers or UUIDs; anything else is no address of ours."""
    try:
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else UUID(text)
    except ValueError as error:
        raise Http404 from error
