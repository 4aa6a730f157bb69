"""As many processes as there are cores at one run. They share nothing but the database."""

import os
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from uuid import UUID

import django
from django.db import connection
from django.utils import timezone

from pharos.core.orphans import end_with
from pharos.policies.models import Redecision
from pharos.policies.publishing.redeciding import PART, finish, tell, work

Moved = Callable[[int, int], None]
"""Told of progress: decisions done, and in all."""
FEW = 5 * PART
"""Below this a second process costs more than it saves."""
_EVERY = 0.3


class CrewLost(Exception):
    """A process of the crew died. What was done is kept; the run can be taken up again."""


def carry_out(run_id: UUID, *, processes: int = 0, moved: Moved | None = None) -> Redecision:
    """Work a run to its end, or until it is stopped. Raises CrewLost.

    With `processes` 0 as many as there are cores, where there is enough to do.
    """
    run = Redecision.objects.get(pk=run_id)
    count = processes or (min(os.cpu_count() or 1, 8) if run.total > FEW else 1)
    if count == 1:
        work(run_id)
    else:
        _together(run, count, moved)
    if moved:
        moved(tell(run), run.total)
    return finish(run_id, now=timezone.now())


def _together(run: Redecision, count: int, moved: Moved | None) -> None:
    connection.close()  # nothing open is to be shared
    try:
        with ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=django.setup) as pool:
            left = {pool.submit(_worker, run.id, os.getpid()) for _ in range(count)}
            while left:
                ended, left = wait(left, timeout=_EVERY, return_when=FIRST_EXCEPTION)
                for one in ended:
                    one.result()
                done = tell(run)
                if moved:
                    moved(done, run.total)
    except BrokenProcessPool as error:
        raise CrewLost(str(run.id)) from error


def _worker(run: UUID, parent: int) -> None:
    end_with(parent)
    work(run, alone=False)
