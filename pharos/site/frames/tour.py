"""The guide of the demonstration: a line that leads through the first five minutes, for who works cases there."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from pharos.journal.api import once
from pharos.people import api as people
from pharos.people.api import Permission, allow, permits, viewer_of
from pharos.twin import api as twin


@dataclass(frozen=True)
class Step:
    """One step: what to do in a line, and the page it begins on, if it has one of its own."""

    title: str | Promise
    text: str | Promise
    page: str = ""


STEPS = (
    Step(
        _("The queue"), _("Late promises stand first. J and K walk, Enter opens, Ctrl+K finds anything."), "cases:queue"
    ),
    Step(
        _("A letter in koi8-r"),
        _("Olga Vedernikova has a fever in Hurghada. Her policy stands found beside the letter."),
        "contact:letters",
    ),
    Step(
        _("Register her case"),
        _("N on her letter. Danger first: 1 yes, 2 no, 3 does not know; then C, P and Y take what the letter gives."),
    ),
    Step(_("Answer her"), _("On the case: Letters and calls, then L. Esc leaves the text, Enter sends it.")),
    Step(
        _("She calls"),
        _("Half a minute after your answer the strip rings below. F2 opens the call, F4 attaches it to the case."),
    ),
    Step(
        _("Work"), _("On the case: Start work, then Called back. The promise is kept, its clock stops."), "cases:queue"
    ),
    Step(
        _("The doctor"),
        _("In another window pavel finds the case by Ctrl+K: R opens its review, 1 to 4 judge each item, Enter signs."),
    ),
    Step(_("Close it"), _("Close the case: help was given. A promise or a hold left open would have forbidden it.")),
    Step(
        _("A late thank you"),
        _("It lands in the closed case, marked, and starts no clock. R: nothing to be done; O: open it again."),
        "contact:letters",
    ),
)


def shown(user: Any) -> dict[str, Any] | None:
    """The step to show this person on a page of the demonstration; None elsewhere, and once put away."""
    step = getattr(user, "tour_step", None)
    if step is None or not permits(user, Permission.WORK_CASES) or not twin.is_demo():
        return None
    at = min(max(step, 0), len(STEPS) - 1)
    page = STEPS[at].page
    return {
        "step": STEPS[at],
        "number": at + 1,
        "total": len(STEPS),
        "page": reverse(page) if page else "",
        "back": at - 1 if at else None,
        "on": at + 1 if at + 1 < len(STEPS) else None,
    }


@require_POST
@allow(Permission.SEE_OWN_PROFILE)
@once
def tour(request: HttpRequest) -> HttpResponse:
    """Go on, go back, or put the guide away; the person's own row remembers."""
    asked = request.POST.get("step", "")
    step = int(asked) if asked.isascii() and asked.isdigit() and int(asked) < len(STEPS) else None
    people.set_tour_step(staff_id=viewer_of(request).staff_id, step=step)
    there = request.POST.get("next", "/")
    return redirect(there if url_has_allowed_host_and_scheme(there, {request.get_host()}) else "/")
