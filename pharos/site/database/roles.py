"""The roles and what each may do. One text for the embedded server, one's own server and the tests.

`pharos_owner` owns the tables and runs migrations. `pharos_app` serves people: it owns nothing, so it can neither
switch off a trigger nor step round row-level security. `pharos_insurer` only reads, and only rows of one insurer.
"""

from typing import Final

from psycopg import Connection, sql

DATABASE: Final = "pharos"
OWNER: Final = "pharos_owner"
APP: Final = "pharos_app"
INSURER: Final = "pharos_insurer"

INSERT_ONLY: Final = ("journal_entry",)
READ_ONLY: Final = ("django_migrations",)

ROLES: Final = f"""
DO $roles$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{OWNER}') THEN CREATE ROLE {OWNER} LOGIN; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP}') THEN CREATE ROLE {APP} LOGIN; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{INSURER}') THEN CREATE ROLE {INSURER} NOLOGIN; END IF;
END $roles$;
ALTER ROLE {OWNER} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
ALTER ROLE {APP} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
ALTER ROLE {INSURER} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT NOLOGIN;
GRANT {INSURER} TO {APP};
"""

GRANTS: Final = f"""
DO $grants$
DECLARE r record;
BEGIN
    FOR r IN
        SELECT c.oid::regclass AS name, c.relname AS plain, c.relrowsecurity AS guarded,
               EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname LIKE '%insert\\_only%') AS lasting
        FROM pg_class c JOIN pg_roles o ON o.oid = c.relowner
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND o.rolname = current_user
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM {APP}, {INSURER}, PUBLIC', r.name);
        IF r.plain = ANY ('{{{",".join(READ_ONLY)}}}') THEN
            EXECUTE format('GRANT SELECT ON %s TO {APP}', r.name);
        ELSIF r.lasting OR r.plain = ANY ('{{{",".join(INSERT_ONLY)}}}') THEN
            EXECUTE format('GRANT SELECT, INSERT ON %s TO {APP}', r.name);
        ELSE
            EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO {APP}', r.name);
        END IF;
        IF r.guarded THEN
            EXECUTE format('GRANT SELECT ON %s TO {INSURER}', r.name);
        END IF;
    END LOOP;
END $grants$;
GRANT USAGE ON SCHEMA public TO {APP}, {INSURER};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP};
"""


def prepare(connection: Connection, *, owner_password: str, app_password: str) -> None:
    """Make the roles and set their passwords. Needs a superuser; may be repeated at will."""
    connection.execute(ROLES.encode())
    for role, password in ((OWNER, owner_password), (APP, app_password)):
        statement = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
        connection.execute(statement)


def create_database(connection: Connection, name: str) -> None:
    """Make an empty database of the owner's, where it does not exist yet."""
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
        statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'")
        connection.execute(statement.format(sql.Identifier(name), sql.Identifier(OWNER)))
    restrict_database(connection, name)


def restrict_database(connection: Connection, name: str) -> None:
    """Let nobody but the roles of Pharos into a database."""
    for statement in ("REVOKE ALL ON DATABASE {} FROM PUBLIC", f"GRANT CONNECT, TEMPORARY ON DATABASE {{}} TO {APP}"):
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


def script() -> str:
    """The same for an administrator to run by hand, with psql, on a server of one's own."""
    return f"""{ROLES.strip()}
ALTER ROLE {OWNER} PASSWORD 'choose one';
ALTER ROLE {APP} PASSWORD 'choose another';
CREATE DATABASE {DATABASE} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO {APP};
"""


def grant(connection: Connection) -> None:
    """Give each role what it needs on the tables that exist. Run as the owner after each migration."""
    connection.execute(GRANTS.encode())
