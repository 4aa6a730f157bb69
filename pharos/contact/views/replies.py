"""Answering a letter: a wording to begin with, a preview, and one press that sends it once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pharos.contact.actions.answering import answer_letter
from pharos.contact.forms import LANGUAGES, ReplyForm
from pharos.contact.messages import refusals
from pharos.contact.models import Conversation
from pharos.contact.queries.answering import Answer, draft_of, sender_for
from pharos.contact.queries.threads import ConversationView, conversation
from pharos.contact.queries.wordings import slot_values, wordings_for
from pharos.contact.rules.kinds import LetterKind
from pharos.contact.rules.replies import answer_subject
from pharos.contact.rules.wordings import BLANK, chosen, filled
from pharos.core.objections import Objected
from pharos.journal.api import once
from pharos.mailroom import api as mailroom
from pharos.people import api as people
from pharos.people.api import Permission, actor, allow, drafted, found, me
from pharos.people.api import language as screen_language

FIRST_WORDING = {LetterKind.CLINIC: "clinic", LetterKind.TRAVELLER: "received", LetterKind.RELATIVE: "received"}


@allow(Permission.ANSWER_LETTERS)
@once
@drafted
def reply(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Write an answer (GET, with `wording` and `language`) and send it (POST). Without a wording asked for, what was
    typed before and not sent is shown."""
    view = found(conversation(conversation_id))
    if request.method != "POST":
        return _page(request, view, _opened(request, view))
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, view, form, status=422)
    answer = Answer(**form.cleaned_data)
    try:
        answer_letter(
            actor=actor(request),
            now=timezone.now(),
            conversation_id=view.line.id,
            answer=answer,
            request=f"reply:{actor(request)}:{request.POST['request_key']}"[:120],
        )
    except Objected as objected:
        return _page(request, view, form, problems=refusals(objected.objections), status=409)
    messages.success(request, _("The letter is on its way"))
    return redirect("contact:conversation", view.line.id)


@require_POST
@allow(Permission.ANSWER_LETTERS)
def preview(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """How the letter will look. Nothing is written; the form comes back with a fresh key."""
    view = found(conversation(conversation_id))
    form = ReplyForm(request.POST)
    form.is_valid()
    return _page(request, view, form, shown=True)


# It only reads, so it may be asked any number of times.
preview.repeatable = True  # type: ignore[attr-defined]


def _page(
    request: HttpRequest,
    view: ConversationView,
    form: ReplyForm,
    *,
    shown: bool = False,
    problems: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    last = view.last_letter_in
    letter = last.letter if last else None
    if not hasattr(form, "draft"):
        _take_up(request, view, form)
    data = form.data if form.is_bound else form.initial
    language = data.get("language") or "ru"
    arrives = _arrives(view, letter, form) if shown and letter else None
    if arrives:
        problems = [*(problems or []), *refusals(arrives.objections)]
    context: dict[str, Any] = {
        "view": view,
        "line": view.line,
        "form": form,
        "answered": last,
        "to": letter.answer_to if letter else None,
        "sender": sender_for(view.line.insurer_id, letter, language) if letter else None,
        "wordings": [
            (one.code, one.titles[screen_language()], one.insurer) for one in wordings_for(view.line.insurer_id)
        ],
        "wording": request.GET.get("wording", ""),
        "language": language,
        "languages": LANGUAGES,
        "shown": arrives,
        "problems": problems or [],
        "now": timezone.now(),
    }
    return render(request, "contact/reply.html", context, status=status)


def _opened(request: HttpRequest, view: ConversationView) -> ReplyForm:
    """What was typed before; a wording that is asked for stands instead of it until somebody types."""
    form = ReplyForm(initial=_begun(request, view))
    draft = _take_up(request, view, form)
    if draft.typed and "wording" in request.GET:
        form = ReplyForm(initial=_begun(request, view))
        vars(form).update(draft=draft, draft_aside=True)
    return form


def _take_up(request: HttpRequest, view: ConversationView, form: ReplyForm) -> people.OpenDraft:
    return people.take_up(request, form, code="contact.reply", subject=view.line.id)


def _begun(request: HttpRequest, view: ConversationView) -> dict[str, str]:
    line, asked = view.line, request.GET
    language = asked.get("language") or (line.language if line.language in ("ru", "en") else "en")
    language = "ru" if language == "ru" else "en"
    wording = chosen(wordings_for(line.insurer_id), asked.get("wording") or _first(view))
    return {
        "language": language,
        "subject": answer_subject(line.subject, language),
        "text": filled(wording.texts[language], slot_values(line, language, me(request).name)),
    }


def _first(view: ConversationView) -> str:
    if view.line.late:
        return "thanks"
    return FIRST_WORDING.get(LetterKind(view.line.correspondent), BLANK)


def _arrives(view: ConversationView, letter: mailroom.LetterView, form: ReplyForm) -> mailroom.Preview:
    """The letter as its reader will see it."""
    row = Conversation.objects.select_related("case").defer("snippet").get(pk=view.line.id)
    words = {name: str(form.data.get(name, "")) for name in ("subject", "text", "language")}
    return mailroom.preview(draft_of(row, letter, Answer(**words)), timezone.now())
