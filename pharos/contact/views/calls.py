"""The strip of a ringing call, the list of calls, and a call written down by hand."""

from datetime import UTC, datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pharos.contact.actions import calls as acts
from pharos.contact.actions import strips
from pharos.contact.actions.unmatched import leave_unmatched
from pharos.contact.forms import CallForm
from pharos.contact.messages import UNMATCHED, refusals
from pharos.contact.queries.calls import PAGE, at_telephone
from pharos.contact.queries.calls import calls as newest
from pharos.contact.queries.lists import Tab, count
from pharos.contact.queries.threads import survivor
from pharos.contact.rules.calls import Direction
from pharos.contact.rules.states import Unmatched
from pharos.contact.views.conversations import page as conversation_page
from pharos.core.objections import Objected
from pharos.journal.api import once
from pharos.people.api import Permission, actor, allow, found, me, permits, uuid


@require_safe
@allow(Permission.TAKE_CALLS)
def calls(request: HttpRequest) -> HttpResponse:
    """The newest calls, and a form for one no telephone system told us of."""
    return _page(request, CallForm())


@require_safe
@allow(Permission.TAKE_CALLS)
def call_rows(request: HttpRequest) -> HttpResponse:
    """The rows alone, for an open page."""
    return render(request, "contact/parts/call_rows.html", _rows(request))


@require_POST
@allow(Permission.TAKE_CALLS)
@once
def write_down(request: HttpRequest) -> HttpResponse:
    """A call taken on some other telephone."""
    form = CallForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    by_hand = acts.CallByHand(
        phone=form.cleaned_data["phone"],
        direction=Direction(form.cleaned_data["direction"]),
        staff=me(request).pk,
        extension=me(request).extension,
    )
    try:
        call = acts.write_down_call(actor=actor(request), now=timezone.now(), by_hand=by_hand)
    except Objected as objected:
        form.add_error("phone", refusals(objected.objections))
        return _page(request, form, status=409)
    return redirect("contact:conversation", call.contact.conversation_id)


@require_POST
@allow(Permission.TAKE_CALLS)
@once
def finish(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """A call written down by hand is over."""
    found(acts.finish_call(actor=actor(request), now=timezone.now(), call_id=call_id) or None)
    messages.success(request, _("The call is over"))
    return redirect("contact:calls")


@require_safe
@allow(Permission.TAKE_CALLS)
def strip(request: HttpRequest) -> HttpResponse:
    """The call at this person's telephone, for the foot of every page. Empty when there is none, when it was answered
    elsewhere, or when the page itself (`on`) is about it."""
    now = timezone.now()
    call = at_telephone(me(request), now, seen=uuid(request.GET.get("on")))
    works = permits(request.user, Permission.WORK_CASES)
    reasons = [(reason.value, UNMATCHED[reason]) for reason in Unmatched]
    context = {"call": call, "now": now, "may_work": works, "reasons": reasons}
    return render(request, "contact/parts/strip.html", context)


@require_POST
@allow(Permission.WORK_CASES)
@once
def unmatched(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """This call fits nobody we know of; why is kept, and it stands on the list of calls to settle."""
    reason = request.POST.get("reason", "")
    home = found(survivor(conversation_id))
    if reason not in set(Unmatched):
        return conversation_page(request, home, problems=[_("Choose why it fits nobody.")])
    try:
        leave_unmatched(actor=actor(request), now=timezone.now(), conversation_id=home, reason=Unmatched(reason))
    except Objected as objected:
        return conversation_page(request, home, problems=refusals(objected.objections), status=409)
    messages.success(request, _("Left to settle later: %(reason)s") % {"reason": UNMATCHED[Unmatched(reason)]})
    return redirect("contact:conversation", home)


@require_POST
@allow(Permission.TAKE_CALLS)
@once
def put_away(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Hide the strip of this call for this person."""
    strips.put_away(call_id=call_id, staff_id=me(request).pk)
    return redirect("contact:strip")


def _page(request: HttpRequest, form: CallForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "unsettled": count(Tab.UNMATCHED), **_rows(request)}
    return render(request, "contact/calls.html", context, status=status)


def _rows(request: HttpRequest) -> dict[str, object]:
    lines = newest(before=_cursor(request.GET.get("at", "")))
    return {
        "lines": lines,
        "older": lines[-1].at.isoformat() if len(lines) == PAGE else None,
        "now": timezone.now(),
    }


def _cursor(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None
