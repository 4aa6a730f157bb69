"""Events are written with what they tell of, in one order without gaps, once, for ever."""

import threading
import time
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from pharos.core.actor import Actor
from pharos.events.base import Event
from pharos.journal import api as journal
from tests.cast import NOW

WRITER = Actor.system("test")


@dataclass(frozen=True, kw_only=True)
class ThingHappened(Event):
    """Something, for the tests of the journal."""

    stream: ClassVar[str] = "thing"
    thing: UUID
    count: int = 0


def record(*things: UUID, count: int = 0) -> None:
    with journal.transaction(actor=WRITER, now=NOW) as record:
        for thing in things:
            record(ThingHappened(thing=thing, count=count))


@pytest.mark.django_db
def test_an_event_is_read_back_as_it_was_recorded():
    thing = uuid4()
    record(thing, count=7)
    (entry,) = journal.entries([thing])
    assert entry.event == ThingHappened(thing=thing, count=7)
    assert (entry.recorded_at, entry.who, entry.type) == (NOW, WRITER, "test_recording.ThingHappened")


@pytest.mark.django_db
def test_positions_have_no_gaps_even_when_transactions_fail():
    start = journal.position()
    record(uuid4(), uuid4())
    with pytest.raises(RuntimeError), journal.transaction(actor=WRITER, now=NOW) as failing:
        failing(ThingHappened(thing=uuid4()))
        raise RuntimeError
    record(uuid4())
    assert [entry.position for entry in journal.entries_after(start)] == [start + 1, start + 2, start + 3]


@pytest.mark.django_db
def test_an_inner_action_joins_the_outer_and_its_events_vanish_when_it_fails():
    outer, inner = uuid4(), uuid4()
    with journal.transaction(actor=WRITER, now=NOW) as record:
        record(ThingHappened(thing=outer))
        with pytest.raises(RuntimeError), journal.transaction(actor=WRITER, now=NOW) as record_inner:
            record_inner(ThingHappened(thing=inner))
            raise RuntimeError
    assert len(journal.entries([outer])) == 1
    assert journal.entries([inner]) == []


@pytest.mark.django_db
def test_events_are_the_last_statements_of_the_transaction(django_assert_num_queries):
    with journal.transaction(actor=WRITER, now=NOW) as record:
        record(ThingHappened(thing=uuid4()))
        start = journal.position()
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        assert journal.position() == start


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    ["update journal_entry set payload = '{}'", "delete from journal_entry", "truncate journal_entry"],
)
def test_the_application_cannot_change_what_is_written(statement):
    record(uuid4())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_the_application_cannot_switch_the_guards_off():
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("alter table journal_entry disable trigger all")


@pytest.mark.django_db(transaction=True)
def test_crossing_commands_neither_deadlock_nor_hold_the_head_for_long():
    """Eight writers take two rows in crossing pairs, in sorted order as actions do, and record; each must finish, and
    nobody may wait for the head longer than 50 ms beyond what the machine itself needs."""
    errors: list[Exception] = []
    start = journal.position()

    def write(number: int) -> None:
        try:
            for _ in range(25):
                record(uuid4(), uuid4(), count=number)
        except Exception as error:  # noqa: BLE001  reported below
            errors.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert errors == []
    written = journal.entries_after(start, limit=1000)
    assert [entry.position for entry in written] == list(range(start + 1, start + 401))
    assert list(journal.verify()) == []


@pytest.mark.django_db(transaction=True)
def test_a_slow_action_does_not_hold_the_head():
    """The head is locked only while a transaction commits, not while an action works."""
    inside, finish = threading.Event(), threading.Event()

    def slow() -> None:
        with journal.transaction(actor=WRITER, now=NOW) as record_slow:
            record_slow(ThingHappened(thing=uuid4()))
            inside.set()
            finish.wait(10)
        connection.close()

    worker = threading.Thread(target=slow)
    worker.start()
    inside.wait(10)
    started = time.perf_counter()
    record(uuid4())
    waited = time.perf_counter() - started
    finish.set()
    worker.join()
    assert waited < 2
