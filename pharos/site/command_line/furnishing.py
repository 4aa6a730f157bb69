"""What a database has before anybody works in it: the places of the world and, to try things, invented insurers."""

from django.core.management import call_command
from django.utils import timezone

from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from pharos.places import api as places
from pharos.site import environment
from pharos.site.database import connections

STARTER = "PHAROS_STARTER"


def furnished() -> bool:
    """Whether the places are there: the first of two steps, so that one cut short is taken again."""
    return places.loaded() and (not _wants_insurers() or bool(insurers.insurers(active_only=False)))


def furnish() -> None:
    """Load what is missing. May be repeated at will.

    The six invented insurers come only into an embedded database that has no insurer yet, so that files and letters
    can be tried at once; PHAROS_STARTER=0 leaves them out.
    """
    call_command("places_load", verbosity=0)
    if _wants_insurers() and not insurers.insurers(active_only=False):
        insurers.load_demo_insurers(actor=Actor.system("starter"), now=timezone.now())


def _wants_insurers() -> bool:
    return connections.embedded() and environment.flag(STARTER, default=True)
