"""What somebody has begun and not sent: every kind of form by its name, with what it is about and the way back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.people import api as people
from pharos.people.api import Permission, allow, viewer_of


@dataclass(frozen=True)
class Begun:
    """One unfinished form as a list shows it. `about` names the case it belongs to, where there is one."""

    title: str | Promise
    about: str
    gist: str
    page: str
    saved_at: datetime


@require_safe
@allow(Permission.SEE_OWN_PROFILE)
def unfinished(request: HttpRequest) -> HttpResponse:
    """One's own list; `part` gives the rows alone, for a page that shows them among other things."""
    template = "site/unfinished/rows.html" if "part" in request.GET else "site/unfinished.html"
    return render(request, template, {"begun": begun_by(request), "now": timezone.now()})


def begun_by(request: HttpRequest) -> list[Begun]:
    """What this person has begun, newest first."""
    viewer = viewer_of(request)
    found = people.unfinished(viewer.staff_id)
    about = _cases([one.subject for one in found]) if Permission.SEE_CASES in viewer.permissions else {}
    return [
        Begun(contact.DRAFTS.get(one.form, one.form), about.get(one.subject, ""), one.gist, one.page, one.saved_at)
        for one in found
    ]


def _cases(subjects: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """Number and name of those subjects that are cases."""
    lines = cases.case_lines([one for one in subjects if one], medical=False)
    return {line.id: f"{line.number} {line.person_name}".strip() for line in lines}
