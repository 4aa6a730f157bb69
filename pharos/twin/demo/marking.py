"""A database is a demonstration's only where it says so: nothing invented ever lands among real cases."""

from collections.abc import Mapping
from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from pharos.journal import api as journal
from pharos.people import api as people
from pharos.twin.models import DemoMark
from pharos.twin.population.stories import Population

FLAG = "--yes-this-is-a-demo-database"
FURNITURE = "insurers."


class NotADemonstration(Exception):
    """The database may hold real work, so nothing was done; the text says what would allow it."""


def is_demo() -> bool:
    """Whether the pages say "demo": the supervisor found a mark when it started. Asks no database."""
    return bool(settings.DEMO)


def is_marked() -> bool:
    """Whether this database is a demonstration's."""
    return DemoMark.objects.exists()


def mark() -> DemoMark | None:
    return DemoMark.objects.first()


def marked() -> DemoMark:
    """The mark. Raises NotADemonstration."""
    found = mark()
    if found is None:
        raise NotADemonstration(_("This database is not marked as a demonstration: run “pharos demo build” first."))
    return found


def mark_as_demo(*, now: datetime, today: date, seed: int, policies: int, allowed: bool) -> DemoMark:
    """Mark an empty database, or return the mark it has.

    Raises NotADemonstration where it has none and `allowed` (see `may_be_marked`) is not given.
    """
    found = mark()
    if found:
        return found
    if not allowed:
        text = _("This database may hold real work. If it may be filled with invented people, say so: %(flag)s")
        raise NotADemonstration(text % {"flag": FLAG})
    return DemoMark.objects.create(seed=seed, policies=policies, today=today, marked_at=now)


def may_be_marked(environ: Mapping[str, str], *, sure: bool) -> bool:
    """Whether a database without a mark may get one: our own that is empty, or any that somebody vouches for."""
    return sure or (not environ.get("DATABASE_URL") and is_empty())


def is_empty() -> bool:
    """Nobody works here yet, and nothing has happened but that insurers were put in to try things with."""
    happened = journal.Entry.objects.exclude(type__startswith=FURNITURE).exists()
    return not happened and not people.Staff.objects.exists()


def population(found: DemoMark) -> Population:
    return Population(seed=found.seed, policies=found.policies, today=found.today)
