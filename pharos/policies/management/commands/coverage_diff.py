"""`pharos coverage diff`: what one version of a rule set says otherwise than another."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.policies.cover.comparing import differences
from pharos.policies.cover.faults import Faulty
from pharos.policies.cover_messages.faults import placed
from pharos.policies.queries.naming import named


class Command(BaseCommand):
    help = gettext_noop("Print the differences of two rule sets, row by row")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", metavar="OLD", help=_("a file, name or name@version"))
        parser.add_argument("new", metavar="NEW", help=_("a file, name or name@version"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            old, new = named(options["old"]), named(options["new"])
        except Faulty as faulty:
            raise CommandError("\n".join(placed(fault) for fault in faulty.faults)) from faulty
        changes = list(differences(old.engine.rules, new.engine.rules))
        for change in changes:
            place = " ".join(filter(None, (change.sheet, change.row, change.column)))
            self.stdout.write(f"{place}:")
            for sign, text in (("-", change.old), ("+", change.new)):
                if text:
                    self.stdout.write(f"  {sign} {text}")
        self.stdout.write(_("Differences: %d") % len(changes))
