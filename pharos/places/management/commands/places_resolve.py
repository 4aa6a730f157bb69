"""`pharos places resolve`: which place a text may mean. The command line takes a shorter way to the same, without
Django and without a database (`pharos.site.command_line.plainly`); this is for `pharos help` and other callers."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from pharos.places.speaking import NO_COUNTRY, codes, options, told


class Command(BaseCommand):
    help = gettext_noop("Say which place a text may mean, and what a careful person would ask.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        options(parser, _)

    def handle(self, *args: Any, text: str, country: list[str], hint: list[str], **given: Any) -> None:
        language = (get_language() or "en")[:2]
        try:
            expected = [code for one in country for code in codes(one)]
        except LookupError as unknown:
            raise CommandError(_(NO_COUNTRY) % {"country": unknown.args[0]}, returncode=2) from None
        self.stdout.write(told(text, expected, hint, language, as_json=given["json"]))
