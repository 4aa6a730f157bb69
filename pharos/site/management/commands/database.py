"""`pharos database start|stop|status`: the embedded server by hand."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.site.database import connections, server
from pharos.site.database.layout import layout


class Command(BaseCommand):
    """Start, stop or look at the embedded PostgreSQL."""

    help = gettext_noop("Start, stop or look at the embedded PostgreSQL.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One word, and a form for programs."""
        parser.add_argument("action", choices=("start", "stop", "status"))
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        """Do it, and say how things stand."""
        if not connections.embedded():
            raise CommandError(_("DATABASE_URL names your own server: start and stop it with its own tools"))
        if action == "start":
            server.ensure_running()
            layout().kept.touch()
        elif action == "stop":
            layout().kept.unlink(missing_ok=True)
            server.stop()
        self._show(server.status(), as_json=options["json"])

    def _show(self, status: server.Status, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({name: _plain(value) for name, value in asdict(status).items()}))
            return
        words = {
            server.State.ABSENT: _("not made yet"),
            server.State.STOPPED: _("stopped"),
            server.State.STARTING: _("starting or stopping"),
            server.State.RUNNING: _("running"),
        }
        self.stdout.write(_("Database: %(state)s") % {"state": words[status.state]})
        self.stdout.write(_("Data: %(folder)s") % {"folder": status.data})
        if status.state is server.State.RUNNING:
            facts = {"version": status.version, "pid": status.pid, "folder": status.socket}
            self.stdout.write(_("PostgreSQL %(version)s, process %(pid)s, socket in %(folder)s") % facts)


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, int) else str(value)
