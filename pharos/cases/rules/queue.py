"""The order of the queue: the next promise leads. What is late stands first, what waits for others last."""

from datetime import datetime, timedelta
from enum import StrEnum


class Group(StrEnum):
    OVERDUE = "overdue"
    QUARTER = "quarter"
    HOUR = "hour"
    LATER = "later"
    STANDING = "standing"


def group_of(next_due_at: datetime | None, now: datetime) -> Group:
    """Which heading a case stands under; `standing` has no running clock."""
    if next_due_at is None:
        return Group.STANDING
    left = next_due_at - now
    if left < timedelta(0):
        return Group.OVERDUE
    if left <= timedelta(minutes=15):
        return Group.QUARTER
    return Group.HOUR if left <= timedelta(hours=1) else Group.LATER
