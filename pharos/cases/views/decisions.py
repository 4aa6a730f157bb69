"""Decisions two people may be about to change at once: whoever saves over another is asked once more."""

from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from pharos.cases.forms.acts import ActForm
from pharos.people import api as people

TOLD = "over"
"""The hidden field with the tabs of those of whom the person was told; sent again it says: all the same."""


def asked_again(request: HttpRequest, form: ActForm, case_id: UUID, field: str) -> bool:
    """Whether somebody else is about to decide the same: then the form says so, and comes back once."""
    others = _others(request, case_id, field) if field else []
    for other in others:
        form.add_error(None, _sentence(other, request))
    form.told_of = " ".join([*request.POST.get(TOLD, "").split(), *(str(one.tab) for one in others)])
    return bool(others)


def _others(request: HttpRequest, case_id: UUID, field: str) -> list[people.Held]:
    """Who else is about to change this field, as far as the person has not been told of them."""
    tab, known = _uuid(request.POST.get("tab", "")), request.POST.get(TOLD, "").split()
    held = people.held_fields(case_id, now=timezone.now(), field=field, but=tab)
    mine = request.user.pk if tab is None else None  # a browser that does not say which tab it is
    return [one for one in held if str(one.tab) not in known and one.staff_id != mine]


def _sentence(other: people.Held, request: HttpRequest) -> str:
    if other.staff_id == request.user.pk:
        return _("You are changing this in another tab as well. Send it once more to let this one count.")
    return _("%(name)s is changing this now. Send it once more to put yours in its place.") % {"name": other.name}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
