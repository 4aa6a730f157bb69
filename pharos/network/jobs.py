"""Work of the network that a worker does by the clock, and lists taken in."""

from uuid import UUID

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from pharos.core.actor import Actor
from pharos.network.actions import list_runs
from pharos.network.actions.observing import remind_of_expiry

_TRIES = 3


@app.task(name="network.list_run", queue="imports", retry=_TRIES, pass_context=True)
def list_run(context: JobContext, run: str) -> None:
    """A rehearsal or an import. All of a file or nothing, so a second try finds what is left to do."""
    try:
        list_runs.work(UUID(run), now=timezone.now())
    except Exception:
        if context.job.attempts + 1 >= _TRIES:
            list_runs.failed(UUID(run), now=timezone.now())
        raise


@app.periodic(cron="47 3 * * *")
@app.task(name="network.forget_lists", queueing_lock="network.forget_lists", pass_context=False)
def forget_lists(timestamp: int) -> None:
    """Files nobody went on with are let go."""
    list_runs.forget_lists(now=timezone.now())


@app.periodic(cron="41 4 * * *")
@app.task(name="network.remind_of_expiry", queueing_lock="network.remind_of_expiry", pass_context=False)
def remind(timestamp: int) -> None:
    """Each morning at 4:41: licences and other papers that end soon are told of."""
    now = timezone.now()
    remind_of_expiry(actor=Actor.system("network.expiry"), now=now, today=timezone.localdate(now))
