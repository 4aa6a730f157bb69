"""`pharos triage evaluate FILE`: how good the interview is on vignettes. Without Django, see `plainly`."""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.clinical import api as clinical
from pharos.site.command_line import plainly


class Command(BaseCommand):
    """Reads files, fetches nothing; docs/clinical-knowledge.md has their format."""

    help = gettext_noop("Play vignettes against the interview: accuracy, safety, over-triage, with exact intervals.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The same as without Django."""
        clinical.add_evaluation_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the figures."""
        if plainly.evaluate(argparse.Namespace(**options), sys.stdout):
            raise CommandError(_("the vignettes or the base cannot be used; see above"))
