"""A review under lock as the page that acts on it saw it."""

from uuid import UUID

from pharos.core.objections import Objected, Objection
from pharos.medical.models import Review, ReviewItem
from pharos.medical.rules.stages import Judged, Judgement, Refused, ReviewState


def locked_open(review_id: UUID, seen: int | None = None) -> Review:
    """Raises Review.DoesNotExist. Objects: review_not_open, review_moved_on."""
    review = Review.objects.select_for_update(of=("self",)).select_related("report").get(pk=review_id)
    if review.state != ReviewState.OPEN:
        raise Objected(Objection(Refused.REVIEW_NOT_OPEN))
    if seen is not None and review.version != seen:
        raise Objected(Objection(Refused.REVIEW_MOVED_ON))
    return review


def judged(item: ReviewItem) -> Judged:
    word = Judgement(item.judgement) if item.judgement else None
    return Judged(place=item.place, machine=item.machine, judgement=word, reason=item.reason)


def touch(review: Review, *columns: str) -> None:
    """Count what was written, so that another window notices."""
    review.version += 1
    review.save(update_fields=["version", *columns])
