"""Row-level security by insurer: an insurer's pages read the same tables as ours and see their own rows only.

Two policies on each table. `everyone` lets any role with rights on the table see all rows: the application's role and
the owner, whose data migrations must keep working though the security is forced. `own_insurer` narrows the role
`pharos_insurer` to rows of the insurer set for the transaction; nothing set means no rows. The second policy names
the current role in its test, because on PostgreSQL 15 a role that inherits from `pharos_insurer` is under it too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.utils import ProgrammingError

ROLE = "pharos_insurer"
SETTING = "pharos.insurer"
_OWN = f"(select current_user) <> '{ROLE}' or {{column}} = nullif(current_setting('{SETTING}', true), '')::uuid"
# Roles belong to the whole server, so another database being set up may make this one at the same moment.
_CREATE_ROLE = f"""
do $$ begin
    if not exists (select from pg_roles where rolname = '{ROLE}') then
        create role {ROLE} nologin;
    end if;
exception when duplicate_object or unique_violation then null;
end $$
"""


class InsurerRoleMissing(Exception):
    """The role `pharos_insurer` is absent and the migrating role may not create roles."""

    def __init__(self) -> None:
        super().__init__(
            f"The database has no role {ROLE} and this connection may not create it. As an administrator of the "
            f"database run: CREATE ROLE {ROLE} NOLOGIN; and grant it to the application's role, "
            f"from PostgreSQL 16 WITH INHERIT FALSE."
        )


class InsurerRowSecurity(Operation):
    """Migration operation: rows of this table belong to the insurer in `column`, see the module's docstring.

    `InsurerRowSecurity("policies_policy", column="insurer_id")`; the table must exist. Reversible.
    Raises InsurerRoleMissing in a database where the role has not been made and cannot be.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str, column: str = "insurer_id") -> None:
        self.table = table
        self.column = column

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, [self.table], {"column": self.column}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Row security is no part of a model."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        quote = schema_editor.quote_name
        table, own = quote(self.table), _OWN.format(column=quote(self.column))
        _ensure_role(schema_editor)
        for statement in (
            f"alter table {table} enable row level security",
            f"alter table {table} force row level security",
            f"create policy everyone on {table} using (true) with check (true)",
            f"create policy own_insurer on {table} as restrictive to {ROLE} using ({own}) with check ({own})",
            f"grant select on {table} to {ROLE}",
        ):
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        table = schema_editor.quote_name(self.table)
        for statement in (
            f"revoke select on {table} from {ROLE}",
            f"drop policy own_insurer on {table}",
            f"drop policy everyone on {table}",
            f"alter table {table} no force row level security",
            f"alter table {table} disable row level security",
        ):
            schema_editor.execute(statement)

    def describe(self) -> str:
        return f"Rows of {self.table} are shown to an insurer by {self.column}"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.table}_by_insurer"


@contextmanager
def as_insurer(insurer_id: UUID) -> Iterator[None]:
    """Read as this insurer does: within the block every guarded table shows only its rows, others refuse.

    Nothing outlives the transaction, so no later request on the same connection inherits it.
    Raises ProgrammingError where the application's role may not become `pharos_insurer`.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('role'), coalesce(current_setting(%s, true), '')", [SETTING])
            role, setting = cursor.fetchone()
            _set(cursor, ROLE, str(insurer_id))
        yield
        # Inside an outer transaction the settings would last to its end; an exception undoes them by the savepoint.
        with connection.cursor() as cursor:
            _set(cursor, role, setting)


def _set(cursor: Any, role: str, setting: str) -> None:
    cursor.execute("select set_config(%s, %s, true), set_config('role', %s, true)", [SETTING, setting, role])


def _ensure_role(schema_editor: BaseDatabaseSchemaEditor) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select exists (select from pg_roles where rolname = %s)", [ROLE])
        (there,) = cursor.fetchone()
    if there:
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute(_CREATE_ROLE)
    except ProgrammingError as error:
        raise InsurerRoleMissing from error
