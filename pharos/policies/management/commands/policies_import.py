"""`pharos policies import FILE`: an insurer's file into the register, or only looked at.

Exit codes: 0 every row is in; 3 imported, but some rows were not; 1 nothing was imported; 2 not understood.
"""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.insurers import api as insurers
from pharos.policies import error_list, reports
from pharos.policies.actions.files import Request, Taken, import_file
from pharos.policies.actions.importing import NothingToImport
from pharos.policies.actions.mapping import save_mapping
from pharos.policies.actions.sorting import BadRow
from pharos.policies.messages import STAGES, objection_text
from pharos.policies.rules.settings import BadSettings, Settings

PARTIAL = 3


class Command(BaseCommand):
    help = gettext_noop("Import policies from an insurer's file (.xlsx or CSV)")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help=_("the file"))
        parser.add_argument("--insurer", metavar="CODE", help=_("whose file it is; else told by the policy numbers"))
        parser.add_argument("--dry-run", action="store_true", help=_("only show what would happen"))
        parser.add_argument("--mapping", metavar="FILE", help=_("a mapping as JSON, or 'saved' for the insurer's own"))
        parser.add_argument("--save-mapping", action="store_true", help=_("keep this mapping for the insurer"))
        kind = parser.add_mutually_exclusive_group()
        kind.add_argument("--full", action="store_true", default=None, help=_("the file holds every policy in force"))
        kind.add_argument(
            "--delta", dest="full", action="store_false", help=_("the file holds new and changed policies")
        )
        parser.add_argument(
            "--allow-cancel", action="store_true", help=_("cancel policies a full file no longer names")
        )
        parser.add_argument(
            "--empty-means-not-bought", action="store_true", default=None, help=_("read empty options as no")
        )
        parser.add_argument("--date-order", choices=("dmy", "mdy"), help=_("how dates with slashes are written"))
        parser.add_argument("--sheet", metavar="NAME", help=_("the sheet to read"))
        parser.add_argument("--encoding", metavar="NAME", help=_("the encoding of a CSV file"))
        parser.add_argument("--errors", metavar="OUT.csv", help=_("write the bad rows to a file"))
        parser.add_argument("--json", action="store_true", help=_("one JSON object instead of words"))

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        path = Path(options["file"])
        try:
            taken = self._taken(path, options)
        except Objected as refused:
            self._refused(refused, path, options)
            return
        self._listed(options["errors"], taken.outcome.bad, taken.prepared.digest.reading.headings)
        seconds = round(time.monotonic() - started, 2)
        if options["json"]:
            report = reports.as_json(taken, path.name, dry_run=options["dry_run"], seconds=seconds)
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            for line in reports.in_words(taken, path.name, dry_run=options["dry_run"], seconds=seconds):
                self.stdout.write(line)
        if taken.outcome.counts.faulty_rows:
            sys.exit(PARTIAL)

    def _taken(self, path: Path, options: dict[str, Any]) -> Taken:
        if not path.is_file():
            raise Objected(Objection("file_missing", {"name": path.name}))
        now, actor = timezone.now(), Actor.system("cli")
        with path.open("rb") as source:
            request = Request(
                source=source,
                file_name=path.name,
                insurer=_insurer(options["insurer"]),
                changes=_changes(options),
                dry_run=options["dry_run"],
                allow_cancel=options["allow_cancel"],
            )
            taken = import_file(request, actor=actor, now=now, moved=None if options["json"] else self._moved)
        if options["save_mapping"] and not options["dry_run"]:
            save_mapping(actor=actor, now=now, insurer_id=taken.prepared.insurer.id, settings=reports.settled(taken))
        return taken

    def _moved(self, stage: str, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        share = f" {100 * done // total} %" if total else f" {done}"
        sys.stderr.write(f"\r\x1b[K{STAGES[stage]}{share}")
        sys.stderr.flush()
        if stage == "writing" and done:
            sys.stderr.write("\r\x1b[K")

    def _refused(self, refused: Objected, path: Path, options: dict[str, Any]) -> None:
        objection = refused.objections[0]
        bad: Sequence[BadRow] = ()
        if isinstance(refused, NothingToImport):
            bad = refused.bad
            self._listed(options["errors"], bad, refused.rows.headings)
        if options["json"]:
            report = reports.refusal(objection, path.name, bad, dry_run=options["dry_run"])
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            for line in reports.bad_lines(bad):
                self.stdout.write(line)
        raise CommandError(objection_text(objection))

    def _listed(self, path: str | None, bad: Sequence[BadRow], headings: Sequence[str]) -> None:
        if path:
            Path(path).write_text("".join(error_list.lines(bad, headings)), encoding="utf-8", newline="")


def _insurer(code: str | None) -> insurers.Insurer | None:
    if not code:
        return None
    known = {insurer.code.upper(): insurer for insurer in insurers.insurers(active_only=False)}
    if code.upper() not in known:
        raise Objected(Objection("no_such_insurer", {"code": code, "codes": ", ".join(sorted(known))}))
    return known[code.upper()]


def _changes(options: dict[str, Any]) -> dict[str, Any]:
    """The mapping file, then what the command line says over it."""
    changes: dict[str, Any] = {}
    if options["mapping"] and options["mapping"] != "saved":
        changes = _mapping_file(Path(options["mapping"]))
    for name in ("full", "empty_means_not_bought", "sheet", "encoding"):
        if options[name] is not None:
            changes[name] = options[name]
    if options["date_order"]:
        changes["date_orders"] = {"*": options["date_order"]}
    return changes


def _mapping_file(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        settings = Settings.from_json(data if isinstance(data, dict) else {"mapping": data})
    except (OSError, ValueError) as error:
        what = error.args[0] if isinstance(error, BadSettings) else path.name
        raise Objected(Objection("mapping_unreadable", {"what": what})) from error
    return {name: getattr(settings, name) for name in data}
