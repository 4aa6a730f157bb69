"""`pharos migrate`: Django's migrate as the owner of the tables, then the grants of the other roles."""

import gc
from typing import Any, Final

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as Migrate
from django.db import connection
from django.utils.translation import gettext_noop

from pharos.site.database import connections, schema

FEWER_SWEEPS: Final = (50_000, 20, 20)
"""Django builds every model anew for each change of one; looking through them all for rubbish was a quarter of the
time of a first start. Costs some 70 MB while it lasts."""


class Command(Migrate):
    """Apply migrations and grants."""

    help = gettext_noop("Bring the database to the version of the code, and give each role its rights.")

    def handle(self, *args: Any, **options: Any) -> str | None:
        """Run as the owner only: what the application owned, it could also change."""
        if connections.role() != connections.OWNER:
            raise CommandError(f"migrations run as the owner: 'pharos migrate', or {connections.ROLE}=owner")
        gc.set_threshold(*FEWER_SWEEPS)
        super().handle(*args, **options)
        if options["check_unapplied"] or options["plan"]:
            return None
        if not (options["app_label"] or options["migration_name"]):
            schema.finish()
        connection.close()
        return None
