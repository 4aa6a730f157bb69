"""How fast letters are read, and stored with their threads, by one worker; what each costs in commits and statements.

The same mixture as in `letters`, without what the room above does with them.
"""

import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from bench.letters import write_letters
from bench.table import show
from pharos.core.actor import Actor
from pharos.mailroom import api as mailroom
from pharos.mailroom.parsing import parse_letter

LETTERS, BATCH, SINGLE, SEED = 5_000, 250, 500, 20260719


def run() -> None:
    """Read them, store them in batches, then take some more in one by one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        list(write_letters(folder, count=LETTERS + SINGLE, seed=int(time.time())))
        raws = [path.read_bytes() for path in sorted(folder.glob("*.eml"))]
    many, single = raws[:LETTERS], raws[LETTERS:]
    rows = [("read only", *_rate(lambda: [parse_letter(raw) for raw in many], len(many)))]
    rows.append((f"stored and threaded, {BATCH} a commit", *_rate(lambda: _in_batches(many), len(many))))
    rows.append(("taken in one by one: stored, committed, read", *_rate(lambda: _one_by_one(single), len(single))))
    average = sum(map(len, raws)) // len(raws)
    show(
        "Mailroom", ("letters", "a second", "statements each", "commits each"), rows, note=f"{average} bytes on average"
    )


def _in_batches(raws: list[bytes]) -> None:
    for start in range(0, len(raws), BATCH):
        deliveries = [mailroom.RawDelivery(raw) for raw in raws[start : start + BATCH]]
        mailroom.receive_and_parse_many(deliveries, now=timezone.now(), actor=Actor.system("bench"))


def _one_by_one(raws: list[bytes]) -> None:
    for raw in raws:
        now = timezone.now()
        received = mailroom.receive(raw, now=now, envelope_to=(), envelope_from=None, source="smtp", read_later=False)
        mailroom.parse(received.id, now=now)


def _rate(work: Any, count: int) -> tuple[str, str, str]:
    statements: Counter[str] = Counter()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        statements["all"] += 1
        return execute(sql, params, many, context)

    before, began = _commits(), time.perf_counter()
    with connection.execute_wrapper(note):
        work()
    spent = time.perf_counter() - began
    commits = _commits() - before
    return f"{count / spent:,.0f}", f"{statements['all'] / count:.2f}", f"{commits / count:.3f}"


def _commits() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_stat_force_next_flush()")
        cursor.execute("select xact_commit from pg_stat_database where datname = current_database()")
        commits: int = cursor.fetchone()[0]
    return commits
