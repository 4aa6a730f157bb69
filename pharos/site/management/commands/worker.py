"""`pharos worker`: does the jobs, and picks up those whose worker died."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext_noop

from pharos.site.supervisor import jobs


class Command(BaseCommand):
    """Do jobs until asked to stop."""

    help = gettext_noop("Do the jobs waiting in the database, until stopped.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many at once, and whether to leave when all are done."""
        parser.add_argument("--concurrency", type=int, default=4)
        parser.add_argument("--until-idle", action="store_true")

    def handle(self, *args: Any, concurrency: int, until_idle: bool, **options: Any) -> None:
        """Work."""
        jobs.work(concurrency=concurrency, until_idle=until_idle)
