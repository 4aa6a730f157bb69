"""`pharos coverage publish`: a rule set checked and written once into the database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pharos.core.actor import Actor
from pharos.core.objections import Objected
from pharos.policies.actions.publishing import publish
from pharos.policies.cover.faults import Faulty
from pharos.policies.cover_messages.faults import placed
from pharos.policies.messages import objection_text
from pharos.policies.rulesets import BESIDE, SUFFIXES, named, read_text


class Command(BaseCommand):
    help = gettext_noop("Publish a rule set: checked, then kept unchangeable")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="SET", help=_("a file, or a set that comes with Pharos"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            path = _path(options["file"])
            beside = path.with_name(path.stem + BESIDE)
            text, more = read_text(path), read_text(beside) if beside.exists() else ""
            made = publish(actor=Actor.system("cli"), now=timezone.now(), text=text, beside=more)
        except Faulty as faulty:
            raise CommandError("\n".join(placed(fault) for fault in faulty.faults)) from faulty
        except Objected as objected:
            told = [objection_text(one) for one in objected.objections]
            raise CommandError("\n".join(told)) from objected
        self.stdout.write(_("Published: %s") % made)


def _path(name: str) -> Path:
    """Raises Faulty where no set that comes along has this name."""
    if name.endswith(SUFFIXES) or "/" in name:
        return Path(name)
    found = named(name).path
    assert found
    return found
