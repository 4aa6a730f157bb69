"""How long to wait before trying again."""

from datetime import timedelta

SENDING_LAPSES_AFTER = timedelta(minutes=15)
_MINUTES = (1, 2, 5, 10, 20, 40, 60, 120, 240, 480, 720, 720)
_RECONNECT = (1, 2, 5, 10, 30, 60, 120, 300)


def next_send(attempts: int) -> timedelta | None:
    """The pause after the given number of failed attempts; None when it is time to give up (about two days)."""
    return timedelta(minutes=_MINUTES[attempts - 1]) if attempts <= len(_MINUTES) else None


def reconnect(failures: int) -> float:
    """Seconds before a mailbox that failed so many times in a row is tried again."""
    return float(_RECONNECT[min(failures, len(_RECONNECT)) - 1]) if failures > 0 else 0.0
