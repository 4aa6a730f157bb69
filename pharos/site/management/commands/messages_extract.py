"""What the code and the templates ask to be translated."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pharos.site.messages.catalogues import rooms
from pharos.site.messages.extracting import marked_in


class Command(BaseCommand):
    help = "List every text marked for translation, with its place."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        for room in rooms():
            for one in marked_in(room):
                line = (
                    json.dumps(vars(one), ensure_ascii=False)
                    if options["json"]
                    else f"{one.path}:{one.line}: {one.text}"
                )
                self.stdout.write(line)
