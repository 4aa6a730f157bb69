"""Bring every room's Russian catalogue up to date with its code and templates."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from pharos.site.messages.catalogues import rooms, save


class Command(BaseCommand):
    help = "Add new texts to the .po files and drop those nobody says any more."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rooms", nargs="*", help="rooms to update; all when none is named")

    def handle(self, *args: Any, **options: Any) -> None:
        for room in rooms():
            if (not options["rooms"] or room.name in options["rooms"]) and save(room):
                self.stdout.write(f"updated: {room.name}")
