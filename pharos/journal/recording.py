"""Events are gathered while an action runs and written as the last statements of its transaction.

The head of the journal is therefore the last lock a transaction takes, and is held only while it commits:
commands that cross each other cannot deadlock over it.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.db import transaction as database

from pharos.core.actor import Actor
from pharos.events.base import Event
from pharos.journal import subscribing

Record = Callable[[Event], None]


@dataclass
class _Gathering:
    rows: list[dict[str, object]] = field(default_factory=list)
    types: set[str] = field(default_factory=set)


_open: ContextVar[_Gathering | None] = ContextVar("open journal transaction", default=None)


@contextmanager
def transaction(*, actor: Actor, now: datetime) -> Iterator[Record]:
    """Run a block atomically; `record(event)` inside it writes to the journal when, and only if, it succeeds.

    Blocks nest: an inner one joins the outer, and its events vanish with it when it fails.
    """
    outer = _open.get()
    outermost = not connection.in_atomic_block
    gathering = outer or _Gathering()
    mark = len(gathering.rows)

    def record(event: Event) -> None:
        gathering.rows.append(_row(event, actor, now))
        gathering.types.add(event.type_name())

    with database.atomic():
        token = _open.set(gathering)
        try:
            yield record
        except BaseException:
            del gathering.rows[mark:]
            raise
        finally:
            _open.reset(token)
        if outer is None and gathering.rows:
            subscribing.wake(gathering.types)
            _append(gathering.rows, and_commit=outermost)


def _row(event: Event, actor: Actor, now: datetime) -> dict[str, object]:
    return {
        "recorded_at": now.isoformat(),
        "type": event.type_name(),
        "version": event.version,
        "stream": str(event.stream_id()),
        "actor": str(actor),
        "payload": event.payload(),
    }


def _append(rows: list[dict[str, object]], *, and_commit: bool) -> None:
    """The commit travels with the append, so that the head is locked for as long as the server needs and no longer:
    a thread waiting for its turn in Python never holds it. Django's own commit then finds nothing left to do."""
    statement = "select journal_append(%s::json)" + ("; commit" if and_commit else "")
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(rows)])
