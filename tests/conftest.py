"""What every test may count on: a real database of its own run, reached as the application's role."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import psycopg
import pytest
from django.conf import settings
from django.db import connections as django_connections
from django.test import TransactionTestCase
from django.utils import translation

from pharos.site.database import connections, lease, roles
from tests import databases

# how long an example takes on a busy machine says nothing of whether it is right
hypothesis.settings.register_profile("pharos", deadline=None)
hypothesis.settings.load_profile("pharos")


def pytest_configure() -> None:
    """Spend no time on making passwords hard to guess, and have the folder static files would be served from."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


SLOWEST_FIRST = (
    "faults/test_kills",
    "site/test_supervisor",
    "site/test_command_line",
    "faults/",
    "browser/",
    "rooms/",
    "site/",
)


@pytest.hookimpl(trylast=True)  # after the shuffle, whose order stays within each group
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes minutes and end with what takes milliseconds, so that two workers come to the end together.

    A stack of processes mostly waits, so the other worker's rules and rooms run beside it.
    """
    here = Path(__file__).parent

    def rank(item: pytest.Item) -> int:
        path = item.path.relative_to(here).as_posix()
        return next((at for at, start in enumerate(SLOWEST_FIRST) if path.startswith(start)), len(SLOWEST_FIRST))

    items.sort(key=rank)


class Clone:
    """This process's database and the way back to its first state."""

    def __init__(self, held: lease.Lease) -> None:
        self.held = held
        self.template = databases.template(held)
        self.name = f"run_{os.getpid()}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        databases.clone(held, self.template, self.name)

    def renew(self) -> None:
        """Throw away what a test committed."""
        django_connections.close_all()
        if not databases.restored(self.held, self.name):
            databases.clone(self.held, self.template, self.name)

    def address(self, role: str = roles.APP) -> str:
        """Its postgresql:// address, for processes a test starts."""
        return databases.address(self.held, self.name, role)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: object) -> Iterator[Clone]:
    """The database of this process; processes started by tests find it in DATABASE_URL."""
    held = databases.taken()
    clone = Clone(held)
    os.environ[connections.URL] = clone.address()
    os.environ[connections.OWNER_URL] = clone.address(roles.OWNER)
    django_connections["default"].settings_dict.update(connections.from_url(clone.address()))
    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: clone.renew())
    yield clone
    patch.undo()
    django_connections.close_all()
    with databases.superuser(held) as connection:
        databases.drop(connection, clone.name)
    lease.give_back(held)


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Each test begins in the house's own language: what a request spoke stays with its thread."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture
def owner_address(django_db_setup: Clone) -> str:
    """The address of this process's database as the owner of its tables."""
    return django_db_setup.address(roles.OWNER)


@pytest.fixture
def superuser_address(django_db_setup: Clone) -> str:
    """The address of this process's database as the superuser, for what nobody else may do."""
    return django_db_setup.address("postgres")


@pytest.fixture
def superuser(superuser_address: str) -> Iterator[Callable[[str], list[tuple[object, ...]]]]:
    """Run one statement as the superuser, guards off, and get its rows: what a burglar could do to the database."""
    with psycopg.connect(superuser_address, autocommit=True) as burglar:
        burglar.execute("set session_replication_role = replica")

        def run(statement: str) -> list[tuple[object, ...]]:
            cursor = burglar.execute(statement)
            return cursor.fetchall() if cursor.description else []

        yield run
