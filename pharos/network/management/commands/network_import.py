"""`pharos network import FILE`: a list of facilities taken in, or only looked at.

Exit codes: 0 every row is in; 3 imported, but some rows were not; 1 nothing was imported; 2 not understood.
"""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.network.actions.importing import List, Taken, import_facilities
from pharos.network.messages import FAULTS, REMARKS, objection_text, said_of
from pharos.places import api as places

PARTIAL, NOT_UNDERSTOOD = 3, 2
LISTED = 20


class Command(BaseCommand):
    help = gettext_noop("Take in a list of clinics and hospitals (CSV, XLSX or GeoJSON)")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=_("the file"))
        parser.add_argument("--source", required=True, help=_("whose list it is; a later list of the name renews it"))
        parser.add_argument("--licence", required=True, help=_("under which licence it is given"))
        parser.add_argument("--dated", required=True, metavar="YYYY-MM", help=_("as of when the list is"))
        parser.add_argument("--country", default="", metavar="XX", help=_("the country of rows that name none"))
        parser.add_argument(
            "--column", action="append", default=[], metavar="FIELD=HEADING", help=_("which column is a field of ours")
        )
        parser.add_argument(
            "--exchange", action="store_true", help=_("exchange coordinates that only then lie in the country")
        )
        parser.add_argument("--dry-run", action="store_true", help=_("only show what would happen"))

    def handle(self, *args: Any, **options: Any) -> None:
        given = self._given(options)
        self._exchange = given.exchange
        try:
            taken = import_facilities(
                actor=Actor.system("import"), now=timezone.now(), given=given, dry_run=options["dry_run"],
                watch=self._watch if options["verbosity"] else lambda done: None,
            )  # fmt: skip
        except Objected as refused:
            raise CommandError("; ".join(map(objection_text, refused.objections))) from None
        self._say(taken, dry_run=options["dry_run"])
        if taken.refused:
            sys.exit(PARTIAL)

    def _given(self, options: dict[str, Any]) -> List:
        country = options["country"].upper()
        if country and country not in places.countries():
            raise CommandError(_("no country %(code)s") % {"code": country}, returncode=NOT_UNDERSTOOD)
        pairs = [one.partition("=") for one in options["column"]]
        return List(
            path=options["file"], source=options["source"], licence=options["licence"], dated=options["dated"],
            country=country, columns={field: heading for field, _sign, heading in pairs},
            exchange=options["exchange"],
        )  # fmt: skip

    def _watch(self, done: int) -> None:
        self.stderr.write(f"\r{done}", ending="")

    def _say(self, taken: Taken, *, dry_run: bool) -> None:
        told = _("Read %(rows)d rows: %(added)d new, %(renewed)d renewed, %(refused)d refused.") % {
            "rows": taken.rows, "added": taken.added, "renewed": taken.renewed, "refused": taken.refused,
        }  # fmt: skip
        self.stdout.write(told + (" " + _("Nothing was changed.") if dry_run else ""))
        if taken.survey.exchanged and not self._exchange:
            self.stdout.write(_("Latitude and longitude stand in each other's column throughout: try --exchange."))
        for fault, count in sorted(taken.faults.items()):
            self.stdout.write(f"  {count}: {FAULTS[fault]}")
        for remark, count in sorted(taken.remarks.items()):
            self.stdout.write(f"  {count}: {REMARKS[remark]}")
        for one in (*taken.faulty, *(one for one in taken.noted if one.hint))[:LISTED]:
            said = "; ".join(said_of(one))
            self.stdout.write(_("  row %(line)s, %(name)s: %(faults)s") % {
                "line": one.where, "name": one.name or "—", "faults": said,
            })  # fmt: skip
        if taken.columns.unknown:
            self.stdout.write(_("Columns left out: %(columns)s") % {"columns": ", ".join(taken.columns.unknown)})
