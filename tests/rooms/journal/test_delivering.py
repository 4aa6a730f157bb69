"""Deliveries have effect exactly once, in order per stream, and one broken stream holds back no other."""

from contextlib import contextmanager
from datetime import timedelta
from threading import Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections

from pharos.journal import api as journal
from pharos.journal import delivering, jobs
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


class Killed(BaseException):
    """What happens to a worker in the middle: nothing catches it."""


def test_a_worker_killed_between_two_retries_strands_nothing(monkeypatch):
    with subscribed(Listener()) as listener:
        bad = uuid4()
        listener.broken.add(bad)
        for count in range(3):
            record(bad, count=count)
        deliver()
        listener.broken.clear()
        first, at = delivering._retry_one, NOW + timedelta(minutes=1)

        def once_and_then_dead(pk, now):
            monkeypatch.setattr(delivering, "_retry_one", dead)
            return first(pk, now)

        def dead(pk, now):
            raise Killed

        monkeypatch.setattr(delivering, "_retry_one", once_and_then_dead)
        with pytest.raises(Killed):
            journal.retry_due(now=at)
        monkeypatch.setattr(delivering, "_retry_one", first)
        assert listener.heard(bad) == [0]
        assert journal.retry_due(now=at) == 2
        assert listener.heard(bad) == [0, 1, 2]


def test_what_comes_while_a_stream_is_mended_is_not_parked_behind_nothing():
    """A delivery that runs beside a retry either waits for it or is told to come again."""
    with subscribed(Listener()) as listener:
        bad = uuid4()
        listener.broken.add(bad)
        record(bad, count=0)
        deliver()
        listener.broken.clear()
        record(bad, count=1)
        beside = []

        def handler(event, entry):
            worker = Thread(target=lambda: (beside.append(deliver()), connections.close_all()))
            worker.start()
            worker.join(10)
            listener(event, entry)

        journal.subscribe([journal.Subscription(name="test", hears=(ThingHappened,), handler=handler)])
        assert journal.retry_due(now=NOW + timedelta(minutes=1)) == 1
        journal.subscribe([journal.Subscription(name="test", hears=(ThingHappened,), handler=listener)])
        deliver()
        assert beside == [0]
        assert not Parked.objects.exists()
        assert listener.heard(bad) == [0, 1]


def test_what_was_parked_for_a_subscriber_that_is_gone_breaks_nothing_and_may_be_dropped():
    with subscribed(Listener()) as listener:
        bad = uuid4()
        listener.broken.add(bad)
        record(bad)
        deliver()
        journal.subscribe([])
        parked = Parked.objects.get()
        assert journal.retry_due(now=NOW + timedelta(hours=1)) == 0
        assert journal.retry(parked.pk, now=NOW) == 0
        journal.drop(parked.pk, actor=WRITER, now=NOW)
        with pytest.raises(Parked.DoesNotExist):
            journal.drop(parked.pk, actor=WRITER, now=NOW)


def test_a_database_error_of_a_handler_is_parked_like_any_other():
    def handler(event, entry):
        with connection.cursor() as cursor:
            cursor.execute("select 1 / 0")

    with subscribed(Listener()):
        journal.subscribe([journal.Subscription(name="test", hears=(ThingHappened,), handler=handler)])
        record(uuid4(), uuid4())
        assert deliver() == 2
        assert set(Parked.objects.values_list("error", flat=True)) == {"DataError"}


def test_a_row_that_points_nowhere_fails_its_own_event_and_not_the_batch():
    with subscribed(Listener()) as listener:
        bad, good = uuid4(), uuid4()

        def handler(event, entry):
            listener(event, entry)
            if event.thing == bad:
                Parked.objects.create(subscriber_id="nobody", position=0, stream=bad, parked_at=NOW)

        journal.subscribe([journal.Subscription(name="test", hears=(ThingHappened,), handler=handler)])
        record(bad, good)
        assert deliver() == 2
        assert (listener.heard(bad), listener.heard(good)) == ([], [0])
        assert Parked.objects.get().error == "IntegrityError"


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


def test_who_sleeps_is_woken_by_one_job_of_its_own():
    with subscribed(Listener()) as listener:
        thing = uuid4()
        record(thing, count=1)
        _forget_jobs()
        for beat in range(3):
            jobs.retry(timestamp=beat)
        assert _waiting_jobs() == ["test"]
        assert listener.heard(thing) == []
        jobs.deliver("test")
        assert listener.heard(thing) == [1]
        _forget_jobs()
        jobs.retry(timestamp=9)
        assert _waiting_jobs() == []


def _forget_jobs() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def _waiting_jobs() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args ->> 'subscriber' FROM procrastinate_jobs WHERE task_name = 'journal.deliver'")
        return [name for (name,) in cursor.fetchall() if name == "test"]
