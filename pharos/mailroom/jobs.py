"""Work of the mailroom that a worker does: arguments are ids only."""

from uuid import UUID

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from pharos.mailroom.actions import reading

_TRIES = 3
_PAUSES = RetryStrategy(max_attempts=10, exponential_wait=3)


@app.task(name="mailroom.read_letter", queue="letters", pass_context=True, retry=_PAUSES)
def read_letter(context: JobContext, *, letter: str) -> None:
    """Read one letter. One that brings its worker down again and again is put in quarantine unread."""
    if context.job and context.job.attempts >= _TRIES:
        reading.quarantine(UUID(letter), "brings_workers_down", "", now=timezone.now())
        return
    reading.parse(UUID(letter), now=timezone.now())
