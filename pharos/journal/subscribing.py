"""Who hears what. The table itself is `pharos/site/subscriptions.py`; the site hands it over when it starts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from pharos.events.base import Event
from pharos.journal.models import Entry

Handler = Callable[[Any, Entry], None]
LATER = -10


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """A room's wish to hear events. The handler runs once per event with effect, in journal order per stream,
    inside a transaction; `may_emit` declares what it may record, so that a test can prove there is no cycle.
    `can_wait`: nobody looks at it this minute, so that a worker does letters and other deliveries before it."""

    name: str
    hears: tuple[type[Event], ...]
    handler: Handler
    may_emit: tuple[type[Event], ...] = ()
    can_wait: bool = False

    @property
    def types(self) -> list[str]:
        return [event.type_name() for event in self.hears]


_subscriptions: dict[str, Subscription] = {}


def subscribe(subscriptions: Iterable[Subscription]) -> None:
    """Take over the table of subscriptions. Called once, when the site starts."""
    _subscriptions.clear()
    for subscription in subscriptions:
        if subscription.name in _subscriptions:
            raise ValueError(f"two subscriptions are called {subscription.name}")
        _subscriptions[subscription.name] = subscription


def subscriptions() -> dict[str, Subscription]:
    return dict(_subscriptions)


def wake(types: set[str]) -> None:
    """Queue one delivery job per subscriber that hears any of these types, in the caller's transaction.

    Jobs are inserted through procrastinate's own function, in one statement, because this runs in every write.
    """
    names = [name for name, subscription in _subscriptions.items() if not types.isdisjoint(subscription.types)]
    if names:
        _order(names, "true")


def wake_sleepers(names: list[str]) -> None:
    """Queue a delivery job for each of these subscribers that has none waiting."""
    waiting = (
        "select from procrastinate_jobs where task_name = 'journal.deliver' and status = 'todo'"
        " and args ->> 'subscriber' = name"
    )
    if names:
        _order(names, f"not exists ({waiting})")


def _order(names: list[str], condition: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select procrastinate_defer_jobs_v1(array(select row('deliveries', 'journal.deliver', priority, "
            " 'deliver:' || name, null, jsonb_build_object('subscriber', name), null)::procrastinate_job_to_defer_v1"
            f" from unnest(%s::text[], %s::int[]) as ordered (name, priority) where {condition}))",
            [names, [_priority(name) for name in names]],
        )


def _priority(name: str) -> int:
    subscription = _subscriptions.get(name)
    return LATER if subscription and subscription.can_wait else 0
