"""The intake: a page in the order of a call. Every block may be skipped; one press registers the case."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pharos.clinical import api as clinical
from pharos.contact.actions.intake import Intake, register
from pharos.contact.forms import IntakeForm, answers_of, registration
from pharos.contact.messages import refusals
from pharos.contact.offers import cover_viewing
from pharos.contact.queries.cover import cover_of_intake
from pharos.contact.queries.hints import Hints, first_policy, hints
from pharos.contact.queries.intake import (
    Beside,
    PlaceChoice,
    beside,
    place_choices,
    place_fits,
    place_named,
    places_told,
    policy_choices,
)
from pharos.contact.queries.interviews import interview_begun, interviews_of
from pharos.contact.queries.threads import ConversationView, conversation
from pharos.contact.rules.interviews import Of
from pharos.contact.rules.kinds import LetterKind
from pharos.contact.views.cover import typed_of
from pharos.core.objections import Objected
from pharos.journal.api import once
from pharos.people import api as people
from pharos.people.api import Permission, actor, allow, drafted, language, me, uuid
from pharos.policies import api as policies

FORM = "contact.intake"
CALLERS = {LetterKind.RELATIVE: "relative", LetterKind.CLINIC: "clinic"}
SHOWN_COMPLAINT = 4_000


@allow(Permission.WORK_CASES)
@once
@drafted
def intake(request: HttpRequest) -> HttpResponse:
    """An empty page, one prefilled from a conversation, one that was begun before, or the case it makes."""
    screen = language()
    if request.method != "POST":
        view = _conversation(request.GET.get("conversation"))
        form = IntakeForm(initial=_initial(view, screen), screen=screen)
        draft = _draft(request, form, view, request.GET.get("draft"))
        return _page(request, form, people.as_sent(draft).dict() if draft.typed else dict(form.initial), view)
    form = IntakeForm(request.POST, screen=screen)
    view = _conversation(request.POST.get("conversation"))
    if not form.is_valid():
        return _page(request, form, request.POST.dict(), view, status=422)
    if request.POST.get("act") != "register":
        return _page(request, form, request.POST.dict(), view)
    return _registered(request, form, view)


@require_POST
@allow(Permission.WORK_CASES)
def intake_beside(request: HttpRequest) -> HttpResponse:
    """What stands beside the form, and the choices under it, for what it holds now. Nothing is written."""
    told = hints(_conversation(request.POST.get("conversation")), language())
    return render(request, "contact/intake/changed.html", _around(request.POST.dict(), IntakeForm(request.POST), told))


# It only reads: the form's words come in the body so that no name and no complaint stands in an address.
intake_beside.repeatable = True  # type: ignore[attr-defined]


def _registered(request: HttpRequest, form: IntakeForm, view: ConversationView | None) -> HttpResponse:
    now = timezone.now()
    wanted = Intake(
        registration=registration(form.cleaned_data, staff=me(request).pk, now=now),
        answers=form.answers,
        conversation=view.line.id if view else None,
        draft=None if view else uuid(request.POST.get("draft")),
        staff=me(request).pk,
    )
    try:
        case = register(actor=actor(request), now=now, intake=wanted)
    except Objected as objected:
        problems = refusals(objected.objections)
        return _page(request, form, request.POST.dict(), view, problems=problems, status=409)
    messages.success(request, _("Case %(number)s is registered") % {"number": case.number})
    return redirect("case", case.id)


def _page(
    request: HttpRequest,
    form: IntakeForm,
    fields: Mapping[str, Any],
    view: ConversationView | None,
    *,
    problems: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    answers = answers_of(fields)
    told = hints(view, language())
    questions = clinical.danger_questions(language())
    draft = getattr(form, "draft", None) or _draft(request, form, view, request.POST.get("draft"))
    context = {
        "form": form,
        "draft_page": _address(draft),
        "others": [one for one in people.unfinished(me(request).pk, form=FORM, limit=6) if one.id != draft.id],
        "view": view,
        "spare": _spare(form) if view and view.line.case_id else "",
        "interview": _interview(draft, view),
        "begun_interview": None if view else interview_begun(me(request).pk, now=timezone.now(), beside=draft.id),
        "cover": _cover(request, draft, view, fields),
        "questions": [(question, answers.get(question.code, "")) for question in questions],
        "unreviewed": any(not question.reviewed_by for question in questions),
        "problems": problems or [],
        "phones": told.phones if not (view and view.line.phone) else (),
        **_around(fields, form, told),
    }
    return render(request, "contact/intake.html", context, status=status)


def _draft(
    request: HttpRequest, form: IntakeForm, view: ConversationView | None, ident: str | None
) -> people.OpenDraft:
    """One draft a conversation; a call nobody has told us of gets one of its own each time."""
    if view is not None:
        return people.take_up(request, form, code=FORM, subject=view.line.id)
    return people.take_up(request, form, code=FORM, ident=uuid(ident))


def _interview(draft: people.OpenDraft, view: ConversationView | None) -> dict[str, Any]:
    """The interview of this call: where it is held, and how far it has come."""
    of, subject = (Of.CONVERSATION, view.line.id) if view else (Of.DRAFT, draft.id)
    found = interviews_of([subject])
    return {"of": of, "subject": subject, "line": found[0] if found else None}


def _cover(
    request: HttpRequest, draft: people.OpenDraft, view: ConversationView | None, fields: Mapping[str, Any]
) -> Any:
    """The panel on cover, for this call as far as it has come."""
    of, subject = (Of.CONVERSATION, view.line.id) if view else (Of.DRAFT, draft.id)
    asked = cover_of_intake(of, subject, typed_of(fields))
    who = me(request).pk, me(request).permissions
    return policies.cover_panel(
        policies.standing_of(asked.about), cover_viewing(asked, who, policies.Looking(source=asked.speaker))
    )


def _spare(form: IntakeForm) -> str:
    """What was typed into the intake of a conversation a colleague registered meanwhile: for a note on its case."""
    if not form.is_bound:
        return ""
    words = [(field.label, " ".join(str(field.value() or "").split())) for field in form if field.name in form.told]
    return "\n".join(f"{label}: {text}" for label, text in words if text)


def _address(draft: people.OpenDraft) -> str:
    about = f"conversation={draft.subject}" if draft.subject else f"draft={draft.id}"
    return f"{reverse('contact:intake')}?{about}"


def _around(fields: Mapping[str, Any], form: IntakeForm, told: Hints) -> dict[str, Any]:
    screen = language()
    place_was, fields = fields.get("place_id") or "", _with_choices(fields)
    side = beside(fields, answers_of(fields), screen, told)
    chosen, heard = place_named(fields.get("place_id"), screen), str(fields.get("place") or "")
    found = policy_choices(fields, screen, _birth_date(form))
    return {
        "side": side,
        "told": {
            "phones": told.phones,
            "places": places_told(told, screen),
            "policy": first_policy(told, found),
        },
        "phone_chosen": fields["phone"],
        "from_letter": not heard.strip(),
        "place_chosen": chosen,
        "place_id": fields["place_id"],
        "place_was": place_was,
        "policies": found,
        "policy_chosen": str(fields.get("policy") or ""),
        "places": _places(told, heard, side, screen, chosen),
        "now": timezone.now(),
    }


def _places(told: Hints, heard: str, side: Beside, screen: str, chosen: str) -> list[PlaceChoice]:
    """Places to choose from: what was heard may mean them, or the letter names them and nothing was heard yet."""
    if heard.strip():
        return [] if chosen else place_choices(heard, side.country, screen, side.guessed)
    named = places_told(told, screen)
    return named if len(named) > 1 or not chosen else []


def _with_choices(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with the place chosen last, or none when another name was typed since; and the number taken."""
    chosen = fields.get("place_choice") or fields.get("place_id") or ""
    place = str(chosen) if place_fits(chosen, str(fields.get("place") or "")) else ""
    return {**fields, "place_id": place, "phone": fields.get("phone") or fields.get("phone_choice") or ""}


