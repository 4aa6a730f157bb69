"""`pharos demo build`: fill the demonstration's world."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.twin.demo.building import Ground, build
from pharos.twin.demo.marking import FLAG, NotADemonstration, mark_as_demo, may_be_marked
from pharos.twin.demo.staff import demo_sign_ins

SEED, POLICIES = 18, 20_000


class Command(BaseCommand):
    """Does nothing where everything is there."""

    help = gettext_noop("Fill an empty database with the demonstration's world: insurers, policies, staff, cases.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=SEED, help=_("another number makes another world"))
        parser.add_argument("--policies", type=int, default=POLICIES, help=_("how many policies are sold"))
        parser.add_argument(FLAG, action="store_true", dest="sure", help=_("this database may be filled"))

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        allowed = may_be_marked(os.environ, sure=options["sure"])
        try:
            mark = mark_as_demo(
                now=now,
                today=timezone.localdate(now),
                seed=options["seed"],
                policies=options["policies"],
                allowed=allowed,
            )
        except NotADemonstration as refusal:
            raise CommandError(str(refusal)) from refusal
        quiet = options["verbosity"] == 0
        build(
            Ground(mark, now, settings.VAR / "demo" / "registers"), (lambda _line: None) if quiet else self.stdout.write
        )
        if options["verbosity"] > 1:
            self.stdout.write("\n".join(map(str, demo_sign_ins())))
