"""A doctor's word on each item, and his name under all of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from pharos.cases import api as cases
from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events import medical as events
from pharos.journal import api as journal
from pharos.medical.actions.counting import count_treatment
from pharos.medical.actions.reading import judged, locked_open, touch
from pharos.medical.actions.seconding import compare, open_second
from pharos.medical.models import Review
from pharos.medical.rules.sampling import drawn
from pharos.medical.rules.stages import (
    Fault,
    Judged,
    Judgement,
    Refused,
    ReviewState,
    objection_to_judge,
    objections_to_sign,
)


@dataclass(frozen=True, kw_only=True)
class Word:
    """What a doctor says of the item at this place; None takes it back. `reason`: why otherwise than the pre-check."""

    place: int
    judgement: Judgement | None
    reason: str = ""


def judge(*, actor: Actor, now: datetime, review_id: UUID, seen: int, word: Word) -> None:
    """Say what an item is. Nothing is recorded before the review is signed.

    Objects: review_not_open, review_moved_on, no_such_item, reason_needed.
    """
    with journal.transaction(actor=actor, now=now):
        review = locked_open(review_id, seen)
        item = review.items.filter(place=word.place).first()
        if item is None:
            raise Objected(Objection(Refused.NO_SUCH_ITEM))
        judgement = word.judgement
        if judgement is not None and (against := objection_to_judge(judged(item), judgement, word.reason)):
            raise Objected(*against)
        item.judgement = judgement or ""
        item.reason = word.reason if judgement is not None and _otherwise(judged(item), judgement) else ""
        item.save(update_fields=["judgement", "reason"])
        touch(review)


def agree_with_all(*, actor: Actor, now: datetime, review_id: UUID, seen: int) -> int:
    """Take the pre-check's word on everything not judged yet, where it found nothing to look at.

    Returns how many items. Objects: review_not_open, review_moved_on, not_low_risk.
    """
    with journal.transaction(actor=actor, now=now):
        review = locked_open(review_id, seen)
        if review.risk > 0:
            raise Objected(Objection(Refused.NOT_LOW_RISK))
        left = [item for item in review.items.all() if not item.judgement]
        for item in left:
            item.judgement = judged(item).proposed
            item.save(update_fields=["judgement"])
        touch(review)
        return len(left)


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Whose name, what he remarks, and what he finds at fault with how the case was led."""

    staff: int
    remark: str = ""
    faults: tuple[Fault, ...] = ()


def sign(*, actor: Actor, now: datetime, review_id: UUID, seen: int, by: Signature) -> None:
    """Put one's name to it. The hold of the case is released when nothing else is owed; a drawn review is read by a
    second doctor, who sees nothing of this one; a second one is compared with the first.

    Objects: review_not_open, review_moved_on, items_not_judged, questions_open, own_review.
    """
    with journal.transaction(actor=actor, now=now) as record:
        case_id = cases.lock_survivor(Review.objects.values_list("case_id", flat=True).get(pk=review_id))
        review = locked_open(review_id, seen)
        _against(review, by.staff)
        review.state, review.signed_at, review.signed_by_id = ReviewState.SIGNED, now, by.staff
        review.remark = by.remark.strip() or None
        touch(review, "state", "signed_at", "signed_by", "remark")
        record(_signed(review, case_id))
        for fault in by.faults:
            record(events.MedicalFindingRecorded(case=case_id, review=review.id, kind=fault))
        if review.second_of_id is not None:
            compare(review, record)
            return
        count_treatment(review)
        if drawn(review.id, salt=settings.SECRET_KEY):
            open_second(review, record, now)
        _release(case_id, actor, now)


def _signed(review: Review, case_id: UUID) -> events.ReviewSigned:
    overridden = sum(judged(item).overridden for item in review.items.all())
    second = review.second_of_id is not None
    return events.ReviewSigned(case=case_id, review=review.id, stage=review.stage, overridden=overridden, second=second)


def _against(review: Review, staff: int) -> None:
    if review.second_of_id and review.second_of and review.second_of.signed_by_id == staff:
        raise Objected(Objection(Refused.OWN_REVIEW))
    open_questions = review.questions.filter(answered_at=None).count()
    items = [judged(item) for item in review.items.all()]
    if against := objections_to_sign(ReviewState(review.state), items, open_questions):
        raise Objected(*against)


def _otherwise(item: Judged, judgement: Judgement) -> bool:
    return Judged(place=item.place, machine=item.machine, judgement=judgement).overridden


def _release(case_id: UUID, actor: Actor, now: datetime) -> None:
    """The case may be closed as far as this room is concerned, once both stages that are owed are signed."""
    if Review.objects.filter(case=case_id, state=ReviewState.OPEN, second_of=None).exists():
        return
    case = cases.case(case_id, medical=False)
    for hold in case.open_holds if case else ():
        if hold.kind == cases.HoldKind.MEDICAL_REVIEW:
            cases.release_hold(actor=actor, now=now, hold_id=hold.id, permissions=["release_medical_hold"])
