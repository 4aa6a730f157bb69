"""`pharos mail import FILE|DIR`: letters from files, filed as if they had arrived."""

import json
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pharos.contact.importing.rows import as_json
from pharos.contact.importing.running import ImportedLetter, import_letters
from pharos.contact.importing.sources import NotALetter, Skipped, sources
from pharos.contact.messages import KINDS
from pharos.core.actor import Actor


class Command(BaseCommand):
    """Store, read, thread and file letters; print what became of each."""

    help = gettext_lazy(  # type: ignore[assignment]
        "File letters from .eml files, mbox files or folders.\n\n"
        "With --json one object a line for each letter: file, conversation, case (its number), new_conversation,\n"
        "thread_of (Message-ID of the thread's first letter, its own for that letter), policy, policy_registered,\n"
        "language, urgent, attachments, visible_text, kind."
    )
    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Keep the lines of the help as they are."""
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Paths, and a form for programs."""
        parser.add_argument("paths", nargs="+", metavar="FILE|DIR", help=_("a file, a folder, or - for the input"))
        parser.add_argument("--json", action="store_true", help=_("one JSON object a line"))

    def handle(self, *args: Any, paths: list[str], **options: Any) -> None:
        """Import everything; what is no letter is named and passed over."""
        self.as_json = bool(options["json"])
        self.ascii = "utf" not in (getattr(self.stdout._out, "encoding", "") or "utf-8").lower()
        began, seen, skipped = time.monotonic(), Counter[str](), list[Skipped]()
        for one in import_letters(sources(paths), actor=Actor.system("import"), clock=timezone.now):
            if isinstance(one, Skipped):
                skipped.append(one)
                self.stderr.write(self._passed_over(one))
            else:
                seen[one.kind] += 1
                self._print(one)
        if not seen:
            raise CommandError(_("no letter was found"))
        missing = [one for one in skipped if one.why is NotALetter.MISSING]
        if missing:
            raise CommandError(_("not found: %(names)s") % {"names": ", ".join(one.name for one in missing)})
        if not self.as_json:
            self._sum_up(seen, time.monotonic() - began)

    def _print(self, one: ImportedLetter) -> None:
        if self.as_json:
            self.stdout.write(json.dumps(as_json(one), ensure_ascii=self.ascii))
            return
        where = one.case or (_("new conversation") if one.filed and one.filed.opened else _("known conversation"))
        self.stdout.write(
            f"{one.file}: {KINDS[one.kind]}, {where}" if one.conversation else f"{one.file}: {KINDS[one.kind]}"
        )

    def _passed_over(self, one: Skipped) -> str:
        why = {
            NotALetter.MISSING: _("there is no such file or folder"),
            NotALetter.UNREADABLE: _("it cannot be read"),
            NotALetter.EMPTY: _("it is empty"),
            NotALetter.NO_HEADERS: _("it is not a letter"),
        }[one.why]
        return _("%(file)s: passed over, %(why)s") % {"file": one.name, "why": why}

    def _sum_up(self, seen: Counter[str], seconds: float) -> None:
        total = sum(seen.values())
        kinds = ", ".join(f"{KINDS[kind]} {count}" for kind, count in seen.most_common())
        self.stdout.write(
            _("Letters: %(total)d (%(kinds)s), %(rate)d a second")
            % {"total": total, "kinds": kinds, "rate": total / max(seconds, 0.001)}
        )
