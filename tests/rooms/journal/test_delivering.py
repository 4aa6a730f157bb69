"""Deliveries have effect exactly once, in order per stream, and one broken stream holds back no other."""

from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from pharos.journal import api as journal
from pharos.journal.models import Parked, Progress
from pharos.journal.subscribing import _subscriptions
from tests.cast import NOW
from tests.rooms.journal.test_recording import WRITER, ThingHappened, record

pytestmark = pytest.mark.django_db(transaction=True)


class Listener:
    """Writes what it hears into a table, so that its effect lives and dies with the delivery's transaction."""

    def __init__(self) -> None:
        self.broken: set[UUID] = set()
        self.calls = 0

    def __call__(self, event: ThingHappened, entry: journal.Entry) -> None:
        self.calls += 1
        Progress.objects.create(
            kind=str(event.thing), total=self.calls, done=event.count, actor="", started_at=NOW, moved_at=NOW
        )
        if event.thing in self.broken:
            raise RuntimeError("said nothing of whom")

    def heard(self, thing: UUID) -> list[int]:
        return list(Progress.objects.filter(kind=str(thing)).order_by("total").values_list("done", flat=True))


@contextmanager
def subscribed(listener: Listener):
    before = dict(_subscriptions)
    journal.subscribe([journal.Subscription(name="test", hears=(ThingHappened,), handler=listener)])
    try:
        yield listener
    finally:
        journal.subscribe(before.values())


def deliver(at=NOW) -> int:
    return journal.deliver("test", now=at)


def test_every_event_is_heard_once_and_in_order():
    with subscribed(Listener()) as listener:
        thing = uuid4()
        for count in range(5):
            record(thing, count=count)
        assert deliver() == 5
        assert deliver() == 0
        assert listener.heard(thing) == [0, 1, 2, 3, 4]


def test_a_new_subscriber_catches_up_in_batches():
    thing = uuid4()
    for start in range(0, 250, 50):
        with journal.transaction(actor=WRITER, now=NOW) as write:
            for count in range(start, start + 50):
                write(ThingHappened(thing=thing, count=count))
    with subscribed(Listener()) as listener:
        assert deliver() == 250
        assert listener.heard(thing) == list(range(250))


def test_a_broken_stream_waits_and_the_others_go_on():
    with subscribed(Listener()) as listener:
        bad, good = uuid4(), uuid4()
        listener.broken.add(bad)
        for count in range(3):
            record(bad, good, count=count)
        deliver()
        assert listener.heard(good) == [0, 1, 2]
        assert listener.heard(bad) == []
        first, *behind = Parked.objects.order_by("position")
        assert (first.attempts, first.error, first.next_try_at) == (1, "RuntimeError", NOW + timedelta(seconds=5))
        assert [parked.next_try_at for parked in behind] == [None, None]


def test_what_failed_keeps_no_words_of_the_failure():
    with subscribed(Listener()) as listener:
        bad = uuid4()
        listener.broken.add(bad)
        record(bad)
        deliver()
        parked = Parked.objects.get()
        assert "said nothing" not in f"{parked.error} {parked.place}"
        assert parked.place.startswith("test_delivering.py:")


def test_pauses_grow_and_a_mended_stream_is_heard_in_order():
    with subscribed(Listener()) as listener:
        bad = uuid4()
        listener.broken.add(bad)
        record(bad, count=0)
        record(bad, count=1)
        deliver()
        pauses, at = [], NOW
        for _ in range(4):
            at = Parked.objects.order_by("position")[0].next_try_at
            journal.retry_due(now=at)
            pauses.append((Parked.objects.order_by("position")[0].next_try_at - at).total_seconds())
        assert pauses == [15, 60, 300, 900]
        record(bad, count=2)
        deliver(at)
        listener.broken.clear()
        assert journal.retry_due(now=at + timedelta(hours=1)) == 3
        assert listener.heard(bad) == [0, 1, 2]
        assert not Parked.objects.exists()


def test_a_person_may_drop_a_delivery_and_what_waited_goes_on():
    with subscribed(Listener()) as listener:
        bad = uuid4()
        listener.broken.add(bad)
        record(bad, count=0)
        record(bad, count=1)
        deliver()
        listener.broken.clear()
        journal.drop(Parked.objects.order_by("position")[0].pk, actor=WRITER, now=NOW)
        assert journal.retry_due(now=NOW) == 1
        assert listener.heard(bad) == [1]


def test_an_event_wakes_only_those_who_hear_it(superuser):
    with subscribed(Listener()):
        record(uuid4())
        jobs = superuser("select args->>'subscriber' from procrastinate_jobs where task_name = 'journal.deliver'")
        assert jobs == [("test",)]


def test_a_rolled_back_write_wakes_nobody(superuser):
    with subscribed(Listener()):
        with pytest.raises(RuntimeError), journal.transaction(actor=WRITER, now=NOW) as write:
            write(ThingHappened(thing=uuid4()))
            raise RuntimeError
        assert superuser("select count(*) from procrastinate_jobs where task_name = 'journal.deliver'") == [(0,)]
