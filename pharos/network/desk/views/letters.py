"""Letters of the desk: a question to the insurer, a letter to a candidate, the answer with its paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pharos.core.spelling import latin
from pharos.journal.api import once
from pharos.network.desk.actions.answering import ask_insurer, paper_file, recipients, reply
from pharos.network.desk.actions.scouting import Letter, write_to
from pharos.network.desk.forms import LetterForm
from pharos.network.desk.letters import begun
from pharos.network.desk.paper import journey_of, where_of
from pharos.network.desk.queries.standing import standing_of
from pharos.network.desk.views.looking import once_key, row_of, tried
from pharos.network.models import Candidate, DestinationRequest
from pharos.network.rules.requests import Result, result_of
from pharos.people.api import Permission, actor, allow, drafted, me, take_up, uuid

KINDS = ("question", "candidate", "answer")


@allow(Permission.CHANGE_NETWORK)
@once
@drafted
def letter(request: HttpRequest, request_id: UUID, kind: str) -> HttpResponse:
    """Write a letter (GET, with `language`, and `candidate` where it goes to one) and send it (POST)."""
    if kind not in KINDS:
        raise Http404
    row = row_of(request_id)
    candidate = _candidate(row, request) if kind == "candidate" else None
    if request.method != "POST":
        return _page(request, row, kind, LetterForm(initial=_begun(request, row, kind)), candidate)
    form = LetterForm(request.POST)
    if not form.is_valid():
        return _page(request, row, kind, form, candidate)
    written = Letter(**form.cleaned_data)

    def act() -> HttpResponse:
        doing: dict[str, Any] = {
            "actor": actor(request), "now": timezone.now(), "letter": written, "request": once_key(request, kind)
        }  # fmt: skip
        if candidate is not None:
            write_to(**doing, candidate_id=candidate.id)
        elif kind == "question":
            ask_insurer(**doing, request_id=row.id)
        else:
            reply(**doing, request_id=row.id)
        messages.success(request, _("The letter is on its way"))
        return redirect("destinations:request", row.id)

    return tried(act, lambda problems: _page(request, row, kind, form, candidate, problems))


@require_safe
@allow(Permission.SEE_NETWORK)
def paper(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The paper of the answer as it would go now."""
    tongue = "en" if request.GET.get("language") == "en" else "ru"
    file = paper_file(row_of(request_id), timezone.now(), tongue)
    answer = HttpResponse(file.content, content_type=file.type)
    answer.headers["Content-Disposition"] = f'inline; filename="{file.name}"'
    return answer


def _page(
    request: HttpRequest, row: DestinationRequest, kind: str, form: LetterForm, candidate: Candidate | None,
    problems: list[str] | None = None,
) -> HttpResponse:  # fmt: skip
    part = str(candidate.id) if candidate else ""
    take_up(request, form, code=f"network.letter.{kind}", subject=row.id, part=part)
    to = [candidate.email] if candidate else [one.email for one in recipients(row, timezone.now())]
    data = form.data if form.is_bound else form.initial
    context = {
        "row": row, "kind": kind, "form": form, "candidate": candidate, "to": to, "problems": problems or [],
        "tongues": {"ru": "Русский", "en": "English"}, "file_name": f"{row.number}.pdf",
        "where": where_of(row, "ru"), "language": data.get("language") or "ru",
        "title": _title(kind),
    }  # fmt: skip
    status = 422 if form.errors else 409 if problems else 200
    return render(request, "network/requests/letter.html", context, status=status)


def _title(kind: str) -> str:
    words = {"question": _("Ask the insurer"), "candidate": _("Write to a candidate"), "answer": _("Answer")}
    return words[kind]


def _begun(request: HttpRequest, row: DestinationRequest, kind: str) -> dict[str, str]:
    tongue = request.GET.get("language") or _tongue(row, kind)
    tongue = "en" if tongue == "en" else "ru"
    wording = kind
    if kind == "answer":
        wording = "nobody" if result_of(standing_of(row, timezone.now())) is Result.NOBODY else "have"
    with translation.override(tongue):
        slots = {
            "number": row.number, "place": where_of(row, tongue), "journey": journey_of(row),
            "insurer": row.insurer.name(tongue) if row.insurer else "", "sender": signed(me(request).name, tongue),
        }  # fmt: skip
    subject, text = begun(wording, tongue, slots)
    return {"language": tongue, "subject": subject, "text": text}


def signed(name: str, tongue: str) -> str:
    """A name that whoever gets an English letter can read."""
    return name if tongue == "ru" or name.isascii() else latin(name).title()


def _tongue(row: DestinationRequest, kind: str) -> str:
    if kind == "candidate":
        return "en"
    return row.insurer.language if row.insurer else "ru"


def _candidate(row: DestinationRequest, request: HttpRequest) -> Candidate:
    asked = request.POST.get("candidate") or request.GET.get("candidate")
    found = row.candidates.filter(pk=uuid(asked) or UUID(int=0)).first()
    if found is None:
        raise Http404
    return found
