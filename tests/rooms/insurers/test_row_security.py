"""An insurer's pages see that insurer's rows and no others, in the database itself."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.migrations.state import ProjectState

from pharos.insurers.api import Insurer, InsurerRowSecurity, as_insurer, insurer, load_demo_insurers
from pharos.insurers.models import Contact
from pharos.insurers.security import SETTING
from pharos.site.database.connections import from_url
from tests.cast import ADA, NOW, actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def star() -> Insurer:
    load_demo_insurers(actor=actor(ADA), now=NOW)
    return insurer("SZ")


def codes() -> list[str]:
    return list(Insurer.objects.values_list("code", flat=True))


def test_the_application_sees_every_insurer(star: Insurer) -> None:
    assert len(codes()) == 6


def test_an_insurer_sees_its_own_row_only(star: Insurer) -> None:
    with as_insurer(star.id):
        assert codes() == ["SZ"]
    assert len(codes()) == 6


def test_an_insurer_nobody_named_sees_nothing(star: Insurer) -> None:
    with as_insurer(star.id), connection.cursor() as cursor:
        cursor.execute("select set_config(%s, '', true)", [SETTING])
        assert codes() == []


def test_blocks_nest_and_restore_what_was_set(star: Insurer) -> None:
    other = insurer("DZ")
    with as_insurer(star.id):
        with as_insurer(other.id):
            assert codes() == ["DZ"]
        assert codes() == ["SZ"]


def test_a_failure_inside_the_block_leaves_no_trace(star: Insurer) -> None:
    with pytest.raises(DatabaseError), as_insurer(star.id):
        Contact.objects.count()
    assert len(codes()) == 6


def test_an_insurer_reads_nothing_unguarded_and_writes_nothing(star: Insurer) -> None:
    for forbidden in (lambda: Contact.objects.count(), lambda: Insurer.objects.update(active=False)):
        with pytest.raises(DatabaseError), transaction.atomic(), as_insurer(star.id):
            forbidden()


@pytest.mark.django_db(transaction=True)
def test_the_operation_guards_a_table_even_from_its_owner_and_can_be_undone(owner_address: str) -> None:
    owner = DatabaseWrapper({**connection.settings_dict, **from_url(owner_address)}, alias="default")
    guard, state = InsurerRowSecurity("probe_rows", column="insurer_id"), ProjectState()
    mine, theirs = "00000000-0000-8000-8000-000000000001", "00000000-0000-8000-8000-000000000002"
    try:
        with owner.cursor() as cursor:
            cursor.execute("create table probe_rows (insurer_id uuid)")
            cursor.execute("insert into probe_rows values (%s), (%s), (null)", [mine, theirs])
        with owner.schema_editor() as editor:
            guard.database_forwards("insurers", editor, state, state)
        with owner.cursor() as cursor:
            cursor.execute("select relrowsecurity, relforcerowsecurity from pg_class where relname = 'probe_rows'")
            assert cursor.fetchone() == (True, True)
            cursor.execute("select count(*) from probe_rows")
            assert cursor.fetchone() == (3,), "data migrations of the owner must see every row"
            cursor.execute("grant select, insert on probe_rows to pharos_app, pharos_insurer")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select set_config('role', 'pharos_insurer', true), set_config(%s, %s, true)", [SETTING, mine]
            )
            cursor.execute("select insurer_id::text from probe_rows")
            assert cursor.fetchall() == [(mine,)]
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute("insert into probe_rows values (%s)", [theirs])
        with owner.schema_editor() as editor:
            guard.database_backwards("insurers", editor, state, state)
        with owner.cursor() as cursor:
            cursor.execute("select relrowsecurity, relforcerowsecurity from pg_class where relname = 'probe_rows'")
            assert cursor.fetchone() == (False, False)
    finally:
        owner.close()


def test_every_table_that_names_an_insurer_shows_it_only_its_own_rows() -> None:
    """But the particulars of insurers, which only we read: the role has no right on them at all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'insurer_id' "
            "where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relforcerowsecurity"
        )
        open_tables = {name for (name,) in cursor.fetchall()}
        assert {name for name in open_tables if not name.startswith("insurers_")} == set()
        for name in open_tables:
            cursor.execute("select has_table_privilege('pharos_insurer', %s, 'select')", [name])
            assert cursor.fetchone() == (False,), name
