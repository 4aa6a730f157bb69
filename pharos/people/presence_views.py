"""What an open tab says of itself every few seconds, and when it closes."""

import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from pharos.people.allowing import allow
from pharos.people.models import Staff
from pharos.people.presence import be_present, leave
from pharos.people.rules import Permission

FIELD = re.compile(r"[a-z_]{1,40}")
MOST_FIELDS = 6


@require_POST
@allow(Permission.SEE_OWN_PROFILE)
def here(request: HttpRequest) -> HttpResponse:
    """`tab` and `subject` are ids, `typing` is there while somebody types, `holding` names fields; without a
    `subject` the tab takes its leave. What makes no sense is refused in silence: nobody reads the answer."""
    staff, said = request.user, request.POST
    assert isinstance(staff, Staff)
    tab, subject = _uuid(said.get("tab", "")), _uuid(said.get("subject", ""))
    if tab is None:
        return HttpResponse(status=400)
    if subject is None:
        leave(staff=staff.pk, tab=tab)
        return HttpResponse(status=204)
    holding = [field for field in said.getlist("holding")[:MOST_FIELDS] if FIELD.fullmatch(field)]
    typing = bool(said.get("typing"))
    be_present(staff=staff.pk, tab=tab, subject=subject, typing=typing, holding=holding, now=timezone.now())
    return HttpResponse(status=204)


# Saying where one is twice says the same, and a key kept for every heartbeat would be a row each eight seconds.
here.repeatable = True  # type: ignore[attr-defined]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
