"""Deliveries: each subscriber reads the journal in order, and each event has its effect exactly once.

The handler's work and the subscriber's new position commit together. An event whose handler fails is parked with
everything that later comes in its stream, so one broken case never holds back another; parked deliveries are tried
again with growing pauses and stay visible until they succeed or a person drops them.
"""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from traceback import extract_tb

from django.db import connection
from django.db import transaction as database
from django.db.models import Exists, OuterRef

from pharos.core.actor import Actor
from pharos.journal.models import Entry, Head, Parked, Subscriber
from pharos.journal.recording import transaction
from pharos.journal.subscribing import Subscription, subscriptions

log = logging.getLogger("pharos.journal")
BATCH = 100
PAUSES = (5, 15, 60, 300, 900, 3600)


def deliver(name: str, *, now: datetime) -> int:
    """Bring one subscriber up to the head of the journal; returns how many events it was given."""
    subscription = subscriptions()[name]
    Subscriber.objects.get_or_create(name=name)
    given = 0
    while (count := _deliver_batch(subscription, now)) is not None:
        given += count
    return given


def _deliver_batch(subscription: Subscription, now: datetime) -> int | None:
    """One transaction's worth of events; None when nothing is left or another worker has this subscriber."""
    with transaction(actor=Actor.system(subscription.name), now=now):
        row = Subscriber.objects.select_for_update(skip_locked=True).filter(name=subscription.name).first()
        if row is None:
            return None
        head = Head.objects.values_list("position", flat=True).get()
        if row.position >= head:
            return None
        heard = Entry.objects.filter(position__gt=row.position, position__lte=head, type__in=subscription.types)
        entries = list(heard.order_by("position")[:BATCH])
        waiting = _streams_waiting(subscription, entries)
        for entry in entries:
            if entry.stream in waiting:
                _park_behind(subscription, entry, now)
            elif not _hand_over(subscription, entry, now):
                waiting.add(entry.stream)
        row.position = entries[-1].position if len(entries) == BATCH else head
        row.moved_at = now
        row.save(update_fields=["position", "moved_at"])
        return len(entries)


def _streams_waiting(subscription: Subscription, entries: list[Entry]) -> set[object]:
    streams = {entry.stream for entry in entries}
    parked = Parked.objects.filter(subscriber_id=subscription.name, stream__in=streams)
    return set(parked.values_list("stream", flat=True))


def _hand_over(subscription: Subscription, entry: Entry, now: datetime) -> bool:
    """Run the handler in a savepoint of its own; False when it failed and the delivery is parked.

    Foreign keys are checked here: by themselves they wait for the commit, where one would fail the whole batch.
    """
    try:
        with transaction(actor=Actor.system(subscription.name), now=now):
            subscription.handler(entry.event, entry)
            connection.check_constraints()
    except Exception as error:  # noqa: BLE001  any failure of a handler is parked, shown and retried
        _park(subscription.name, entry, error, now)
        return False
    return True


def _park(name: str, entry: Entry, error: Exception, now: datetime) -> None:
    frame = extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
    log.warning("delivery of %s to %s failed: %s at %s", entry.position, name, type(error).__name__, place)
    parked, _ = Parked.objects.get_or_create(
        subscriber_id=name, position=entry.position, defaults={"stream": entry.stream, "parked_at": now}
    )
    pause = PAUSES[min(parked.attempts, len(PAUSES) - 1)]
    parked.attempts += 1
    parked.error, parked.place = type(error).__name__, place[:200]
    parked.next_try_at = now + timedelta(seconds=pause)
    parked.save()


def _park_behind(subscription: Subscription, entry: Entry, now: datetime) -> None:
    Parked.objects.create(subscriber_id=subscription.name, position=entry.position, stream=entry.stream, parked_at=now)


def retry_due(*, now: datetime, limit: int = 200) -> int:
    """Try again the oldest parked delivery of each stream that is due; returns how many succeeded."""
    known = list(subscriptions())
    due = Parked.objects.filter(next_try_at__lte=now, subscriber_id__in=known).order_by("next_try_at", "position")
    return sum(retry(pk, now=now) for pk in list(due.values_list("pk", flat=True)[:limit]))


def retry(parked_pk: int, *, now: datetime) -> int:
    """Deliver one parked event now, then what waits behind it in its stream, until one fails."""
    succeeded = 0
    following: int | None = parked_pk
    while following is not None:
        following, success = _retry_one(following, now)
        succeeded += success
    return succeeded


def _retry_one(parked_pk: int, now: datetime) -> tuple[int | None, int]:
    with transaction(actor=Actor.system("retry"), now=now):
        parked = _locked(parked_pk)
        if parked is None or parked.subscriber_id not in subscriptions() or _has_older(parked):
            return None, 0
        subscription = subscriptions()[parked.subscriber_id]
        if not _hand_over(subscription, Entry.objects.get(position=parked.position), now):
            return None, 0
        return _give_up_place(parked, now), 1


def drop(parked_pk: int, *, actor: Actor, now: datetime) -> None:
    """Give up one parked delivery because a person decided so; what waits behind it becomes due.

    Raises Parked.DoesNotExist where it is no longer parked.
    """
    with database.atomic():
        parked = _locked(parked_pk)
        if parked is None:
            raise Parked.DoesNotExist
        log.warning("delivery of %s to %s dropped by %s", parked.position, parked.subscriber_id, actor)
        _give_up_place(parked, now)


def _locked(parked_pk: int) -> Parked | None:
    """A parked delivery under its subscriber's lock: meanwhile nothing new is parked behind it and left there."""
    name = Parked.objects.filter(pk=parked_pk).values_list("subscriber_id", flat=True).first()
    Subscriber.objects.select_for_update().filter(name=name).first()
    return Parked.objects.filter(pk=parked_pk).first()


def _give_up_place(parked: Parked, now: datetime) -> int | None:
    """Take a delivery off its stream; the one behind it is due in the same moment, so that no crash strands it."""
    parked.delete()
    stream = Parked.objects.filter(subscriber_id=parked.subscriber_id, stream=parked.stream)
    behind = stream.order_by("position").values_list("pk", flat=True).first()
    if behind is not None:
        Parked.objects.filter(pk=behind).update(next_try_at=now)
    return behind


def _has_older(parked: Parked) -> bool:
    older = Parked.objects.filter(
        subscriber_id=OuterRef("subscriber_id"), stream=OuterRef("stream"), position__lt=OuterRef("position")
    )
    return Parked.objects.filter(Exists(older), pk=parked.pk).exists()


def sleeping_subscribers() -> list[str]:
    """Subscribers behind the head: after a restart, or new ones that have yet to catch up."""
    head = Head.objects.values_list("position", flat=True).get()
    positions = dict(Subscriber.objects.values_list("name", "position"))
    return [name for name in subscriptions() if positions.get(name, 0) < head]
