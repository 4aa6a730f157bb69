"""Type-ahead of the contact room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pharos.cases import api as cases
from pharos.people.api import Permission, allow


@require_POST
@allow(Permission.WORK_CASES)
def case_ahead(request: HttpRequest) -> HttpResponse:
    """Cases a typed number, name or telephone may mean. It comes by POST, so that no name stands in an address."""
    text = request.POST.get("q", "")[:80]
    found = cases.search(text, year=timezone.localdate().year, limit=8) if text.strip() else []
    return render(request, "contact/parts/case_options.html", {"lines": found})


# It only reads.
case_ahead.repeatable = True  # type: ignore[attr-defined]
