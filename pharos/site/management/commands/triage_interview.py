"""`pharos triage interview --json`: the symptom interview over lines of JSON. Without Django, see `plainly`."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.site.command_line import plainly


class Command(BaseCommand):
    """Lines in, lines out; docs/clinical-interview.md says which."""

    help = gettext_noop("Interview on symptoms over lines of JSON: start, answers, result.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """JSON is the only form."""
        parser.add_argument("--json", action="store_true", help=_("lines of JSON; the only form there is"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer until there are no more lines."""
        plainly.interview(sys.stdin, sys.stdout)
