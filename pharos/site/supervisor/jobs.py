"""The worker: procrastinate's own, with a heartbeat, a bounded stop, and recovery of jobs whose worker died.

Recovery is a loop beside the queue, not a job in it: a job could itself be the one left behind by a killed worker.
"""

import asyncio
import logging
import signal
from typing import Any, Final

from procrastinate import App, exceptions
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

HEARTBEAT: Final = 3.0
DEAD_AFTER: Final = 10.0
GRACE: Final = 1.5

log = logging.getLogger("pharos.worker")


def work(*, concurrency: int, until_idle: bool = False) -> None:
    """Do jobs until TERM or INT, or (`until_idle`) until none is left. A job not done in time is done again later."""
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    with app.replace_connector(connector.get_worker_connector()) as worker_app:
        asyncio.run(_work(worker_app, concurrency=concurrency, until_idle=until_idle))


async def _work(worker_app: App, *, concurrency: int, until_idle: bool) -> None:
    asyncio.get_running_loop().set_exception_handler(_unhandled)
    async with worker_app.open_async():
        recovery = asyncio.create_task(_recover_for_ever(worker_app))
        try:
            await worker_app.run_worker_async(
                concurrency=concurrency,
                wait=not until_idle,
                delete_jobs="successful",
                shutdown_graceful_timeout=GRACE,
                update_heartbeat_interval=HEARTBEAT,
                stalled_worker_timeout=DEAD_AFTER,
            )
        finally:
            recovery.cancel()
            await asyncio.gather(recovery, return_exceptions=True)


def _unhandled(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """A job is done but the database went away before that could be written: it stands as being done by a worker that
    lives, and nobody would ever put it back. So the worker ends, is started anew, and what it left is found."""
    if isinstance(context.get("exception"), exceptions.ConnectorException):
        log.warning("what became of a job could not be written down: the worker starts anew")
        signal.raise_signal(signal.SIGTERM)
    else:
        loop.default_exception_handler(context)


async def _recover_for_ever(worker_app: App) -> None:
    while True:
        try:
            await recover(worker_app)
        except exceptions.ProcrastinateException as error:
            log.warning("could not look for abandoned jobs: %s", type(error).__name__)
        await asyncio.sleep(HEARTBEAT)


async def recover(worker_app: App, *, dead_after: float = DEAD_AFTER) -> int:
    """Put back the jobs of workers not heard of for `dead_after` seconds; returns how many.

    Several workers may do this at once: the one that comes second finds the job waiting already.
    """
    put_back = 0
    for job in await worker_app.job_manager.get_stalled_jobs(seconds_since_heartbeat=dead_after):
        try:
            await worker_app.job_manager.retry_job(job)
        except exceptions.ProcrastinateException:
            continue
        put_back += 1
        log.warning("job %s (%s) was left by a dead worker and waits again", job.id, job.task_name)
    return put_back
