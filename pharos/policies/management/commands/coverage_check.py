"""`pharos coverage check`: is a rule set sound, and are its own situations green?"""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.checking.findings import Level
from pharos.policies.cover.checking.gate import Checked, checked
from pharos.policies.cover.faults import Faulty
from pharos.policies.cover_messages.faults import placed
from pharos.policies.cover_messages.findings import said
from pharos.policies.management.commands.coverage_situations import lines
from pharos.policies.queries.naming import named
from pharos.policies.rulesets import Found


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
        result = checked(found.engine, found.situations, catalogue())
        self.stdout.write("\n".join(report(found, result)))
        if not result.passed:
            raise CommandError(_("The set cannot be published as it is."))


def report(found: Found, result: Checked) -> Iterator[str]:
    """Situations that differ, findings, and one line for the whole."""
    for one in result.situations:
        if not one.green:
            yield from lines(one, found.engine)
    words = {Level.ERROR: _("error"), Level.WARNING: _("warning")}
    for finding in result.findings:
        yield f"{words[finding.level]}: {said(finding)}"
    errors = sum(finding.level is Level.ERROR for finding in result.findings)
    told = {
        "set": found.engine.rules.label,
        "rows": len(found.engine.compiled.rows),
        "situations": len(result.situations),
        "errors": errors,
        "warnings": len(result.findings) - errors,
    }
    yield _("%(set)s: rows %(rows)d, situations %(situations)d, errors %(errors)d, warnings %(warnings)d") % told
