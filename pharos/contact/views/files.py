"""Files of letters, always as downloads: nothing a stranger sent is ever opened inside our pages."""

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from pharos.mailroom import api as mailroom
from pharos.people.api import Permission, allow


@require_safe
@allow(Permission.SEE_LETTERS)
def attachment(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """One file, under its cleaned name, with a type no browser will run."""
    try:
        file = mailroom.attachment(attachment_id)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    answer = HttpResponse(file.content, content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = content_disposition_header(True, file.view.name or "file")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
