"""Signed reviews checked again by the present data, on every processor; only what differs is kept.

Processes read, open and check stretches of reviews; this one writes each stretch's differences together with how far it
has got, in the order of ids. Killed anywhere, the next run of the same data goes on behind the last stretch written.
"""

import json
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest
from multiprocessing import get_context
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from pharos.medical.crew import ready
from pharos.medical.models import Difference, Recheck, Review, ReviewItem
from pharos.medical.precheck.bases import bases
from pharos.medical.precheck.values import Precheck
from pharos.medical.rules.stages import ReviewState
from pharos.vault import api as vault
from pharos.vault.api import Erased

STRETCH, AHEAD, LOCK = 250, 3, 7_406_011
"""Reviews in one piece of work, pieces in hand for each process, and the lock that keeps a second run out."""
QUIET = timedelta(seconds=90)
"""A run that has not moved for so long was killed."""
Moved = Callable[[int, int], object]


class RunningElsewhere(Exception):
    """Another process is at it."""


class Stopped(Exception):
    """Somebody stopped it. What was done is kept; it can be taken up again."""


class CrewLost(Exception):
    """A process of the run died. What was done is kept."""


@dataclass(frozen=True)
class Found:
    """What came of a stretch: (review, insurer, changes) of those that differ, and how many could not be read."""

    last: UUID
    count: int
    differing: tuple[tuple[UUID, UUID | None, list[dict[str, str]]], ...]
    unread: int


def begin(*, now: datetime, every: bool = False) -> Recheck:
    """The unfinished run of the present data, a stopped one too, else a new one. Without `every`, reviews the present
    data checked are left out: they cannot differ."""
    version = bases().version[:40]
    left = Recheck.objects.filter(base_version=version, every=every, finished_at=None).order_by("-started_at").first()
    if left is not None:
        left.stopped_at = None
        left.save(update_fields=["stopped_at"])
        return left
    total = _wanted(version, every=every).count()
    return Recheck.objects.create(base_version=version, every=every, total=total, started_at=now)


def carry_out(run: Recheck, *, now: Callable[[], datetime], processes: int = 0, moved: Moved | None = None) -> Recheck:
    """Work a run to its end. Raises RunningElsewhere, Stopped, CrewLost."""
    count = processes or os.cpu_count() or 1
    with _alone():
        run.refresh_from_db()
        few = run.total - run.done <= STRETCH * AHEAD
        for found in _checked_here(run) if count == 1 or few else _checked(run, count):
            _keep(run, found)
            if moved:
                moved(run.done, run.total)
            if run.stopped_at is not None:
                raise Stopped
        run.finished_at = now()
        run.save(update_fields=["finished_at"])
    return run


def stop(run_id: UUID, *, now: datetime) -> None:
    """No more of it after the stretch in hand. Nothing for a run that has ended."""
    Recheck.objects.filter(pk=run_id, finished_at=None, stopped_at=None).update(stopped_at=now)


def at_work(run: Recheck, *, now: datetime) -> bool:
    """Whether somebody is at it, as far as can be seen: it is neither over nor stopped, and has moved lately."""
    return run.finished_at is None and run.stopped_at is None and now - (run.moved_at or run.started_at) < QUIET


def look(ids: list[UUID]) -> Found:
    """Check these reviews again. Runs in a process of its own."""
    from pharos.medical.checking import rules_of, things_of
    from pharos.medical.precheck.checking import precheck
    from pharos.medical.precheck.reading import case_of
    from pharos.medical.rules.differing import changes

    vault.warm(set(Review.objects.filter(pk__in=ids).values_list("key_id", flat=True)))
    before: dict[UUID, list[tuple[str, str, str]]] = {pk: [] for pk in ids}
    items = ReviewItem.objects.filter(review__in=ids).order_by("review", "place")
    for review, *item in items.values_list("review", "kind", "code", "machine"):
        before[review].append((item[0], item[1], item[2]))
    differing, unread = [], len(ids)
    for pk, insurer, machine in Review.objects.filter(pk__in=ids).values_list("pk", "insurer", "machine"):
        if not machine or isinstance(machine, Erased):
            continue
        unread -= 1
        kept = json.loads(str(machine))
        again = precheck(case_of(kept["told"]))
        rules = rules_of(kept["found"])
        old = [(*item, rule) for item, rule in zip_longest(before[pk], rules[: len(before[pk])], fillvalue="")]
        after = zip(things_of(again), rules_of(_ruled(again)), strict=True)
        if changed := changes(old, ((str(kind), code[:120], word, rule) for (kind, code, word), rule in after)):
            differing.append((pk, insurer, changed))
    return Found(ids[-1], len(ids), tuple(differing), unread)


def _ruled(found: Precheck) -> dict[str, Any]:
    """What `rules_of` reads, without turning all of it into JSON."""

    def of(one: Any) -> dict[str, str]:
        return {"rule": getattr(one, "rule", "")}

    return {
        "diagnosis": of(found.diagnosis), "urgency": of(found.urgency),
        "medicines": [of(one) for one in found.medicines], "tests": [of(one) for one in found.tests],
        "hospital_days": of(found.hospital_days) if found.hospital_days else None,
    }  # fmt: skip


def _wanted(version: str, *, every: bool) -> QuerySet[Review]:
    rows = Review.objects.filter(state=ReviewState.SIGNED, second_of=None)
    return rows if every else rows.exclude(base_version=version)


def _stretches(run: Recheck) -> Iterator[list[UUID]]:
    after = run.after
    while True:
        rows = _wanted(run.base_version, every=run.every).order_by("id")
        rows = rows.filter(pk__gt=after) if after else rows
        ids = list(rows.values_list("pk", flat=True)[:STRETCH])
        if not ids:
            return
        yield ids
        after = ids[-1]


def _checked_here(run: Recheck) -> Iterator[Found]:
    return map(look, _stretches(run))


def _checked(run: Recheck, count: int) -> Iterator[Found]:
    """In order, with a few stretches in hand."""
    spawn: Any = get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=spawn, initializer=ready, initargs=(os.getpid(),)) as pool:
        try:
            yield from _in_order(pool, run, count * AHEAD)
        except BrokenProcessPool as error:
            raise CrewLost from error


def _in_order(pool: Executor, run: Recheck, ahead: int) -> Iterator[Found]:
    hand: deque[Future[Found]] = deque()
    for ids in _stretches(run):
        hand.append(pool.submit(look, ids))
        if len(hand) >= ahead:
            yield hand.popleft().result()
    while hand:
        yield hand.popleft().result()


def _keep(run: Recheck, found: Found) -> None:
    with transaction.atomic():
        Difference.objects.bulk_create(
            Difference(run=run, review_id=review, insurer_id=insurer, changes=changed)
            for review, insurer, changed in found.differing
        )
        Recheck.objects.filter(pk=run.pk).update(
            after=found.last, done=F("done") + found.count, unread=F("unread") + found.unread,
            differing=F("differing") + len(found.differing), moved_at=timezone.now(),
        )  # fmt: skip
    run.refresh_from_db()


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [LOCK])
        if not (cursor.fetchone() or (False,))[0]:
            raise RunningElsewhere
        try:
            yield
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [LOCK])
