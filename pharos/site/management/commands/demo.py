"""`pharos demo`: the demonstration world, alive in the foreground."""

import os
from argparse import ArgumentParser
from dataclasses import replace
from typing import Any, Final

from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.contact import api as contact
from pharos.site.management.commands.serve import Command as Serve
from pharos.site.management.commands.serve import become_supervisor
from pharos.site.supervisor import ports
from pharos.twin import api as twin

HERE: Final = "127.0.0.1"
SINK_PORT: Final = 2526
TRIAL: Final = "trial"


class Command(Serve):
    """The same as serve, with an invented night shift in July."""

    help = gettext_noop("Run everything with an invented night shift in July: letters and calls arrive by themselves.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The addresses of serve, and how fast the night passes."""
        super().add_arguments(parser)
        parser.add_argument("--speed", type=float, default=1.0, help=_("how many times faster than life"))
        parser.add_argument("--seed", type=int, help=_("another number makes another night"))
        parser.add_argument("--again", action="store_true", help=_("tell the guided tour's story once more"))
        parser.add_argument("--still", action="store_true", help=_("nothing arrives by itself"))
        parser.add_argument(twin.FLAG, action="store_true", dest="sure", help=_("this database may be filled"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Build what the world lacks, then become the supervisor. Letters of ours never leave this machine."""
        if options["speed"] <= 0:
            raise CommandError(_("--speed must be greater than nought"))
        call_command("demo_build", sure=options["sure"], verbosity=options["verbosity"])
        planned = replace(self.plan(options), hello=(*map(str, twin.demo_sign_ins()), _token()))
        os.environ["PHAROS_SMTP_URL"] = "file://"
        if not options["still"]:
            sink = f"{HERE}:{ports.free(HERE, SINK_PORT, exactly=False)}"
            os.environ |= {"PHAROS_SMTP_URL": f"smtp://{sink}", "PHAROS_SINK": sink}
            planned = replace(planned, roles=(*planned.roles, "play"), play=_play(options))
        become_supervisor(planned)


def _token() -> str:
    """A token to post calls with by hand; each start makes a new one and forgets the old."""
    token = contact.make_token(name=TRIAL, now=timezone.now())
    return _("Token for calls: %(token)s") % {"token": token}


def _play(options: dict[str, Any]) -> tuple[str, ...]:
    seed = () if options["seed"] is None else ("--seed", str(options["seed"]))
    again = ("--again",) if options["again"] else ()
    return ("demo", "play", "--speed", str(options["speed"]), *seed, *again)
