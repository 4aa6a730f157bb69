"""Files and raw letters. Nothing a stranger sent runs in our pages: it is a download, or a picture in a sandbox."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from pharos.mailroom.messages import SOURCES
from pharos.mailroom.models import Attachment, Letter, RawLetter
from pharos.mailroom.parsing.charsets import decode_text
from pharos.mailroom.parsing.sniffing import showable, sniff
from pharos.mailroom.queries import letters
from pharos.mailroom.queries.views import READABLE
from pharos.people.api import Permission, allow, permits

SHOWN_TEXT = 20_000
_NOTHING = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_SANDBOX = f"sandbox; {_NOTHING}"


@require_safe
@allow(Permission.SEE_LETTERS)
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """One letter with everything that is known about it."""
    try:
        view = letters.letter(letter_id)
    except Letter.DoesNotExist as missing:
        raise Http404 from missing
    context = {"letter": view, "source": SOURCES.get(view.source, view.source)}
    return render(request, "mailroom/letter_page.html", context)


@require_safe
@allow(Permission.SEE_LETTERS, Permission.SEE_QUARANTINE)
def raw(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """The bytes as they came. Who looks after the quarantine but reads no letters gets those nobody could read."""
    if not permits(request.user, Permission.SEE_LETTERS) and not letters.unreadable(letter_id):
        raise PermissionDenied
    try:
        content = letters.raw_letter(letter_id)
    except RawLetter.DoesNotExist as missing:
        raise Http404 from missing
    return _download(content, f"{letter_id}.eml")


@require_safe
@allow(Permission.SEE_LETTERS)
def attachment(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """One file as a download, under its cleaned name, with a type no browser runs."""
    file = _file(attachment_id)
    return _download(file.content, file.view.name or "file")


@require_safe
@allow(Permission.SEE_LETTERS)
def preview(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """A picture or a PDF in place: only when its first bytes, read again now, say that it is one."""
    file = _file(attachment_id)
    kind = showable(file.content)
    if not kind or file.view.dangerous:
        return _download(file.content, file.view.name or "file")
    answer = HttpResponse(file.content, content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(False, file.view.name or "file") or "inline"
    # Browsers show no PDF in a sandbox; their viewer is a sandbox of its own, apart from our pages.
    return _guarded(answer, _NOTHING if kind == "application/pdf" else _SANDBOX)


@require_safe
@allow(Permission.SEE_LETTERS)
def text(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """The beginning of a text file as a fragment, every sign of it escaped. 404 for what is no plain text."""
    file = _file(attachment_id)
    if not file.view.readable or sniff(file.content, file.view.name)[0] not in READABLE:
        raise Http404
    words, _guessed = decode_text(file.content)
    return render(request, "mailroom/file_text.html", {"text": words[:SHOWN_TEXT], "longer": len(words) > SHOWN_TEXT})


def _file(attachment_id: UUID) -> letters.AttachmentContent:
    try:
        return letters.attachment(attachment_id)
    except Attachment.DoesNotExist as missing:
        raise Http404 from missing


def _download(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return _guarded(answer)


def _guarded(answer: HttpResponse, policy: str = _SANDBOX) -> HttpResponse:
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = policy
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
