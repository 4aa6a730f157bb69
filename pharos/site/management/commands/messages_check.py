"""Whether every text of the interface is there in both languages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pharos.site.messages.checking import check_all


class Command(BaseCommand):
    help = "Name untranslated, fuzzy, stale and clashing translations, wrong variables, and text nobody marked."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rooms", nargs="*", help="rooms to look at; all when none is named")

    def handle(self, *args: Any, **options: Any) -> None:
        found = check_all()
        if options["rooms"]:
            found = [one for one in found if one.path.split("/")[1] in options["rooms"]]
        for one in found:
            self.stdout.write(str(one))
        if found:
            raise CommandError(f"{len(found)} to mend")
        if options["verbosity"]:
            self.stdout.write("every text is there in both languages")
