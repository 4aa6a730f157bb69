"""A real PostgreSQL for the tests: one throwaway server a checkout, a template, a clone for each process.

The template is migrated and knows every place, as each installation does.

Tests connect as the application's role, so what it may not do fails here too. Concurrent runs share the server;
the last one out stops it.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from psycopg import sql

from pharos.site import environment
from pharos.site.database import binaries, birth, lease, locks, passwords, roles, server, tuning

ROOT = environment.ROOT
PROGRAMS = os.environ.get(binaries.OWN, "")
FRONT = ROOT / "var" / (f"test-{hashlib.sha256(PROGRAMS.encode()).hexdigest()[:6]}" if PROGRAMS else "test")
KEPT_TEMPLATES = 2
MUCH = 20_000_000

IDLE_IN_TRANSACTION = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'
"""


def address(held: lease.Lease, name: str, role: str) -> str:
    """The postgresql:// address of a database of the test server."""
    secret = passwords.read(held.layout)
    assert secret is not None
    word = {roles.OWNER: secret.owner, roles.APP: secret.app, birth.SUPERUSER: secret.superuser}[role]
    return f"postgresql://{role}:{word}@/{name}?host={quote(str(held.layout.socket), safe='')}"


@contextmanager
def superuser(held: lease.Lease, name: str = birth.SUPERUSER) -> Iterator[psycopg.Connection]:
    """A connection that may do anything, for making and cleaning databases."""
    with server.connect(held.layout, birth.SUPERUSER, name) as connection:
        yield connection


def taken() -> lease.Lease:
    """The running test server; databases of runs that no longer live are swept."""
    held = lease.take(FRONT, tuning=tuning.THROWAWAY)
    with superuser(held) as connection:
        for (name,) in connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'run\\_%'").fetchall():
            if not Path(f"/proc/{name.split('_')[1]}").exists():
                drop(connection, name)
    return held


def template(held: lease.Lease) -> str:
    """The name of a database with every migration applied, made when the migrations have changed."""
    name = f"template_{fingerprint()}"
    with locks.locked(FRONT / "template.lock"), superuser(held) as connection:
        if not _exists(connection, name):
            _make_template(held, connection, name)
    return name


def clone(held: lease.Lease, source: str, name: str) -> None:
    """A fresh copy of the template, in place of whatever bore the name."""
    with superuser(held) as connection:
        drop(connection, name)
        parts = map(sql.Identifier, (name, source, roles.OWNER))
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY FILE_COPY").format(*parts))
        roles.restrict_database(connection, name)


def restored(held: lease.Lease, name: str) -> bool:
    """Put a clone back to its first state; False where so much was written that a fresh clone is quicker."""
    with superuser(held, name) as connection:
        connection.execute(IDLE_IN_TRANSACTION)
        row = connection.execute("SELECT testing.restore()").fetchone()
    return row is not None and row[0] < MUCH


def drop(connection: psycopg.Connection, name: str) -> None:
    """Drop a database, open connections or not."""
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _exists(connection: psycopg.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _make_template(held: lease.Lease, connection: psycopg.Connection, name: str) -> None:
    building = f"building_{os.getpid()}"
    drop(connection, building)
    roles.create_database(connection, building)
    environ = {
        **os.environ,
        "DATABASE_URL": address(held, building, roles.APP),
        "DATABASE_OWNER_URL": address(held, building, roles.OWNER),
        "PHAROS_DB_ROLE": "owner",
        "DJANGO_SETTINGS_MODULE": "pharos.site.settings",
    }
    for step in (["migrate", "--verbosity=0", "--skip-checks"], ["places_load", "--verbosity=0"]):
        command = [sys.executable, "-m", "django", *step]
        done = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            drop(connection, building)
            pytest.fail(f"the template could not be made, {step[0]}:\n{done.stderr}", pytrace=False)
    with superuser(held, building) as inside:
        inside.execute((ROOT / "tests" / "restoring.sql").read_bytes())
    for old in _templates(connection)[KEPT_TEMPLATES - 1 :]:
        drop(connection, old)
    names = map(sql.Identifier, (building, name))
    connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*names))


def _templates(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%' ORDER BY oid DESC")
    return [name for (name,) in rows.fetchall()]


def fingerprint() -> str:
    """Of everything the template is made of: migrations, the places, the grants, the versions of libraries."""
    digest = hashlib.sha256()
    package = ROOT / "pharos"
    files = [
        *package.glob("*/migrations/*.py"),
        *package.glob("places/data/**/*"),
        *package.glob("places/*.py"),
        *package.glob("site/database/*.py"),
    ]
    files.append(ROOT / "tests" / "restoring.sql")
    for path in sorted([*files, package / "site" / "settings.py", ROOT / "uv.lock"]):
        if path.is_file():
            digest.update(f"{path.relative_to(ROOT)}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
