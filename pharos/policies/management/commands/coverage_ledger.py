"""`pharos coverage ledger`: a file of limits and payments into the ledger."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.insurers import api as insurers
from pharos.policies.ledger import importing
from pharos.policies.ledger.words import column_text, fault_text
from pharos.policies.messages import objection_text
from pharos.policies.models import ImportRun


class Command(BaseCommand):
    help = gettext_noop("Take limits and payments in from a file (CSV or XLSX)")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help=_("the table"))
        parser.add_argument("--insurer", metavar="CODE", required=True, help=_("whose policies they are"))
        parser.add_argument("--dry-run", action="store_true", help=_("only say what it would do"))

    def handle(self, *args: Any, **options: Any) -> None:
        insurer = _insurer(options["insurer"])
        path = Path(options["file"])
        try:
            data = path.read_bytes()
            outcome = importing.rehearse(data, insurer)
            if not (options["dry_run"] or outcome.faults):
                outcome = _taken(path.name, data, insurer)
        except OSError as error:
            raise CommandError(_("There is no such file: %s") % path) from error
        except Objected as objected:
            raise CommandError("\n".join(objection_text(one) for one in objected.objections)) from objected
        for fault in outcome.faults:
            place = {"row": fault.row, "column": column_text(fault.column), "text": fault_text(fault)}
            self.stdout.write(_("row %(row)s, column %(column)s: %(text)s") % place)
        told = outcome.counts()
        self.stdout.write(
            _("Rows: %(rows)d, limits opened: %(opened)d, movements: %(entries)d, known already: %(known)d") % told
        )
        if outcome.faults:
            raise CommandError(_("Nothing was taken in."))


def _insurer(code: str) -> Any:
    try:
        return insurers.insurer(code).id
    except LookupError as error:
        known = ", ".join(one.code for one in insurers.insurers(active_only=False))
        raise CommandError(
            _("There is no insurer %(code)s. Known: %(known)s") % {"code": code, "known": known}
        ) from error


def _taken(name: str, data: bytes, insurer: Any) -> importing.Outcome:
    now = timezone.now()
    run = ImportRun(
        kind=ImportRun.Kind.LIMITS, insurer_id=insurer, file_name=name[:200], size=len(data), started_at=now,
        finished_at=now, actor=str(Actor.system("cli")), status=ImportRun.Status.IMPORTED,
    )  # fmt: skip
    outcome = importing.take_in(actor=Actor.system("cli"), now=now, data=data, insurer_id=insurer, run=run)
    if not outcome.faults:
        importing.keep(run, outcome)
        run.save(force_insert=True)
    return outcome
