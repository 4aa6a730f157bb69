"""`pharos coverage redecide`: which past decisions would come out otherwise by this set?"""

import csv
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.policies.cover.faults import Faulty
from pharos.policies.cover_messages.faults import placed
from pharos.policies.messages import objection_text
from pharos.policies.models import Redecision, RuleSet
from pharos.policies.publishing import crew, redeciding
from pharos.policies.publishing.listing import csv_rows
from pharos.policies.queries.naming import published
from pharos.policies.rulesets import SUFFIXES, Found, named, read_text


class Command(BaseCommand):
    help = gettext_noop("Make past decisions again by a rule set, and tell which would come out otherwise")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rules", metavar="SET", help=_("a file, name or name@version"))
        parser.add_argument(
            "--processes", type=int, default=0, help=_("as many at once; 0: as many as there are cores")
        )
        parser.add_argument("--csv", metavar="FILE.csv", default="", help=_("where to write those that differ"))

    def handle(self, *args: Any, **options: Any) -> None:
        actor, now = Actor.system("cli"), timezone.now()
        try:
            run = _started(options["rules"], actor)
        except Faulty as faulty:
            raise CommandError("\n".join(placed(fault) for fault in faulty.faults)) from faulty
        except Objected as objected:
            raise CommandError("\n".join(objection_text(one) for one in objected.objections)) from objected
        if run.started_at < now:
            done = redeciding.tell(run)
            told = {"done": done, "total": run.total}
            self.stdout.write(_("An earlier run was left at %(done)d of %(total)d; going on there.") % told)
        try:
            run = crew.carry_out(run.id, processes=options["processes"], moved=self._bar)
        except crew.CrewLost as lost:
            raise CommandError(
                _("A process of the run was killed. What was done is kept; the same command goes on behind it.")
            ) from lost
        self._tell(run, options["csv"])

    def _bar(self, done: int, total: int) -> None:
        """One line that grows, where somebody watches."""
        if sys.stderr.isatty():
            width = 40 * done // total if total else 40
            self.stderr.write(f"\r{'█' * width}{'░' * (40 - width)} {done:>9} / {total}", ending="")
            if done == total:
                self.stderr.write("")

    def _tell(self, run: Redecision, path: str) -> None:
        counts = run.counts or dict(redeciding.counted(run))
        told = {name: counts.get(name, 0) for name in ("read", "same", "changed", "unreadable", "outside", "erased")}
        told["changed"] -= told["unreadable"]
        self.stdout.write(
            _(
                "%(read)d decisions read: %(same)d the same, %(changed)d otherwise, %(outside)d under another version, "
                "%(unreadable)d this set cannot read, %(erased)d erased."
            )
            % told
        )
        if path:
            with Path(path).open("w", encoding="utf-8-sig", newline="") as file:
                csv.writer(file, delimiter=";").writerows(csv_rows(run))
            self.stdout.write(_("Written to %s") % path)
        if run.status != Redecision.Status.DONE:
            raise CommandError(_("The run was stopped before its end."))


def _started(name: str, actor: Actor) -> Redecision:
    """Of a published set, or of the text of one that is not published. An unfinished run is taken up."""
    if not (name.endswith(SUFFIXES) or "/" in name):
        wanted, _at, version = name.partition("@")
        rows = [row for row in published(wanted) if not version or row.version == version]
        if rows:
            return _run(actor, rows[-1], None)
    return _run(actor, None, named(name))


def _run(actor: Actor, row: RuleSet | None, found: Found | None) -> Redecision:
    now = timezone.now()
    text = "" if found is None or found.path is None else read_text(found.path)
    run = redeciding.start(actor=actor, now=now, rule_set=row.id if row else None, text=text)
    if run.status in (Redecision.Status.STOPPED, Redecision.Status.FAILED):
        return redeciding.take_up(actor=actor, now=now, run_id=run.id)
    return run
