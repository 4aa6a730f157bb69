"""`pharos journal verify`: is every entry still what was written?"""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pharos.journal.messages import DAMAGES
from pharos.journal.verifying import Anchor, head, verify


class Command(BaseCommand):
    help = gettext_lazy(  # type: ignore[assignment]
        "Check that no entry of the journal was changed, removed or put in"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anchor", metavar="POSITION:HASH", help=_("a head noted earlier, outside this database"))
        parser.add_argument("--json", action="store_true", help=_("one JSON object instead of words"))

    def handle(self, *args: Any, **options: Any) -> None:
        findings = list(verify(_anchor(options["anchor"])))
        newest = head()
        if options["json"]:
            damage = [{"position": finding.position, "damage": finding.damage} for finding in findings]
            self.stdout.write(json.dumps({"ok": not findings, "head": vars(newest), "damage": damage}))
        else:
            for finding in findings:
                self.stdout.write(f"{finding.position}: {DAMAGES[finding.damage]}")
            words = _("The journal is whole up to %(position)s.") if not findings else _("The journal is damaged.")
            self.stdout.write(words % {"position": newest.position})
            self.stdout.write(_("Anchor to keep elsewhere: %s") % f"{newest.position}:{newest.hash}")
        if findings:
            sys.exit(1)


def _anchor(text: str | None) -> Anchor | None:
    try:
        return Anchor.parse(text) if text else None
    except ValueError as error:
        raise CommandError(_("An anchor looks like 4711:ab12…, as this command prints it.")) from error
