"""The first letter of a case to the clinic that was picked for it: written for us, read and sent by a person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pharos.cases import api as cases
from pharos.contact.actions.writing import CaseLetter, write_about_case
from pharos.contact.forms import LANGUAGES, ClinicLetterForm
from pharos.contact.messages import MAIL_PURPOSES, refusals
from pharos.contact.queries.doors import Door, doors_of_case
from pharos.contact.queries.wordings import clinic_values, wordings_for
from pharos.contact.rules.wordings import chosen, filled
from pharos.core.objections import Objected
from pharos.insurers import api as insurers
from pharos.journal.api import once
from pharos.mailroom import api as mailroom
from pharos.network import api as network
from pharos.people.api import Permission, actor, allow, drafted, found, take_up
from pharos.people.api import language as screen_language

WORDING = "clinic_first"


@allow(Permission.ANSWER_LETTERS)
@once
@drafted
def clinic_letter(request: HttpRequest, case_id: UUID, subject: UUID) -> HttpResponse:
    """The letter (GET, in `language`), and sending it (POST). A clinic without a mail address has its telephones."""
    line = found(next(iter(cases.case_lines([cases.survivor_of(case_id)], medical=False)), None))
    clinic = found(network.addressee(subject, timezone.now()))
    doors = {one.email.lower(): one for one in doors_of_case(line.id)}
    language = _language(request, clinic, doors)
    begun = {"language": language, "text": _text(line, clinic, language), "subject": _subject(line, language)}
    addresses = [(mail, MAIL_PURPOSES[purpose]) for mail, purpose in clinic.mails]
    form = ClinicLetterForm(request.POST or None, initial=begun, addresses=addresses)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            _send(request, line.id, clinic, form, doors)
        except Objected as objected:
            problems = refusals(objected.objections)
        else:
            messages.success(request, _("The letter is on its way"))
            return redirect(f"{reverse('case', args=[line.id])}?tab=conversation")
    take_up(request, form, code="contact.clinic", subject=line.id, part=f"{subject}/{language}")
    context: dict[str, Any] = {
        "line": line, "clinic": clinic, "name": clinic.title(screen_language()), "form": form, "problems": problems,
        "language": language, "languages": LANGUAGES,
        "sender": insurers.sender_address(line.insurer_id, language) if line.insurer_id else None,
    }  # fmt: skip
    status = 409 if problems else 422 if request.method == "POST" else 200
    return render(request, "contact/clinic_letter.html", context, status=status)


def _send(
    request: HttpRequest, case_id: UUID, clinic: network.Subject, form: ClinicLetterForm, doors: dict[str, Door]
) -> None:
    said = form.cleaned_data
    door = doors.get(said["to"].lower())
    letter = CaseLetter(
        to=mailroom.Address(said["to"], clinic.name), subject=said["subject"], text=said["text"],
        language=said["language"], conversation=door.conversation if door else None,
    )  # fmt: skip
    key = f"clinic:{actor(request)}:{request.POST['request_key']}"[:120]
    write_about_case(actor=actor(request), now=timezone.now(), case_id=case_id, letter=letter, request=key)


def _text(line: cases.CaseLine, clinic: network.Subject, language: str) -> str:
    wording = chosen(wordings_for(line.insurer_id), WORDING)
    return filled(wording.texts[language], clinic_values(line, clinic.title(language), language))


def _subject(line: cases.CaseLine, language: str) -> str:
    return f"Просим принять пациента, {line.number}" if language == "ru" else f"Request for a visit, {line.number}"


def _language(request: HttpRequest, clinic: network.Subject, doors: dict[str, Door]) -> str:
    """The one asked for, else that of the letters with them, else English."""
    asked = request.POST.get("language") or request.GET.get("language", "")
    if asked in ("ru", "en"):
        return asked
    return next((doors[mail.lower()].language for mail, _why in clinic.mails if mail.lower() in doors), "en")
