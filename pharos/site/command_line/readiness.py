"""A database that is up and migrated before a command touches it."""

import atexit
import os
import subprocess
import sys

from django.conf import settings
from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from pharos.site.command_line.wording import say
from pharos.site.database import connections, lease, locks, schema
from pharos.site.database.faults import DatabaseFault
from pharos.site.database.layout import layout

NONE = frozenset(
    {
        *("collectstatic", "compilemessages", "diffsettings", "findstatic", "makemessages", "makemigrations"),
        *("clinical_check", "medical_evaluate", "medical_precheck", "triage_evaluate", "triage_interview"),
        *("coverage_check", "coverage_decide", "coverage_export", "coverage_facts", "coverage_import"),
        *("coverage_diff", "coverage_page", "coverage_situations"),
        *("database", "database_address", "database_roles"),
        *("messages_check", "messages_compile", "messages_extract", "messages_update"),
    }
)
"""Commands that touch no database, or see to it themselves."""

OWNERS = frozenset({"migrate", "showmigrations", "sqlmigrate"})
"""Commands that work as the owner of the tables."""


def lease_taken() -> lease.Lease | None:
    """The embedded server running until this process ends; None where one's own server is used."""
    if not connections.embedded():
        return None
    held = lease.take()
    settings.DATABASES["default"].update(connections.databases()["default"])
    return held


def ready(name: str) -> None:
    """Have the database the command needs. Raises DatabaseFault."""
    if name in NONE:
        return
    held = lease_taken()
    if held is not None:
        atexit.register(_leave, held)
    if name not in OWNERS:
        migrated()


def migrated() -> None:
    """Apply what the code has and the database has not; one's own server is migrated by hand only."""
    from pharos.site.command_line import furnishing  # reaches models, which stand only once Django is set up

    if _up_to_date() and furnishing.furnished():
        return
    if not connections.embedded():
        if not _up_to_date():
            raise DatabaseFault(_("the database is not of this version of Pharos: run 'pharos migrate' first"))
        furnishing.furnish()
        return
    with locks.locked(layout().front / "migrating.lock", timeout=600):
        if not _up_to_date():
            say(_("Preparing the database..."))
            migrate()
        furnishing.furnish()


def migrate() -> None:
    """Run the migrations as the owner, in a process of its own: a process has one role all its life."""
    environ = {**os.environ, connections.ROLE: connections.OWNER}
    environ.pop(connections.POOL, None)
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0", "--skip-checks"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise DatabaseFault(_("the migrations failed: %(reason)s") % {"reason": reason})


def _up_to_date() -> bool:
    try:
        return schema.applied() == schema.expected()
    except OperationalError as error:
        raise DatabaseFault(_("no connection to the database: %(reason)s") % {"reason": error}) from error
    finally:
        connection.close()


def _leave(held: lease.Lease) -> None:
    connection.close()
    try:
        lease.give_back(held)
    except DatabaseFault as fault:
        say(str(fault))
