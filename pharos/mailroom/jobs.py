"""Work of the mailroom that a worker does: arguments are ids only."""

from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from pharos.mailroom.actions import reading, sending
from pharos.mailroom.queries.waiting import unread

_PAUSES = RetryStrategy(max_attempts=10, exponential_wait=3)
SOON = 10
"""Letters before the bookkeeping of what was done: somebody waits for them."""


@app.task(name="mailroom.read_letter", queue="letters", priority=SOON, retry=_PAUSES)
def read_letter(*, letter: str) -> None:
    """Read one letter. One that brings its worker down again and again is put in quarantine unread."""
    reading.read_carefully(UUID(letter), now=timezone.now())


@app.task(name="mailroom.send_letter", queue="letters", priority=SOON, retry=_PAUSES)
def send_letter(*, letter: str) -> None:
    """Send one letter of the outbox, if it is due and nobody else is at it."""
    sending.send(UUID(letter), now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="mailroom.look_after", queue="letters", queueing_lock="mailroom.look_after", pass_context=False)
def look_after(timestamp: int) -> None:
    """Each minute: letters due in the outbox, and letters whose reading was ordered and never happened."""
    now = timezone.now()
    for letter in sending.due(now):
        send_letter.defer(letter=str(letter))
    for letter in unread(now):
        read_letter.defer(letter=str(letter))
