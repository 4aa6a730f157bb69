"""Jobs of the journal: deliver, try parked deliveries again, forget old request keys."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from pharos.journal import delivering
from pharos.journal.models import DoneRequest
from pharos.journal.subscribing import wake_sleepers

KEEP_REQUESTS = timedelta(days=3)


@app.task(name="journal.deliver", queue="deliveries")
def deliver(subscriber: str) -> None:
    delivering.deliver(subscriber, now=timezone.now())


@app.periodic(cron="* * * * * */5")
@app.task(name="journal.retry", queue="deliveries", queueing_lock="journal.retry", lock="journal.retry")
def retry(timestamp: int) -> None:
    """Parked deliveries here; who sleeps catches up in a job of his own, which may take long."""
    delivering.retry_due(now=timezone.now())
    wake_sleepers(delivering.sleeping_subscribers())


@app.periodic(cron="17 3 * * *")
@app.task(name="journal.forget_requests", queueing_lock="journal.forget_requests")
def forget_requests(timestamp: int) -> None:
    DoneRequest.objects.filter(done_at__lt=timezone.now() - KEEP_REQUESTS).delete()
