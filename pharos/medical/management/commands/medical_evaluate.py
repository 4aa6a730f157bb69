"""`pharos medical evaluate FILE`: how good the pre-check is on treatments with known answers."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext_noop

from pharos.medical.evaluation.running import add_arguments, evaluation
from pharos.medical.evaluation.treatments import TreatmentFaults


class Command(BaseCommand):
    """Reads files, fetches nothing; docs/medical-precheck.md has their format."""

    help = gettext_noop("Check treatments with known answers: what was flagged, what was missed, with exact intervals.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The same as without Django."""
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the figures and every miss."""
        try:
            for line in evaluation(argparse.Namespace(**options)):
                self.stdout.write(line)
        except TreatmentFaults as faults:
            raise CommandError(str(faults)) from None
