"""`pharos demo`: the demonstration world, alive in the foreground."""

from argparse import ArgumentParser
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.core.management import call_command, get_commands
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.site.management.commands.serve import Command as Serve
from pharos.site.management.commands.serve import become_supervisor


class Command(Serve):
    """The same as serve, with an invented night shift in July."""

    help = gettext_noop("Run everything with an invented night shift in July: letters and calls arrive by themselves.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The addresses of serve, and how fast the night passes."""
        super().add_arguments(parser)
        parser.add_argument("--speed", type=float, default=1.0, help=_("how many times faster than life"))
        parser.add_argument("--still", action="store_true", help=_("nothing arrives by itself"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Build what the world lacks, then become the supervisor."""
        if "demo_build" in get_commands():
            call_command("demo_build")
        planned = replace(self.plan(options), hello=tuple(_sign_ins()))
        if "demo_play" in get_commands() and not options["still"]:
            play = ("demo", "play", "--speed", str(options["speed"]))
            planned = replace(planned, roles=(*planned.roles, "play"), play=play)
        become_supervisor(planned)


def _sign_ins() -> list[str]:
    """The lines naming the demonstration's people, where the twin is installed."""
    if find_spec("pharos.twin") is None or find_spec("pharos.twin.api") is None:
        return []
    return [str(line) for line in import_module("pharos.twin.api").demo_sign_ins()]
