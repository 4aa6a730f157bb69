"""`pharos serve`: the whole of Pharos in the foreground."""

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management import get_commands
from django.core.management.base import BaseCommand
from django.utils.translation import gettext_noop

from pharos.site.supervisor import plan
from pharos.twin import api as twin


class Command(BaseCommand):
    """Database, web, worker and mail intake, watched and restarted."""

    help = gettext_noop("Run everything in the foreground: database, web, worker, mail intake.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Addresses. A port given here is taken or refused; the usual one gives way to the next free one."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int)
        parser.add_argument("--smtp-host", default="127.0.0.1")
        parser.add_argument("--smtp-port", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        """Become the supervisor; does not return."""
        self.check(tags=[Tags.database], databases=["default"])
        become_supervisor(self.plan(options))

    def plan(self, options: dict[str, Any]) -> plan.Plan:
        """What to run, by the options."""
        port, smtp_port = options["port"], options["smtp_port"]
        return plan.Plan(
            host=options["host"],
            port=8000 if port is None else port,
            port_exactly=port is not None,
            smtp_host=options["smtp_host"],
            smtp_port=2525 if smtp_port is None else smtp_port,
            smtp_exactly=smtp_port is not None,
            roles=("mail",) if "mail_intake" in get_commands() else (),
        )


def become_supervisor(planned: plan.Plan) -> None:
    """Replace this process by the supervisor, which needs no Django and a third of the memory."""
    os.environ["PHAROS_DEMO"] = "1" if twin.is_marked() else "0"
    path = plan.write(planned)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-m", "pharos.site.supervisor", str(path)])
