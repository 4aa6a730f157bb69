"""The Date header: what it says, where it says anything believable."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_EARLIEST, _LATEST = 1990, 2100


def read_date(raw: bytes) -> datetime | None:
    """The moment written in the header; None when it cannot be read or cannot be true."""
    if not raw:
        return None
    try:
        moment = parsedate_to_datetime(raw.decode("ascii", "replace")[:200])
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        moment = moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if _EARLIEST <= moment.year < _LATEST else None
