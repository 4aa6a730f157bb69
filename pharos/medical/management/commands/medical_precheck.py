"""`pharos medical precheck FILE --json`: check cases from a file, without a database. The short way is in `site`."""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import get_language, gettext_noop

from pharos.medical.precheck.running import add_arguments, run


class Command(BaseCommand):
    """docs/medical-precheck.md says what goes in and what comes out."""

    help = gettext_noop("Check diagnosis, medicines, tests and hospital days of cases; no database is needed.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The same as without Django."""
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was found; the exit code says whether all could be read."""
        code = run(argparse.Namespace(**options), get_language() or "en", sys.stdout, sys.stderr)
        if code:
            sys.exit(code)
