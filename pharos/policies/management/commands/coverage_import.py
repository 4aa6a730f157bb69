"""`pharos coverage import`: a workbook read, checked, and written as the text of a rule set."""

from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.core.tables.archive import inspect
from pharos.core.tables.limits import Limits, Unreadable
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.checking.gate import checked
from pharos.policies.cover.faults import Fault, Faulty
from pharos.policies.cover.sheets.importing import read_workbook
from pharos.policies.cover.writing import set_text
from pharos.policies.cover_messages.faults import placed
from pharos.policies.management.commands.coverage_check import report
from pharos.policies.rulesets import from_text

MOST_BYTES = 20_000_000


class Command(BaseCommand):
    help = gettext_noop("Read a workbook (XLSX), check it, and write the rule set")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE.xlsx", help=_("the workbook"))
        parser.add_argument("--to", metavar="FILE.yaml", default="", help=_("where to write the set"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = read_workbook(_bytes(Path(options["file"])), catalogue())
            text = set_text(written.rules, written.situations, written.usual)
            found = from_text(text)
        except Faulty as faulty:
            raise CommandError("\n".join(placed(fault) for fault in faulty.faults)) from faulty
        result = checked(found.engine, found.situations, catalogue())
        self.stdout.write("\n".join(report(found, result)))
        if options["to"]:
            Path(options["to"]).write_text(text, encoding="utf-8")
            self.stdout.write(_("%(set)s written to %(file)s") % {"set": written.rules.label, "file": options["to"]})
        if not result.passed:
            raise CommandError(_("The set cannot be published as it is."))


def _bytes(path: Path) -> bytes:
    """The file, looked at before a library opens it: no bomb, no entity, not too large."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Faulty([Fault("no_such_file", facts={"value": str(path)})]) from error
    if len(data) > MOST_BYTES:
        raise Faulty([Fault("not_a_workbook")])
    try:
        inspect(BytesIO(data), Limits())
    except Unreadable as error:
        raise Faulty([Fault("not_a_workbook")]) from error
    return data
