"""`pharos database roles`: what a server of one's own needs once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext_noop

from pharos.site.database import roles


class Command(BaseCommand):
    """Print the SQL."""

    help = gettext_noop("Print the SQL that makes the roles and the database on a server of your own.")
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it; the passwords are for the administrator to choose."""
        self.stdout.write(roles.script())
