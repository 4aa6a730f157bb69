"""That somebody read a review is kept; what he read is not repeated."""

from datetime import datetime
from uuid import UUID

from pharos.medical.models import Reading, Review


def note_reading(*, now: datetime, review_id: UUID, staff: int) -> None:
    """Every opening of a review, by whom and when. The first one starts the clock of how long it took."""
    Reading.objects.create(review_id=review_id, staff_id=staff, at=now)
    Review.objects.filter(pk=review_id, first_read_at=None, state="open").update(first_read_at=now)
