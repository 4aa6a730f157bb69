"""The ground benches stand on: a durable embedded server of their own, beside the real data, never on it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from psycopg import Connection, sql

from pharos.site import environment
from pharos.site.database import lease, passwords, roles, server

FRONT = Path(os.environ.get("PHAROS_BENCH_SERVER") or environment.ROOT / "var" / "bench")

WORLD = "world"


def address(held: lease.Lease, name: str, role: str) -> str:
    secret = passwords.read(held.layout)
    assert secret is not None
    word = secret.owner if role == roles.OWNER else secret.app
    return f"postgresql://{role}:{word}@/{name}?host={quote(str(held.layout.socket), safe='')}"


@contextmanager
def open_ground(name: str = "bench") -> Iterator[str]:
    """A migrated database for the benches, with Django set up on it as the application's role."""
    with lease.held(FRONT) as held:
        with server.connect(held.layout, "postgres", "postgres") as superuser:
            roles.create_database(superuser, name)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pharos.site.settings")
        os.environ |= addresses(held, name)
        migrate(held, name)
        import django

        django.setup()
        yield name


@contextmanager
def environment_kept() -> Iterator[None]:
    """Whatever a block sets in the environment is as before afterwards."""
    before = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def addresses(held: lease.Lease, name: str) -> dict[str, str]:
    """The surroundings of a process that works on this database."""
    return {"DATABASE_URL": address(held, name, roles.APP), "DATABASE_OWNER_URL": address(held, name, roles.OWNER)}


@contextmanager
def superuser(name: str) -> Iterator[Connection[Any]]:
    """For building a world in bulk: past triggers and row security."""
    with lease.held(FRONT) as held, server.connect(held.layout, "postgres", name) as connection:
        yield connection


def built() -> str:
    """What stands in the world's database: its comment, empty when there is none or it was never finished."""
    with superuser("postgres") as connection:
        found = connection.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = %s", [WORLD]
        ).fetchone()
    return (found and found[0]) or ""


def drop(name: str) -> None:
    with superuser("postgres") as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def renew(name: str) -> None:
    """Bring a database that stands up to the present tables."""
    with lease.held(FRONT) as held:
        migrate(held, name)


def migrate(held: lease.Lease, name: str) -> None:
    """As the owner, in a process of its own: the role is chosen when settings are read."""
    import subprocess
    import sys

    environ = {**os.environ, **addresses(held, name), "PHAROS_DB_ROLE": "owner"}
    subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=environ, check=True)
    code = "import django; django.setup(); from pharos.site.database import schema; schema.finish()"
    subprocess.run([sys.executable, "-c", code], env=environ, check=True)
