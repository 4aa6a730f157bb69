"""One conversation: what was said, what it may belong to, and what can be done about it."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pharos.cases import api as cases
from pharos.contact.actions import attaching, ending
from pharos.contact.messages import ENDS, UNMATCHED, refusals
from pharos.contact.queries.interviews import interviews_of
from pharos.contact.queries.matching import matches_for
from pharos.contact.queries.threads import ConversationView, survivor
from pharos.contact.queries.threads import conversation as opened
from pharos.contact.rules.states import EndReason, Refused, Unmatched
from pharos.contact.views.asking import seen
from pharos.core.objections import Objected, Objection
from pharos.journal.api import once
from pharos.network import api as network
from pharos.people.api import Permission, actor, allow, found, language, permits, uuid

Act = Callable[[], HttpResponse]
ASKED_AT_MOST = 5


@require_safe
@allow(Permission.SEE_LETTERS)
def conversation(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """The conversation's page. One that was joined to another leads there."""
    home = found(survivor(conversation_id))
    if home != conversation_id:
        return redirect("contact:conversation", home)
    return page(request, conversation_id)


@require_safe
@allow(Permission.SEE_LETTERS)
def thread(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """The letters and calls alone, for an open page that hears of something new."""
    view = found(opened(conversation_id))
    return render(request, "contact/parts/thread.html", {"view": view, "now": timezone.now()})


@require_safe
@allow(Permission.SEE_LETTERS)
def glance(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """What was said last and whom it may be about, for the pane beside a list."""
    return render(request, "contact/glance.html", glanced(request, conversation_id))


@require_POST
@allow(Permission.WORK_CASES)
@once
def end(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Nothing is left to do here; undo reopens it."""

    def act() -> HttpResponse:
        reason = EndReason(request.POST.get("reason", "")) if request.POST.get("reason") in set(EndReason) else None
        if reason is None:
            return page(request, conversation_id, problems=[_("Choose why it ends.")])
        ending.end_conversation(
            actor=actor(request), now=timezone.now(), conversation_id=conversation_id, reason=reason, seen=seen(request)
        )
        undo = reverse("contact:undo_end", args=[conversation_id])
        messages.success(request, _("Ended: %(reason)s") % {"reason": ENDS[reason]}, extra_tags=f"undo {undo}")
        return redirect("contact:letters")

    return _tried(request, conversation_id, act)


@require_POST
@allow(Permission.WORK_CASES)
@once
def undo_end(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Take the end back."""
    return _reopened(request, conversation_id, undone=True)


@require_POST
@allow(Permission.WORK_CASES)
@once
def reopen(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Work on an ended conversation again."""
    return _reopened(request, conversation_id, undone=False)


@require_POST
@allow(Permission.WORK_CASES)
@once
def mark_seen(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Read, and nothing is to be done."""

    def act() -> HttpResponse:
        ending.mark_seen(actor=actor(request), now=timezone.now(), conversation_id=conversation_id, seen=seen(request))
        messages.success(request, _("Marked as read"))
        return redirect("contact:letters")

    return _tried(request, conversation_id, act)


@require_POST
@allow(Permission.WORK_CASES)
@once
def reopen_case(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """A late letter shows that help is needed again."""

    def act() -> HttpResponse:
        ending.reopen_case_of(
            actor=actor(request), now=timezone.now(), conversation_id=conversation_id, seen=seen(request)
        )
        messages.success(request, _("The case is open again"))
        return redirect("contact:conversation", conversation_id)

    return _tried(request, conversation_id, act)


@require_POST
@allow(Permission.WORK_CASES)
@once
def attach(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Make it part of a case: one that was offered, or one whose number was typed."""

    def act() -> HttpResponse:
        case_id, asked = _which_case(request)
        if case_id is None:
            return page(request, conversation_id, asked=asked, status=422)
        attaching.attach_conversation(
            actor=actor(request),
            now=timezone.now(),
            conversation_id=conversation_id,
            case_id=case_id,
            seen=seen(request),
        )
        undo = reverse("contact:detach", args=[conversation_id])
        messages.success(request, _("Attached to the case"), extra_tags=f"undo {undo}")
        if request.POST.get("then") == "case":
            return redirect("case", case_id)
        return redirect("contact:conversation", conversation_id)

    return _tried(request, conversation_id, act)


@require_POST
@allow(Permission.WORK_CASES)
@once
def detach(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """It was the wrong case."""

    def act() -> HttpResponse:
        attaching.detach_conversation(actor=actor(request), now=timezone.now(), conversation_id=conversation_id)
        messages.success(request, _("Taken off the case"))
        return redirect("contact:conversation", conversation_id)

    return _tried(request, conversation_id, act)


@require_POST
@allow(Permission.WORK_CASES)
@once
def decide(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """A held letter belongs to the case it names, or stands by itself."""

    def act() -> HttpResponse:
        belongs = request.POST.get("belongs") == "yes"
        attaching.decide_held(actor=actor(request), now=timezone.now(), conversation_id=conversation_id, attach=belongs)
        messages.success(request, _("Attached to the case") if belongs else _("It stands by itself now"))
        return redirect("contact:conversation", conversation_id)

    return _tried(request, conversation_id, act)


@require_POST
@allow(Permission.WORK_CASES)
@once
def join(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """This conversation and another one are one matter; this one goes into the other."""

    def act() -> HttpResponse:
        into = found(uuid(request.POST.get("into")))
        attaching.join_conversations(actor=actor(request), now=timezone.now(), into=into, joined=conversation_id)
        messages.success(request, _("Joined"))
        return redirect("contact:conversation", into)

    return _tried(request, conversation_id, act)


def page(
    request: HttpRequest,
    conversation_id: UUID,
    *,
    problems: list[str] | None = None,
    asked: Sequence[cases.CaseLine] = (),
    status: int = 200,
) -> HttpResponse:
    """The page, with objections at the place where something was tried; `asked` are cases one of which is meant."""
    view = found(opened(conversation_id))
    may = permits(request.user, Permission.WORK_CASES)
    context = {
        "view": view,
        "line": view.line,
        "matches": matches_for(view, language()) if _unplaced(view) else None,
        "unplaced": _unplaced(view),
        "problems": problems or [],
        "asked": asked,
        "unmatched_reasons": _reasons(view),
        "ends": [(reason.value, ENDS[reason]) for reason in EndReason],
        "may_work": may,
        "asking": next(iter(interviews_of([view.line.id])), None) if may and not view.line.case_id else None,
        "may_answer": permits(request.user, Permission.ANSWER_LETTERS),
        "requests": network.requests_of_conversation(view.line.id),
        "now": timezone.now(),
    }
    return render(request, "contact/conversation.html", context, status=422 if problems and status == 200 else status)


def glanced(request: HttpRequest, conversation_id: UUID) -> dict[str, object]:
    """Everything the pane beside a list shows of a conversation."""
    view = found(opened(conversation_id))
    return {
        "view": view,
        "line": view.line,
        "last": next((one for one in reversed(view.contacts) if not one.outgoing), None) or view.contacts[-1],
        "matches": matches_for(view, language()) if _unplaced(view) else None,
        "may_work": permits(request.user, Permission.WORK_CASES),
        "may_answer": permits(request.user, Permission.ANSWER_LETTERS),
        "now": timezone.now(),
    }


def _reasons(view: ConversationView) -> list[tuple[str, object]]:
    """Why a call may be left to settle later; letters are never."""
    called = any(contact.call for contact in view.contacts)
    return [(reason.value, UNMATCHED[reason]) for reason in Unmatched] if called and _unplaced(view) else []


def _unplaced(view: ConversationView) -> bool:
    return view.line.case_id is None and view.line.state != "ended"


def _reopened(request: HttpRequest, conversation_id: UUID, *, undone: bool) -> HttpResponse:
    def act() -> HttpResponse:
        ending.reopen_conversation(
            actor=actor(request), now=timezone.now(), conversation_id=conversation_id, undone=undone
        )
        messages.success(request, _("The conversation is open again"))
        return redirect("contact:conversation", conversation_id)

    return _tried(request, conversation_id, act)


def _tried(request: HttpRequest, conversation_id: UUID, act: Act) -> HttpResponse:
    """Carry it out, or show the page with what stands against it."""
    home = found(survivor(conversation_id))
    try:
        return act()
    except Objected as objected:
        return page(request, home, problems=refusals(objected.objections), status=409)


def _which_case(request: HttpRequest) -> tuple[UUID | None, list[cases.CaseLine]]:
    """The case that was chosen, or the ones to ask about: a surname is no choice, and a finished case is asked about
    once more, since nothing said there starts a clock. Raises Objected when nothing fits."""
    chosen, typed = uuid(request.POST.get("case")), request.POST.get("number", "").strip()
    exact = chosen or cases.case_by_number(typed)
    found = cases.case_lines([exact], medical=False) if exact else []
    if not exact and typed:
        found = cases.search(typed, year=timezone.now().year, limit=ASKED_AT_MOST)
    if not found:
        raise Objected(Objection(Refused.CASE_NOT_FOUND))
    if exact and (found[0].is_open or request.POST.get("sure")):
        return exact, []
    return None, found
