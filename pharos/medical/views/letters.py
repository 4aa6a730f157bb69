"""A doctor's question as a letter to the clinic, and a letter taken as its answer."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.core.objections import Objected
from pharos.core.spelling import latin
from pharos.insurers import api as insurers
from pharos.journal.api import once
from pharos.medical.actions.asking import answer_by_letter, send_question
from pharos.medical.forms import QuestionLetterForm
from pharos.medical.messages import refusals
from pharos.medical.models import Question
from pharos.medical.queries.told import newest_report
from pharos.medical.rules.letters import About, Prepared, other_script, question_letter
from pharos.medical.rules.secrecy import Part
from pharos.medical.rules.stages import Whom
from pharos.medical.seeing import seeing, sees
from pharos.people.api import actor, drafted, found, me, take_up

LANGUAGES = (("ru", "Русский"), ("en", "English"))


@seeing(Part.LETTER)
@once
@drafted
def letter(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """The prepared letter (GET, in `language`), and sending it (POST)."""
    rows = Question.objects.filter(pk=question_id, whom=Whom.CLINIC, answered_at=None)
    question = found(rows.first())
    line = cases.case_lines([cases.survivor_of(question.case_id)], medical=False)[0]
    doors = contact.doors_of_case(line.id)
    language = _language(request, doors)
    begun = _prepared(question, line, language)
    first = {"language": language, "subject": begun.subject, "text": begun.text}
    form = QuestionLetterForm(request.POST or None, initial=first, doors=doors)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            _send(request, question.id, form.letter(doors))
        except Objected as objected:
            problems = refusals(objected.objections)
        else:
            messages.success(request, _("The letter is on its way; its answer will stand beside the question"))
            return _back(request, question)
    take_up(request, form, code="medical.question", subject=question.id, part=language)
    context = {
        "question": question, "line": line, "form": form, "problems": problems, "language": language,
        "languages": LANGUAGES, "to_nobody": not doors, "translate": other_script(question.text or "", language),
        "sender": insurers.sender_address(line.insurer_id, language) if line.insurer_id else None,
        "reads": sees(request.user, Part.REVIEW),
    }  # fmt: skip
    status = 409 if problems else 422 if request.method == "POST" else 200
    return render(request, "medical/letter.html", context, status=status)


@require_POST
@seeing(Part.ANSWER)
@once
def taken(request: HttpRequest, question_id: UUID, letter_id: UUID) -> HttpResponse:
    """This letter is the answer."""
    question = found(Question.objects.filter(pk=question_id).first())
    by, now, staff = actor(request), timezone.now(), me(request).pk
    try:
        answer_by_letter(actor=by, now=now, question_id=question_id, letter_id=letter_id, staff=staff)
    except Objected as objected:
        messages.error(request, " ".join(refusals(objected.objections)))
    else:
        messages.success(request, _("The answer is in the review"))
    return _back(request, question)


def _send(request: HttpRequest, question_id: UUID, letter: contact.CaseLetter) -> None:
    key = f"question:{actor(request)}:{request.POST['request_key']}"[:120]
    send_question(actor=actor(request), now=timezone.now(), question_id=question_id, letter=letter, request=key)


def _prepared(question: Question, line: cases.CaseLine, language: str) -> Prepared:
    about = About(
        question=question.text or "", number=line.number, patient=_patient(line, language),
        insurer=line.insurer(language), due=timezone.localtime(question.due_at),
    )  # fmt: skip
    return question_letter(about, language)


def _patient(line: cases.CaseLine, language: str) -> str:
    """As the clinic itself wrote the name in its report, else in Latin letters."""
    if language == "ru":
        return line.person_name
    report = newest_report(line.id)
    about = json.loads(report.about) if report and report.about else {}
    return str(about.get("patient") or latin(line.person_name).title())


def _language(request: HttpRequest, doors: tuple[contact.Door, ...]) -> str:
    """The one asked for, else the clinic's, else English."""
    asked = request.POST.get("language") or request.GET.get("language", "")
    if asked in ("ru", "en"):
        return asked
    return doors[0].language if doors else "en"


def _back(request: HttpRequest, question: Question) -> HttpResponse:
    """Doctors go on with the review, everybody else with the case."""
    if sees(request.user, Part.REVIEW):
        return redirect("medical:review", question.review_id)
    return redirect("case", cases.survivor_of(question.case_id))
