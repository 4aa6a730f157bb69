"""Jobs whose worker died are put back, once, and nobody else's are."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from procrastinate import exceptions
from procrastinate.contrib.django import app

from pharos.site.supervisor import jobs

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def own_loop() -> Iterator[None]:
    """Let this thread run a loop of its own, whatever browser test ran in it before.

    Playwright's loop stands still between its calls, yet counts as the running one. Only the code that starts a loop
    may be asked in here: Django keeps a connection for threads with a running loop and another for those without.
    """
    standing = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(standing)


def abandoned(seconds_ago: int | None) -> int:
    """A job being done by a worker last heard of so long ago, or by one whose row is gone already."""
    with connection.cursor() as cursor:
        worker = None
        if seconds_ago is not None:
            heard = "now() - make_interval(secs => %s)"
            cursor.execute(
                f"INSERT INTO procrastinate_workers (last_heartbeat) VALUES ({heard}) RETURNING id", [seconds_ago]
            )
            (worker,) = cursor.fetchone()
        cursor.execute(
            """INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id, attempts)
            VALUES ('default', 'journal.forget_requests', '{"timestamp": 0}', 'doing', %s, 0) RETURNING id""",
            [worker],
        )
        return int(cursor.fetchone()[0])


def status(job: int) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        row = cursor.fetchone()
        return None if row is None else str(row[0])


def recovered() -> int:
    async def recover() -> int:
        with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
            async with worker_app.open_async():
                return await jobs.recover(worker_app)

    with own_loop():
        return asyncio.run(recover())


def test_a_job_of_a_dead_worker_waits_again() -> None:
    dead, gone, living = abandoned(60), abandoned(None), abandoned(1)
    assert recovered() == 2
    assert [status(job) for job in (dead, gone, living)] == ["todo", "todo", "doing"]


def test_recovering_twice_changes_nothing() -> None:
    job = abandoned(60)
    assert [recovered(), recovered()] == [1, 0]
    assert status(job) == "todo"


def test_the_worker_does_what_was_left_and_keeps_no_finished_job() -> None:
    job = abandoned(60)
    recovered()
    with own_loop():
        jobs.work(concurrency=1, until_idle=True)
    assert status(job) is None


@pytest.mark.parametrize(("error", "ends"), [(exceptions.ConnectorException(), True), (RuntimeError(), False)])
def test_a_worker_that_cannot_write_down_what_became_of_a_job_starts_anew(error: Exception, ends: bool) -> None:  # noqa: FBT001
    async def work() -> None:
        asyncio.get_running_loop().set_exception_handler(jobs._unhandled)
        failed = asyncio.get_running_loop().create_future()
        failed.set_exception(error)
        del failed
        await asyncio.sleep(0)

    asked: list[int] = []
    former = signal.signal(signal.SIGTERM, lambda number, _frame: asked.append(number))
    try:
        with own_loop():
            asyncio.run(work())
    finally:
        signal.signal(signal.SIGTERM, former)
    assert asked == ([signal.SIGTERM] if ends else [])
