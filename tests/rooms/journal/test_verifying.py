"""Any edit of the journal is found and located, by whoever owns the database too."""

from threading import Thread
from uuid import uuid4

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pharos.journal import api as journal
from pharos.journal.api import Damage
from tests.rooms.journal.test_recording import record

pytestmark = pytest.mark.django_db(transaction=True)


def written(count: int) -> list[int]:
    for number in range(count):
        record(uuid4(), count=number)
    return [entry.position for entry in journal.entries_after(0, limit=1000)]


def test_an_untouched_journal_verifies():
    written(5)
    assert list(journal.verify()) == []
    assert list(journal.verify(journal.head())) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("payload", "'{}'"),
        ("actor", "'staff:1'"),
        ("type", "'x.Y'"),
        ("recorded_at", "recorded_at + interval '1 microsecond'"),
        ("stream", "gen_random_uuid()"),
        ("version", "2"),
        ("hash", "sha256('x')"),
    ],
)
def test_a_changed_column_is_found_where_it_is(superuser, column, value):
    positions = written(6)
    superuser(f"update journal_entry set {column} = {value} where position = {positions[2]}")
    findings = list(journal.verify())
    assert findings[0].position == positions[2]
    assert findings[0].damage == Damage.CHANGED


def test_a_deleted_entry_is_found(superuser):
    positions = written(6)
    superuser(f"delete from journal_entry where position = {positions[3]}")
    assert journal.Finding(positions[3], Damage.MISSING) in list(journal.verify())


def test_swapped_entries_are_found(superuser):
    first, second = written(6)[1:3]
    superuser(f"update journal_entry set position = -1 where position = {first}")
    superuser(f"update journal_entry set position = {first} where position = {second}")
    superuser(f"update journal_entry set position = {second} where position = -1")
    assert {finding.position for finding in journal.verify()} >= {first, second}


def test_a_cut_tail_is_found_by_the_head_and_with_a_mended_head_by_the_anchor(superuser):
    positions = written(6)
    anchor = journal.head()
    superuser(f"delete from journal_entry where position > {positions[3]}")
    assert [finding.damage for finding in journal.verify()] == [Damage.HEAD_DIFFERS]
    superuser(
        f"update journal_head set position = {positions[3]}, "
        f"hash = (select hash from journal_entry where position = {positions[3]})"
    )
    assert list(journal.verify()) == []
    assert [finding.damage for finding in journal.verify(anchor)] == [Damage.MISSING]


def test_an_entry_put_in_behind_the_head_is_found(superuser):
    positions = written(3)
    columns = "recorded_at, type, version, stream, actor, payload, hash"
    superuser(
        f"insert into journal_entry (position, {columns}) select position + 1, {columns} from journal_entry "
        f"where position = {positions[-1]}"
    )
    assert [finding.damage for finding in journal.verify()] == [Damage.HEAD_DIFFERS]


def test_what_is_written_meanwhile_is_no_damage():
    written(40)
    writer = Thread(target=_write_much)
    writer.start()
    found, rounds = [], 0
    while writer.is_alive() or rounds < 3:
        found += journal.verify()
        rounds += 1
    writer.join()
    assert found == []
    assert list(journal.verify()) == []


def _write_much() -> None:
    for number in range(300):
        record(uuid4(), count=number)
    connections.close_all()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=st.integers(0, 3))
def test_one_edited_character_anywhere_is_found(superuser, which):
    position = written(4)[which]
    superuser(f"update journal_entry set payload = payload || ' ' where position = {position}")
    found = {finding.position for finding in journal.verify()}
    superuser(f"update journal_entry set payload = rtrim(payload) where position = {position}")
    assert found == {position}
