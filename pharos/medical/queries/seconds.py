"""Second, blind readings that wait for their doctor."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pharos.medical.models import Review
from pharos.medical.rules.stages import ReviewState


@dataclass(frozen=True, kw_only=True)
class SecondReading:
    """`first_doctor` signed the first review and may not read this one."""

    review: UUID
    first_doctor: int | None


def second_readings(*, opened_before: datetime) -> tuple[SecondReading, ...]:
    """The open ones, the oldest first."""
    rows = Review.objects.filter(state=ReviewState.OPEN, second_of__isnull=False, opened_at__lt=opened_before)
    found = rows.order_by("opened_at", "id").values_list("pk", "second_of__signed_by")
    return tuple(SecondReading(review=review, first_doctor=doctor) for review, doctor in found)
