"""Questions back, to the operator or the clinic, each with its clock, and their answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events import medical as events
from pharos.journal import api as journal
from pharos.medical.actions.reading import locked_open, touch
from pharos.medical.models import Question
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
    """Ask, and mark the item as asked about. Objects: review_not_open, review_moved_on, text_needed, no_such_item."""
    with journal.transaction(actor=actor, now=now) as record:
        review = locked_open(review_id, seen)
        if not asked.text.strip():
            raise Objected(Objection(Refused.TEXT_NEEDED))
        if asked.place is not None:
            item = review.items.filter(place=asked.place).first()
            if item is None:
                raise Objected(Objection(Refused.NO_SUCH_ITEM))
            item.judgement, item.reason = Judgement.ASK, ""
            item.save(update_fields=["judgement", "reason"])
        question = Question.objects.create(
            review=review, case_id=review.case_id, insurer_id=review.insurer_id, key_id=review.key_id, whom=asked.whom,
            place=asked.place, text=asked.text.strip(), asked_at=now, asked_by_id=staff,
            due_at=now + (asked.within or ANSWER_WITHIN[asked.whom]),
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
        question = Question.objects.select_for_update(of=("self",)).select_related("review").get(pk=question_id)
        if question.answered_at is not None:
            raise Objected(Objection(Refused.QUESTION_CLOSED))
        if not text.strip():
            raise Objected(Objection(Refused.TEXT_NEEDED))
        question.answer, question.answered_at, question.answered_by_id = text.strip(), now, staff
        question.letter = letter
        question.save(update_fields=["answer", "answered_at", "answered_by", "letter"])
        touch(question.review)
        answered = events.QuestionAnswered(case=question.case_id, review=question.review_id, question=question.id)
        record(answered)
