"""`pharos medical recheck`: which signed reviews would be checked otherwise by the present data?"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.medical import rechecking
from pharos.medical.models import Difference, Recheck

EVERY_SECONDS, MOST = 1.0, 30


class Command(BaseCommand):
    """Signed reviews stay as they are. A run that was killed goes on where it was."""

    help = gettext_noop("Check signed reviews again by the present data, and tell which would come out otherwise")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help=_("also those the present data has checked"))
        parser.add_argument(
            "--processes", type=int, default=0, help=_("as many at once; 0: as many as there are cores")
        )
        parser.add_argument("--json", action="store_true", help=_("a line of JSON for each review that differs"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Work, with progress on the standard error, and print what differs."""
        run = rechecking.begin(now=timezone.now(), every=options["all"])
        if run.done:
            told = {"done": run.done, "total": run.total}
            self.stderr.write(_("An earlier run was left at %(done)d of %(total)d; going on there.") % told)
        try:
            progress = Progress(self, time.monotonic(), run.done)
            run = rechecking.carry_out(run, now=timezone.now, processes=options["processes"], moved=progress)
        except rechecking.RunningElsewhere as error:
            raise CommandError(_("Another run is under way; wait for its end.")) from error
        except rechecking.Stopped as stopped:
            raise CommandError(
                _("It was stopped. What was done is kept; the same command goes on behind it.")
            ) from stopped
        except rechecking.CrewLost as lost:
            raise CommandError(
                _("A process of the run was killed. What was done is kept; the same command goes on behind it.")
            ) from lost
        for line in _json_lines(run) if options["json"] else _lines(run):
            self.stdout.write(line)


class Progress:
    """How far it is and how long it still takes, once a second."""

    def __init__(self, command: BaseCommand, begun: float, first: int) -> None:
        self.command, self.begun, self.first, self.last = command, begun, first, begun

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self.last < EVERY_SECONDS and done < total:
            return
        self.last = now
        left = (now - self.begun) / max(1, done - self.first) * max(0, total - done)
        told = {"done": done, "total": total, "left": round(left)}
        self.command.stderr.write("\r" + _("%(done)d of %(total)d, %(left)d s to go") % told, ending="")
        if done >= total or not sys.stderr.isatty():
            self.command.stderr.write("")


def _json_lines(run: Recheck) -> Iterator[str]:
    rows = Difference.objects.filter(run=run).order_by("review")
    for review, number, changes in rows.values_list("review", "review__case__number", "changes").iterator():
        yield json.dumps({"review": str(review), "case": number, "changes": changes}, ensure_ascii=False)


def _lines(run: Recheck) -> Iterator[str]:
    """How many, and the commonest changes."""
    told = {"done": run.done, "differing": run.differing, "unread": run.unread, "version": run.base_version}
    yield _("%(done)d reviews checked by %(version)s: %(differing)d otherwise, %(unread)d erased.") % told
    counted: Counter[tuple[str, str, str, str]] = Counter()
    for changes in Difference.objects.filter(run=run).values_list("changes", flat=True).iterator():
        counted.update((one["kind"], one["code"], one["before"], one["after"]) for one in changes)
    for (kind, code, before, after), n in counted.most_common(MOST):
        yield f"{n:>8}  {kind} {code or '-'}: {before or '-'} > {after or '-'}"
