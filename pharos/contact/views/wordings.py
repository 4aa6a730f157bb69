"""The screens of letters to begin with."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pharos.contact.actions.wordings import WordingText, remove_wording, save_wording
from pharos.contact.forms import WordingForm
from pharos.contact.messages import SLOTS, refusals
from pharos.contact.queries.wordings import written, written_wording
from pharos.contact.rules.wordings import Wording, shipped
from pharos.core.objections import Objected
from pharos.insurers import api as insurers
from pharos.journal.api import once
from pharos.people.api import Permission, actor, allow, drafted, found, language, permits, take_up, uuid

NEW = UUID(int=0)
"""What the draft of a wording is about that is not there yet."""


@require_safe
@allow(Permission.ANSWER_LETTERS, Permission.CHANGE_WORDINGS)
def wordings(request: HttpRequest) -> HttpResponse:
    """Everything a letter may begin with: everybody's, then each insurer's own."""
    own = written()
    covered = {one.code for one in own if one.insurer is None}
    general = [one for one in own if one.insurer is None] + [one for one in shipped() if one.code not in covered]
    names = {row.id: row.name(language()) for row in insurers.insurers(active_only=False)}
    groups = [(_("For every insurer"), [_line(one) for one in sorted(general, key=_rank)])]
    for insurer in dict.fromkeys(one.insurer for one in own if one.insurer):
        groups.append((names[insurer], [_line(one) for one in own if one.insurer == insurer]))
    may = permits(request.user, Permission.CHANGE_WORDINGS)
    return render(request, "contact/wordings.html", {"groups": groups, "may_change": may})


@allow(Permission.CHANGE_WORDINGS)
@once
@drafted
def wording(request: HttpRequest) -> HttpResponse:
    """Write one (GET: blank, or begun from `like` a shipped one, or `row` one of ours), and save it (POST)."""
    row = written_wording(uuid(request.GET.get("row")) or UUID(int=0))
    if request.method != "POST":
        return _page(request, WordingForm(initial=_begun(request, row)), row)
    form = WordingForm(request.POST)
    if not form.is_valid():
        return _page(request, form, row, status=422)
    seen = form.cleaned_data.pop("seen")
    try:
        save_wording(actor=actor(request), now=timezone.now(), text=WordingText(**form.cleaned_data), seen=seen)
    except Objected as objected:
        form.add_error(None, refusals(objected.objections))
        return _page(request, form, row, status=409)
    messages.success(request, _("Wording saved"))
    return redirect("contact:wordings")


@require_POST
@allow(Permission.CHANGE_WORDINGS)
@once
def remove(request: HttpRequest, wording_id: UUID) -> HttpResponse:
    """Take one of ours away."""
    found(written_wording(wording_id))
    remove_wording(actor=actor(request), now=timezone.now(), wording_id=wording_id)
    messages.success(request, _("Wording removed"))
    return redirect("contact:wordings")


def _page(
    request: HttpRequest, form: WordingForm, row: tuple[Wording, str] | None, *, status: int = 200
) -> HttpResponse:
    about = row[0].row if row and row[0].row else NEW
    take_up(request, form, code="contact.wording", subject=about, part=request.GET.get("like", "")[:40])
    slots = [(f"{{{slot}}}", word) for slot, word in SLOTS.items()]
    context = {"form": form, "row": row[0] if row else None, "slots": slots}
    return render(request, "contact/wording.html", context, status=status)


def _begun(request: HttpRequest, row: tuple[Wording, str] | None) -> dict[str, Any]:
    like = next((one for one in shipped() if one.code == request.GET.get("like")), None)
    base, seen = row or (like, "")
    if base is None:
        return {}
    texts = {f"title_{code}": title for code, title in base.titles.items()}
    texts |= {f"text_{code}": text for code, text in base.texts.items()}
    return {"code": base.code, "insurer": base.insurer, "seen": seen, **texts}


def _line(one: Wording) -> dict[str, Any]:
    here = language()
    return {
        "code": one.code,
        "row": one.row,
        "title": one.titles[here],
        "snippet": " ".join(one.texts[here].split())[:160],
    }


def _rank(one: Wording) -> int:
    known = [shipped_one.code for shipped_one in shipped()]
    return known.index(one.code) if one.code in known else len(known)
