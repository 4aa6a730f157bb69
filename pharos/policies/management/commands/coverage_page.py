"""`pharos coverage page`: a rule set as a page to read."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.policies.cover.faults import Faulty
from pharos.policies.cover_messages.faults import placed
from pharos.policies.cover_messages.pages import page
from pharos.policies.queries.naming import named


class Command(BaseCommand):
    help = gettext_noop("Print a rule set as a page to read (Markdown)")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rules", metavar="SET", help=_("a file, name or name@version"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = named(options["rules"])
        except Faulty as faulty:
            raise CommandError("\n".join(placed(fault) for fault in faulty.faults)) from faulty
        self.stdout.write("\n".join(page(found.engine.rules, found.engine.hash)))
