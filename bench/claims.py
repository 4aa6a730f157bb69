"""24 operators claim 3,000 cases over 24 connections: nobody wins twice, and nobody waits long.

Two ways: everybody asks for the next case until none is left, and everybody races everybody for every case.
"""

import multiprocessing
import random
import threading
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from bench.table import percentile, show
from pharos.cases import api as cases
from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.people.api import Role, Staff

CLAIMERS, PROCESSES, CASES, RACED = 24, 4, 3_000, 300
Claimer = Callable[[int, list[float], list[UUID]], None]


def _operators() -> list[int]:
    found = []
    for number in range(CLAIMERS):
        name = f"claimer{number}"
        row = Staff.objects.filter(username=name).first()
        row = row or Staff.objects.create_user(username=name, display_name=f"Claimer {number}", roles=[Role.OPERATOR])
        found.append(row.pk)
    return found


def _cases(count: int) -> list[UUID]:
    """Fresh cases that are more pressing than any other."""
    actor, now = Actor.system("bench"), timezone.now()
    soon = cases.Registration(call_back=True)
    return [cases.register_case(actor=actor, now=now, registration=soon).id for _ in range(count)]


def _next_until(ours: set[UUID]) -> Claimer:
    def claim(staff: int, spent: list[float], won: list[UUID]) -> None:
        while True:
            start = time.perf_counter()
            case_id = cases.claim_next(actor=Actor.staff(staff), now=timezone.now(), staff_id=staff)
            spent.append((time.perf_counter() - start) * 1000)
            if case_id is None or case_id not in ours:
                return
            won.append(case_id)

    return claim


def _race_for(ours: list[UUID]) -> Claimer:
    def claim(staff: int, spent: list[float], won: list[UUID]) -> None:
        for case_id in random.Random(staff).sample(ours, len(ours)):
            start = time.perf_counter()
            try:
                cases.claim(actor=Actor.staff(staff), now=timezone.now(), case_id=case_id, staff_id=staff)
                won.append(case_id)
            except Objected:
                pass
            spent.append((time.perf_counter() - start) * 1000)

    return claim


def _measure(claimer: Claimer, staff: list[int]) -> tuple[float, list[float], list[UUID]]:
    """Seconds in all, milliseconds of each attempt, the cases won, with repeats if any."""
    forks = multiprocessing.get_context("fork")
    ready, results = forks.Barrier(len(staff) + 1), forks.SimpleQueue()
    connection.close()
    shares = [staff[number::PROCESSES] for number in range(PROCESSES)]
    children = [forks.Process(target=_share, args=(claimer, share, ready, results)) for share in shares]
    for child in children:
        child.start()
    ready.wait()
    began = time.perf_counter()
    told = [results.get() for _ in children]
    seconds = time.perf_counter() - began
    for child in children:
        child.join()
    return seconds, [ms for spent, _ in told for ms in spent], [case for _, won in told for case in won]


def _share(claimer: Claimer, staff: list[int], ready: Any, results: Any) -> None:
    """One process's claimers, a thread and a connection each, as a web worker has them."""
    spent: list[list[float]] = [[] for _ in staff]
    won: list[list[UUID]] = [[] for _ in staff]

    def run(number: int) -> None:
        connection.ensure_connection()
        ready.wait()
        claimer(staff[number], spent[number], won[number])
        connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(staff))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results.put(([ms for row in spent for ms in row], [case for row in won for case in row]))


def run() -> None:
    staff, rows = _operators(), []
    asked = _cases(CASES)
    rows.append(_row(f"ask for the next of {CASES:,}", _measure(_next_until(set(asked)), staff)))
    rows.append(_row(f"race for each of {RACED:,}", _measure(_race_for(_cases(RACED)), staff)))
    show(
        f"Claims: {CLAIMERS} claimers over {CLAIMERS} connections ({PROCESSES} processes), at the action",
        ("way", "attempts", "won", "double", "ms p50 / p95 / p99", "attempts/s"),
        rows,
    )


def _row(name: str, measured: tuple[float, list[float], list[UUID]]) -> tuple[object, ...]:
    seconds, spent, won = measured
    times = " / ".join(f"{percentile(spent, share):.1f}" for share in (0.5, 0.95, 0.99))
    rate = f"{len(spent) / seconds:,.0f}"
    return name, f"{len(spent):,}", f"{len(won):,}", len(won) - len(set(won)), times, rate
