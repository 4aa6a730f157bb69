"""That somebody read a review is kept; what he read is not repeated."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from pharos.medical.models import Reading, Review


def note_reading(*, now: datetime, review_id: UUID, staff: int) -> None:
    """Every opening of a review, by whom and when. The first one starts the clock of how long it took."""
    Reading.objects.create(review_id=review_id, staff_id=staff, at=now)
    Review.objects.filter(pk=review_id, first_read_at=None, state="open").update(first_read_at=now)


def note_listing(*, now: datetime, reviews: Iterable[UUID], staff: int) -> None:
    """A list that says what was proposed of these cases was read: each of them is kept as an opening is."""
    Reading.objects.bulk_create(Reading(review_id=one, staff_id=staff, at=now) for one in dict.fromkeys(reviews))
