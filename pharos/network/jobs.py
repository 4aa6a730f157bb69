"""Work of the network that a worker does by the clock."""

from django.utils import timezone
from procrastinate.contrib.django import app

from pharos.core.actor import Actor
from pharos.network.actions.observing import remind_of_expiry


@app.periodic(cron="41 4 * * *")
@app.task(name="network.remind_of_expiry", queueing_lock="network.remind_of_expiry", pass_context=False)
def remind(timestamp: int) -> None:
    """Each morning at 4:41: licences and other papers that end soon are told of."""
    now = timezone.now()
    remind_of_expiry(actor=Actor.system("network.expiry"), now=now, today=now.date())
