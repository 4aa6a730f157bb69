"""What the application's role may and may not do, on the real tables."""

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from pharos.site.database import roles

pytestmark = pytest.mark.django_db


def answer(query: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def refused(statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner|must be superuser"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_tests_work_as_the_application() -> None:
    assert answer("SELECT current_user") == roles.APP


def test_it_owns_no_table() -> None:
    assert (
        answer(f"SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE rolname = '{roles.APP}'")
        == 0
    )


def test_it_has_no_special_power() -> None:
    query = "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
    assert answer(query) is False


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
        "UPDATE journal_entry SET position = position",
        "DELETE FROM journal_entry",
        "TRUNCATE journal_entry",
        "TRUNCATE django_session",
        "DROP TABLE django_session",
        "CREATE TABLE mine (id int)",
        "DELETE FROM django_migrations",
        f"SET LOCAL ROLE {roles.OWNER}",
        "SET LOCAL ROLE postgres",
        "SET LOCAL session_replication_role = replica",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ],
)
def test_it_is_refused(statement: str) -> None:
    refused(statement)


def test_it_may_read_as_an_insurer() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {roles.INSURER}")
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] == roles.INSURER


def test_an_insurer_reads_no_table_that_does_not_filter_rows() -> None:
    query = f"""SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND NOT relrowsecurity AND has_table_privilege('{roles.INSURER}', oid, 'SELECT')"""
    assert answer(query) == 0


def test_a_wrong_password_is_refused(superuser_address: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        psycopg.connect(superuser_address.replace("@", "x@"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_commits_is_gone_for_the_next(turn: int) -> None:
    assert answer("SELECT count(*) FROM django_session") == 0
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES ('key', 'data', now())")
    assert answer("SELECT count(*) FROM django_session") == 1