def _birth_date(form: IntakeForm) -> date | None:
    """As far as it is readable, in a form being sent or in a draft of one."""
    if not form.is_bound:
        return None
    read = IntakeForm(form.data)
    read.is_valid()
    born: date | None = read.cleaned_data.get("birth_date")
    return born


def _conversation(text: str | None) -> ConversationView | None:
    ident = uuid(text)
    return conversation(ident) if ident else None


def _initial(view: ConversationView | None, screen: str) -> dict[str, Any]:
    """What the conversation already tells. Guesses are shown beside, never filled in."""
    if view is None:
        return {"language": screen, "urgency": 2, "take": True}
    line = view.line
    letter = view.last_letter_in
    told = letter.letter.visible_text[:SHOWN_COMPLAINT] if letter and letter.letter else ""
    return {
        "conversation": line.id,
        "phone": line.phone,
        "caller_role": CALLERS.get(LetterKind(line.correspondent), ""),
        "caller_name": line.name if line.correspondent in CALLERS else "",
        "name": line.name if line.correspondent == LetterKind.TRAVELLER else "",
        "policy_number": line.policy_number,
        "insurer": line.insurer_id or "",
        "complaint": told,
        "language": line.language if line.language in ("ru", "en") else screen,
        "urgency": 3 if line.urgent else 2,
        "take": True,
    }
