"""Work of people that a worker does by the clock."""

from django.utils import timezone
from procrastinate.contrib.django import app

from pharos.people.drafts import expire_drafts


@app.periodic(cron="23 3 * * *")
@app.task(name="people.expire_drafts", queueing_lock="people.expire_drafts", pass_context=False)
def expire(timestamp: int) -> None:
    """Each night at 3:23: drafts nobody has typed into for fourteen days are destroyed."""
    expire_drafts(now=timezone.now())
