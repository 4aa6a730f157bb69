"""Jobs of the register: files checked and imported, and forgotten when their time is over."""

from collections.abc import Callable
from uuid import UUID

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from pharos.policies.actions import runs
from pharos.policies.publishing import crew, drafting, redeciding

_TRIES = 3


@app.task(name="policies.check", queue="imports", retry=_TRIES, pass_context=True)
def check(context: JobContext, run: str) -> None:
    _carried(context, run, runs.check)


@app.task(name="policies.apply", queue="imports", retry=_TRIES, pass_context=True)
def apply(context: JobContext, run: str) -> None:
    _carried(context, run, runs.apply)


def _carried(context: JobContext, run: str, work: Callable[..., None]) -> None:
    try:
        work(UUID(run), now=timezone.now())
    except Exception:
        if context.job.attempts + 1 >= _TRIES:
            runs.failed(UUID(run), now=timezone.now())
        raise


@app.task(name="policies.check_draft", queue="imports", retry=_TRIES, pass_context=True)
def check_draft(context: JobContext, draft: str) -> None:
    try:
        drafting.check(UUID(draft), now=timezone.now())
    except Exception:
        if context.job.attempts + 1 >= _TRIES:
            drafting.failed(UUID(draft), now=timezone.now())
        raise


@app.task(name="policies.redecide", queue="imports", retry=_TRIES, pass_context=True)
def redecide(context: JobContext, run: str) -> None:
    """Tried again, it goes on behind the last whole stretch."""
    try:
        crew.carry_out(UUID(run))
    except Exception:
        if context.job.attempts + 1 >= _TRIES:
            redeciding.failed(UUID(run), now=timezone.now())
        raise


@app.periodic(cron="41 3 * * *")
@app.task(name="policies.forget_files", queueing_lock="policies.forget_files")
def forget_files(timestamp: int) -> None:
    runs.forget_files(now=timezone.now())
