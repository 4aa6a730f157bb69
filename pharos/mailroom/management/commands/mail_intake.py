"""`pharos mail_intake`: the doors for letters, until stopped."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.mailroom.intake.running import Doors, run
from pharos.mailroom.rules.states import Source


class Command(BaseCommand):
    """Listen for letters by SMTP and LMTP, and fetch those that wait in mailboxes."""

    help = gettext_noop("Take letters in by SMTP, LMTP and IMAP, until stopped.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen; the settings say where otherwise."""
        parser.add_argument("--host", default=settings.MAIL_LISTEN)
        parser.add_argument("--smtp-port", type=int, default=settings.MAIL_SMTP_PORT, help=_("0: a free one"))
        parser.add_argument("--lmtp-port", type=int, default=settings.MAIL_LMTP_PORT or -1, help=_("-1: none"))
        parser.add_argument("--no-imap", action="store_true")

    def handle(self, *args: Any, host: str, smtp_port: int, lmtp_port: int, no_imap: bool, **options: Any) -> None:
        """Listen."""
        doors = Doors(
            host=host,
            smtp=smtp_port if smtp_port >= 0 else None,
            lmtp=lmtp_port if lmtp_port >= 0 else None,
            poll=not no_imap,
        )
        try:
            run(doors, self._ready)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise CommandError(
                _("Letters cannot be taken in at %(host)s: %(reason)s") % {"host": host, "reason": reason}
            ) from error

    def _ready(self, ports: dict[Source, int]) -> None:
        where = ", ".join(f"{source.value} {port}" for source, port in ports.items())
        self.stdout.write(_("Letters are taken in: %(where)s") % {"where": where})
        self.stdout.flush()
