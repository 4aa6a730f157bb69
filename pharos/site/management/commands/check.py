"""`pharos check`: Django's checks, the database included."""

from typing import Any

from django.core.management.commands.check import Command as Check
from django.utils.translation import gettext_noop


class Command(Check):
    """Look for mistakes in the settings, the database and the code."""

    help = gettext_noop("Look for mistakes in the settings and the database, and say how to mend them.")

    def handle(self, *app_labels: Any, **options: Any) -> None:
        """Ask the database as well, unless others were named."""
        options["databases"] = options.get("databases") or ["default"]
        super().handle(*app_labels, **options)
