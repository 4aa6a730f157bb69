"""`pharos coverage export`: a rule set as a workbook, to be edited there."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.policies.cover.faults import Faulty
from pharos.policies.cover.sheets.exporting import workbook
from pharos.policies.cover_messages.faults import placed
from pharos.policies.queries.naming import named


class Command(BaseCommand):
    help = gettext_noop("Write a rule set as a workbook (XLSX)")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rules", metavar="SET", help=_("a file, name or name@version"))
        parser.add_argument("--to", metavar="FILE", required=True, help=_("the workbook to write"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = named(options["rules"])
        except Faulty as faulty:
            raise CommandError("\n".join(placed(fault) for fault in faulty.faults)) from faulty
        path = Path(options["to"])
        try:
            path.write_bytes(workbook(found.engine.rules, [one.plain() for one in found.situations]))
        except OSError as error:
            raise CommandError(_("%(file)s cannot be written: %(reason)s") % {"file": path, "reason": error}) from error
        self.stdout.write(_("%(set)s written to %(file)s") % {"set": found.engine.rules.label, "file": path})
