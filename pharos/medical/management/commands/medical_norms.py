"""`pharos medical norms`: how illnesses are treated, counted anew from the signed reviews."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.medical.actions.counting import rebuild_norms


class Command(BaseCommand):
    """For reviews signed before there was such a count. May be run again at any time, with the same outcome."""

    help = gettext_noop("Count anew how each diagnosis is treated by country and clinic, from the signed reviews")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count, and say how many treatments."""
        self.stdout.write(_("%(n)d treatments counted") % {"n": rebuild_norms()})
