"""`pharos clinical check`: whether the knowledge base can be used, what it lacks, how much it covers."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.clinical.knowledge.checking import coverage, gaps
from pharos.clinical.knowledge.entries import KnowledgeFaults
from pharos.clinical.knowledge.loading import DATA, load
from pharos.clinical.opening.lexicon import lexicon
from pharos.clinical.pharmacy import loading as pharmacies


class Command(BaseCommand):
    """Faults are errors; gaps are told and become errors with --strict."""

    help = gettext_noop("Check the clinical knowledge base: faults, gaps, coverage.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Where, how strictly, and a form for programs."""
        parser.add_argument("--folder", type=Path, default=DATA, help=_("the folder of the base"))
        parser.add_argument("--strict", action="store_true", help=_("gaps are errors too"))
        parser.add_argument("--json", action="store_true", help=_("JSON instead of words"))

    def handle(self, *args: Any, folder: Path, strict: bool, **options: Any) -> None:
        """Print it all; end with an error where the base cannot be used."""
        try:
            base = load(folder)
            lexicon(base)
            medicines = pharmacies.load(folder.parent / "pharmacy", base)
        except KnowledgeFaults as found:
            for fault in found.faults:
                self.stdout.write(str(fault))
            raise CommandError(_("%(count)d faults; the base cannot be used") % {"count": len(found.faults)}) from None
        lacking, counts = gaps(base), coverage(base) | pharmacies.coverage(medicines)
        if options["json"]:
            told = {"version": base.version, "gaps": [[one.entry, one.problem] for one in lacking]}
            self.stdout.write(json.dumps(told | {"coverage": counts}, ensure_ascii=False))
        else:
            self._say(base.version, [f"{one.entry}: {one.problem}" for one in lacking], counts)
        if strict and lacking:
            raise CommandError(_("%(count)d gaps") % {"count": len(lacking)})

    def _say(self, version: str, lacking: list[str], counts: dict[str, dict[str, int]]) -> None:
        self.stdout.write(_("Base %(version)s") % {"version": version})
        for line in lacking:
            self.stdout.write(f"  {line}")
        for title, rows in counts.items():
            self.stdout.write(f"{title}: " + ", ".join(f"{name} {count}" for name, count in sorted(rows.items())))
