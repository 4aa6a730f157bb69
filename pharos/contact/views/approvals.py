"""The letter that asks an insurer for its approval: written for us, read and sent by a person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pharos.cases import api as cases
from pharos.contact.actions.writing import InsurerLetter, write_to_insurer
from pharos.contact.forms import LANGUAGES, InsurerLetterForm
from pharos.contact.messages import refusals
from pharos.core.objections import Objected
from pharos.insurers import api as insurers
from pharos.journal.api import once
from pharos.mailroom import api as mailroom
from pharos.people.api import Permission, actor, allow, drafted, take_up
from pharos.policies import api as policies


@allow(Permission.ANSWER_LETTERS)
@once
@drafted
def approval(request: HttpRequest, approval_id: UUID) -> HttpResponse:
    """The letter (GET, in `language`), and sending it (POST)."""
    try:
        row = policies.approval(approval_id)
    except policies.ApprovalMissing as error:
        raise Http404 from error
    language = _language(request, row)
    letter = policies.approval_letter(approval_id, language, _number(row.case_id))
    begun = {"language": language, "subject": letter.subject, "text": letter.text}
    form = InsurerLetterForm(request.POST or None, initial=begun, addresses=letter.addresses)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            _send(request, row, form.cleaned_data, dict(letter.addresses))
        except Objected as objected:
            problems = [*refusals(objected.objections)]
        else:
            messages.success(request, _("The letter is on its way"))
            return redirect("policies:approval", approval_id)
    take_up(request, form, code="contact.approval", subject=approval_id, part=language)
    context: dict[str, Any] = {
        "row": row,
        "form": form,
        "problems": problems,
        "language": language,
        "languages": LANGUAGES,
        "to_nobody": not letter.addresses,
        "sender": insurers.sender_address(row.insurer_id, language) if row.insurer_id else None,
    }
    status = 409 if problems else 422 if request.method == "POST" else 200
    return render(request, "contact/approval.html", context, status=status)


def _send(request: HttpRequest, row: policies.ApprovalRow, data: dict[str, Any], names: dict[str, str]) -> None:
    write_to_insurer(
        actor=actor(request),
        now=timezone.now(),
        approval_id=row.id,
        letter=InsurerLetter(
            to=mailroom.Address(data["to"], names.get(data["to"], "")),
            subject=data["subject"],
            text=data["text"],
            language=data["language"],
        ),
        request=f"approval:{actor(request)}:{request.POST['request_key']}"[:120],
    )


def _language(request: HttpRequest, row: policies.ApprovalRow) -> str:
    """The one asked for, else the insurer's own."""
    asked = request.POST.get("language") or request.GET.get("language", "")
    if asked in ("ru", "en"):
        return asked
    return insurers.insurer(row.insurer_id).language if row.insurer_id else "ru"


def _number(case_id: UUID) -> str:
    found = cases.case_lines([cases.survivor_of(case_id)], medical=False)
    return found[0].number if found else ""
