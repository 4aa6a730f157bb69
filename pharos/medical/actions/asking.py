"""Questions back, to the operator or the clinic, each with its clock, and their answers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pharos.cases import api as cases
from pharos.contact import api as contact
from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events import medical as events
from pharos.journal import api as journal
from pharos.medical.actions.reading import locked_open, touch
from pharos.medical.models import Question, Review
from pharos.medical.queries.answers import letters_for
from pharos.medical.rules.stages import Judgement, Refused, Whom

ANSWER_WITHIN = {Whom.OPERATOR: timedelta(hours=1), Whom.CLINIC: timedelta(hours=12)}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whom, what, and about which item; `within` where the doctor sets another clock than the usual."""

    whom: Whom
    text: str
    place: int | None = None
    within: timedelta | None = None


def ask(*, actor: Actor, now: datetime, review_id: UUID, seen: int, staff: int, asked: Asked) -> UUID:
    """Ask, and mark the item as asked about; the case promises the answer, so that whoever leads it sees it late.

    Objects: review_not_open, review_moved_on, text_needed, no_such_item.
    """
    with journal.transaction(actor=actor, now=now) as record:
        case_id = cases.lock_survivor(Review.objects.values_list("case_id", flat=True).get(pk=review_id))
        review = locked_open(review_id, seen)
        if not asked.text.strip():
            raise Objected(Objection(Refused.TEXT_NEEDED))
        if asked.place is not None:
            item = review.items.filter(place=asked.place).first()
            if item is None:
                raise Objected(Objection(Refused.NO_SUCH_ITEM))
            item.judgement, item.reason = Judgement.ASK, ""
            item.save(update_fields=["judgement", "reason"])
        due = now + (asked.within or ANSWER_WITHIN[asked.whom])
        question = Question.objects.create(
            review=review, case_id=review.case_id, insurer_id=review.insurer_id, key_id=review.key_id, whom=asked.whom,
            place=asked.place, text=asked.text.strip(), asked_at=now, asked_by_id=staff, due_at=due,
            promise=_promised(case_id, actor, now, due),
        )  # fmt: skip
        touch(review)
        record(events.QuestionAsked(case=review.case_id, review=review.id, question=question.id, whom=asked.whom))
        return question.id


def answer(
    *, actor: Actor, now: datetime, question_id: UUID, text: str, staff: int | None = None, letter: UUID | None = None
) -> None:
    """The answer comes back into the review, whether typed or taken from a letter; an answered question is closed.

    Objects: text_needed, question_closed.
    """
    with journal.transaction(actor=actor, now=now) as record:
        cases.lock_survivor(Question.objects.values_list("case_id", flat=True).get(pk=question_id))
        question = _locked(question_id)
        if not text.strip():
            raise Objected(Objection(Refused.TEXT_NEEDED))
        question.answer, question.answered_at, question.answered_by_id = text.strip(), now, staff
        question.letter = letter
        question.save(update_fields=["answer", "answered_at", "answered_by", "letter"])
        touch(question.review)
        answered = events.QuestionAnswered(case=question.case_id, review=question.review_id, question=question.id)
        record(answered)
        _ended(question, actor, now, answered=True)


def end_questions(*, actor: Actor, now: datetime, reviews: Collection[UUID]) -> None:
    """Nobody waits for an answer on these reviews any more: their open questions end without one."""
    rows = Question.objects.select_for_update().filter(review__in=reviews, answered_at=None)
    for question in rows.order_by("id"):
        question.answered_at = now
        question.save(update_fields=["answered_at"])
        _ended(question, actor, now, answered=False)


def answer_by_letter(*, actor: Actor, now: datetime, question_id: UUID, letter_id: UUID, staff: int) -> None:
    """Somebody read a letter that came after the question and says: this is the answer. Its own words are taken,
    without what it quotes. Objects: question_closed, not_an_answer, text_needed (a letter that says nothing)."""
    question = Question.objects.get(pk=question_id)
    found = next((one for one in letters_for(question) if one.id == letter_id), None)
    if found is None and question.answered_at is None:
        raise Objected(Objection(Refused.NOT_AN_ANSWER))
    text = found.text if found else question.answer or ""
    answer(actor=actor, now=now, question_id=question_id, text=text, staff=staff, letter=letter_id)


def send_question(*, actor: Actor, now: datetime, question_id: UUID, letter: contact.CaseLetter, request: str) -> UUID:
    """The question goes to the clinic by letter, and remembers it. The same `request` again gives the same letter.

    Objects: question_closed, question_sent (by another window), and what the mail room objects to.
    """
    with journal.transaction(actor=actor, now=now):
        case_id = Question.objects.values_list("case_id", flat=True).get(pk=question_id)
        # The letter first: the mail room's lock is taken before the question's.
        sent = contact.write_about_case(actor=actor, now=now, case_id=case_id, letter=letter, request=request)
        question = _locked(question_id)
        if question.sent_letter not in (None, sent):
            raise Objected(Objection(Refused.QUESTION_SENT))
        if question.sent_letter is None:
            question.sent_letter, question.sent_at = sent, now
            question.save(update_fields=["sent_letter", "sent_at"])
        return sent


def _locked(question_id: UUID) -> Question:
    question = Question.objects.select_for_update(of=("self",)).select_related("review").get(pk=question_id)
    if question.answered_at is not None:
        raise Objected(Objection(Refused.QUESTION_CLOSED))
    return question


def _promised(case_id: UUID, actor: Actor, now: datetime, due: datetime) -> UUID | None:
    """A second reading may go on after the case was closed: then nothing runs there any more."""
    case = cases.case(case_id, medical=False)
    if case is None or not case.line.is_open:
        return None
    kind = cases.PromiseKind.DOCTORS_QUESTION
    return cases.make_promise(actor=actor, now=now, case_id=case_id, kind=kind, agreed=due)


def _ended(question: Question, actor: Actor, now: datetime, *, answered: bool) -> None:
    if question.promise is not None:
        cases.end_doctors_promise(actor=actor, now=now, promise_id=question.promise, answered=answered)
