"""Work of the contact room that a worker does by the clock."""

from django.utils import timezone
from procrastinate.contrib.django import app

from pharos.contact.actions.calls import silence_lost_calls
from pharos.core.actor import Actor


@app.periodic(cron="* * * * *")
@app.task(name="contact.silence_lost_calls", queueing_lock="contact.silence_lost_calls", pass_context=False)
def silence(timestamp: int) -> None:
    """A telephone system that died in the middle leaves calls ringing; a person must call back all the same."""
    silence_lost_calls(actor=Actor.system("telephone"), now=timezone.now())
