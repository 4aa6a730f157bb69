"""`pharos database address`: how other tools reach the embedded server."""

from argparse import ArgumentParser
from typing import Any
from urllib.parse import quote

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.site.database import birth, connections, passwords, roles
from pharos.site.database.layout import layout

WHO = {"app": roles.APP, "owner": roles.OWNER, "superuser": birth.SUPERUSER}


class Command(BaseCommand):
    """Print a postgresql:// address, password included."""

    help = gettext_noop("Print the address of the embedded database for other tools. It holds a password.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """As whom."""
        parser.add_argument("--role", choices=sorted(WHO), default="app")

    def handle(self, *args: Any, role: str, **options: Any) -> None:
        """Print it alone, so that it can be handed on."""
        if not connections.embedded():
            raise CommandError(_("DATABASE_URL names your own server: start and stop it with its own tools"))
        place = layout()
        secret = passwords.read(place)
        if secret is None:
            raise CommandError(_("There is no embedded database yet: 'pharos database start' makes one"))
        word = {"app": secret.app, "owner": secret.owner, "superuser": secret.superuser}[role]
        self.stdout.write(f"postgresql://{WHO[role]}:{word}@/{roles.DATABASE}?host={quote(str(place.socket), safe='')}")
