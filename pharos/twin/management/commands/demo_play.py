"""`pharos demo play`: letters and calls of a July night, one after another."""

import os
import secrets
import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.contact import api as contact
from pharos.insurers import api as insurers
from pharos.twin.demo.marking import NotADemonstration, marked, population
from pharos.twin.models import DemoMark
from pharos.twin.night.agenda import Agenda
from pharos.twin.night.loopback import NotThisMachine, host_and_port
from pharos.twin.night.player import Player, Ways
from pharos.twin.night.posting import Post, Telephone
from pharos.twin.night.shift import Shift
from pharos.twin.night.sink import Sink
from pharos.twin.night.watching import Watch
from pharos.twin.population.dice import dice

SWITCHBOARD = "demonstration"
SINK = "127.0.0.1:2526"


class Command(BaseCommand):
    """Runs until it is stopped, and outlives whatever it talks to."""

    help = gettext_noop("Play a July night: invented letters by SMTP and calls by HTTP, on this machine only.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--speed", type=float, default=1.0, help=_("how many times faster than life"))
        parser.add_argument("--seed", type=int, help=_("another number makes another night"))
        parser.add_argument("--for", type=float, dest="minutes", help=_("minutes of the night, without end by itself"))
        parser.add_argument("--smtp", default=os.environ.get("PHAROS_SMTP") or "127.0.0.1:2525")
        parser.add_argument("--address", default=os.environ.get("PHAROS_ADDRESS") or "http://127.0.0.1:8000/")
        parser.add_argument("--sink", default=os.environ.get("PHAROS_SINK") or SINK, help=_("where our letters arrive"))
        parser.add_argument("--again", action="store_true", help=_("tell the guided tour's story once more"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["speed"] <= 0:
            raise CommandError(_("--speed must be greater than nought"))
        try:
            mark = marked()
            for name in ("smtp", "address", "sink"):
                host_and_port(options[name], 1)
            self._play(mark, options)
        except NotADemonstration as refusal:
            raise CommandError(str(refusal)) from refusal
        except NotThisMachine as refusal:
            raise CommandError(
                _("%(host)s is not this machine: the night is played here only") % {"host": refusal}
            ) from refusal
        except OSError as error:
            raise CommandError(
                _("cannot listen on %(sink)s: %(why)s") % {"sink": options["sink"], "why": error}
            ) from error

    def _play(self, mark: DemoMark, options: dict[str, Any]) -> None:
        DemoMark.objects.update(shifts=F("shifts") + 1)
        seed = mark.seed if options["seed"] is None else options["seed"]
        shift = Shift(population(mark), secrets.token_hex(5), dice("night", seed, mark.shifts))
        host, port = host_and_port(options["sink"], 2526)
        with Sink(host, port, settings.VAR / "demo" / "delivered") as sink:
            player = Player(
                shift, self._ways(options, sink), Agenda(options["speed"]), Watch.from_now(), self._say, _told
            )
            _stop_when_asked(player)
            until = options["minutes"] * 60 if options["minutes"] else None
            player.play(with_tour=options["again"] or mark.told_at is None, until=until)
        if options["verbosity"]:
            self.stdout.write(
                _("Letters: %(letters)d, calls: %(calls)d.") % {"letters": player.sent, "calls": player.called}
            )

    def _ways(self, options: dict[str, Any], sink: Sink) -> Ways:
        token = contact.make_token(name=SWITCHBOARD, now=timezone.now())
        telephone = Telephone(options["address"], token)
        return Ways(post=Post(options["smtp"]), telephone=telephone, sink=sink, desks_mail=_desks_mail())

    def _say(self, code: str) -> None:
        kind, _colon, detail = code.partition(":")
        if kind == "waiting":
            self.stderr.write(_("The night waits until Pharos takes letters and calls again."))
        else:
            self.stderr.write(_("Pharos refused something of the night (%(code)s).") % {"code": detail})


def _desks_mail() -> dict[tuple[str, str], str]:
    """Where letters for each insurer's travellers go."""
    addresses = {}
    for insurer in insurers.insurers():
        for language in ("ru", "en"):
            row = insurers.sender_address(insurer.id, language)
            if row:
                addresses[insurer.code, language] = row.address
    return addresses


def _told() -> None:
    DemoMark.objects.update(told_at=timezone.now())


def _stop_when_asked(player: Player) -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        player.stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
