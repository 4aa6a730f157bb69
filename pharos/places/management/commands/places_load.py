"""`pharos places_load`: fill the gazetteer from the files that come with Pharos. Does nothing where it is filled."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from pharos.places import emergencies, loading
from pharos.places.atlas import atlas
from pharos.places.hotels import copy_for_resolver, hotels


class Command(BaseCommand):
    help = _("Fill the gazetteer and the emergency numbers from the files that come with Pharos.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help=_("load even where the files have not changed"))

    def handle(self, *args: Any, force: bool, **options: Any) -> None:
        atlas()
        places = loading.load(force=force)
        numbers = emergencies.load(force=force)
        if hotels():
            copy_for_resolver()
        if options["verbosity"]:
            self.stdout.write(_("%(places)d places and %(numbers)d emergency numbers loaded.") % {
                "places": places, "numbers": numbers,
            })  # fmt: skip
