"""`pharos coverage check`: is a rule set sound, and are its own situations green?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.faults import Faulty
from pharos.policies.cover.situations import tried
from pharos.policies.cover_messages.faults import placed
from pharos.policies.management.commands.coverage_situations import lines
from pharos.policies.rulesets import named


class Command(BaseCommand):
    help = gettext_noop("Check a rule set and run its situations")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rules", metavar="SET", help=_("a file, name or name@version"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = named(options["rules"])
        except Faulty as faulty:
            raise CommandError("\n".join(placed(fault) for fault in faulty.faults)) from faulty
        red = 0
        for situation in found.situations:
            result = tried(found.engine, situation, catalogue())
            if not result.green:
                red += 1
                self.stdout.write("\n".join(lines(result, found.engine)))
        told = {"set": found.engine.rules.label, "total": len(found.situations), "red": red}
        self.stdout.write(_("%(set)s: situations %(total)d, differing %(red)d") % told)
        if red:
            raise CommandError(_("Not every situation is green."))
