"""`pharos calls token NAME`: what a telephone system shows to post its calls."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pharos.contact.actions.tokens import make_token, revoke_token


class Command(BaseCommand):
    """Make a token, or refuse one from now on."""

    help = gettext_lazy("Make or revoke the token by which a telephone system posts calls.")  # type: ignore[assignment]
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The system's name; the token is printed once and kept only as a hash."""
        parser.add_argument("name", help=_("a name for the telephone system"))
        parser.add_argument("--revoke", action="store_true", help=_("refuse its token from now on"))

    def handle(self, *args: Any, name: str, revoke: bool, **options: Any) -> None:
        """Print the new token, or say that it is revoked."""
        now = timezone.now()
        if not revoke:
            self.stdout.write(make_token(name=name[:60], now=now))
            return
        if not revoke_token(name=name[:60], now=now):
            raise CommandError(_("no token of the name %(name)s is in use") % {"name": name})
        self.stdout.write(_("The token of %(name)s is revoked.") % {"name": name})
