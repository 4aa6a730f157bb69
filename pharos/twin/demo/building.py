"""Building the demonstration's world, step by step; each step does only what is still missing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from pharos.insurers import api as insurers
from pharos.network import api as network
from pharos.twin.demo.importing import BUILDER, Filled, fill, gazetteer, missing_files
from pharos.twin.demo.past import live_through
from pharos.twin.demo.rules import publish_rules
from pharos.twin.demo.staff import hire_all
from pharos.twin.models import DemoMark

Say = Callable[[str], object]


@dataclass(frozen=True)
class Ground:
    """What every step needs: the mark, the moment it is built for, where files go, how many cores may be used.

    `crowd` makes the past smaller or larger.
    """

    mark: DemoMark
    now: datetime
    folder: Path
    processes: int = 2
    crowd: float = 1.0


def build(ground: Ground, say: Say) -> None:
    """Fill the world. Interrupted anywhere, the next build goes on from there; a finished one is left alone."""
    if ground.mark.built_at:
        return
    for step in (_insurers, _staff, _registers, _providers, _requests, _rules, _past):
        for line in step(ground):
            say(line)


def _insurers(ground: Ground) -> Iterator[str]:
    found = insurers.load_demo_insurers(actor=BUILDER, now=ground.now)
    yield _("Insurers of six countries: %(count)d.") % {"count": len(found)}


def _staff(ground: Ground) -> Iterator[str]:
    hire_all(actor=BUILDER, now=ground.now)
    yield _("Staff of every role are there.")


def _registers(ground: Ground) -> Iterator[str]:
    for one in fill(works(ground), processes=ground.processes):
        if one.file:
            facts = {"file": one.file, "count": one.policies, "bad": one.refused}
            yield _("%(file)s: policies imported %(count)d, rows refused %(bad)d.") % facts
        else:
            yield _("Towns, resorts and emergency numbers are there.")


def _providers(ground: Ground) -> Iterator[str]:
    count = network.load_demo_providers(actor=BUILDER, now=ground.now)
    yield _("Providers under contract and without one: %(count)d.") % {"count": count}
    listed = network.load_demo_facilities(actor=BUILDER, now=ground.now)
    yield _("Clinics of a list, unknown to us: %(count)d.") % {"count": listed}


def _requests(ground: Ground) -> Iterator[str]:
    count = network.load_demo_requests(actor=BUILDER, now=ground.now)
    yield _("Requests about destinations, of two years: %(count)d.") % {"count": count}


def _rules(ground: Ground) -> Iterator[str]:
    for label in publish_rules(now=ground.now):
        yield _("Rules of cover are published: %(set)s.") % {"set": label}


def works(ground: Ground) -> list[Callable[[], Filled]]:
    """The heavy works that are still to be done."""
    files = missing_files(ground.mark, ground.now, ground.folder)
    return [gazetteer, *files]


def _past(ground: Ground) -> Iterator[str]:
    count = live_through(ground.mark, ground.now, crowd=ground.crowd)
    yield _("Cases of the last six days: %(count)d.") % {"count": count}
