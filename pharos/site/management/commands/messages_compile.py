"""Write the .mo files Django reads from the .po files people write."""

from typing import Any

from django.core.management.base import BaseCommand

from pharos.site.messages.catalogues import compile_all


class Command(BaseCommand):
    help = "Compile the translations that changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        written = list(compile_all())
        if options["verbosity"]:
            self.stdout.write(f"compiled: {len(written)}")
