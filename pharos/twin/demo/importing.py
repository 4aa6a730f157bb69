"""The heavy part of the world: the gazetteer, and six insurers' files really imported, on the cores that are given."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import django
from django.core.management import call_command

from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from pharos.policies import api as policies
from pharos.twin.demo.marking import population
from pharos.twin.demo.registers import MANNERS, write_register
from pharos.twin.models import DemoMark
from pharos.twin.population.homes import HOMES, serials
from pharos.twin.population.policies import draw_policy
from pharos.twin.population.stories import Population

BUILDER = Actor.system("demo")


@dataclass(frozen=True)
class Filled:
    """A file that went into the register, or with no name the gazetteer."""

    file: str = ""
    policies: int = 0
    refused: int = 0


def fill(works: Sequence[Callable[[], Filled]], *, processes: int) -> Iterator[Filled]:
    """Do these works, each in its own transaction and on as many cores at once."""
    if processes < 2:
        yield from (work() for work in works)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=django.setup) as pool:
        for done in as_completed([pool.submit(work) for work in works]):
            yield done.result()


def missing_files(mark: DemoMark, now: datetime, folder: Path) -> list[Callable[[], Filled]]:
    """The files that are not in the register yet, the longest first."""
    world = population(mark)
    by_share = sorted(MANNERS, key=lambda code: -HOMES[code].share)
    return [partial(_import, code, world, now, folder) for code in by_share if not _there(code, world)]


def gazetteer() -> Filled:
    """Towns, resorts and emergency numbers, where they are not there."""
    call_command("places_load", verbosity=0)
    return Filled()


def _there(code: str, world: Population) -> bool:
    """An import is one transaction, so the file's last policy stands for all of them."""
    last = serials(HOMES[code], world.policies)[-1]
    policy = draw_policy(world.seed, code, last, today=world.today, month=world.month)
    return policies.by_number(insurers.insurer(code).id, policy.number) is not None


def _import(code: str, world: Population, now: datetime, folder: Path) -> Filled:
    path = write_register(code, world, folder)
    with path.open("rb") as source:
        request = policies.Request(source=source, file_name=path.name, insurer=insurers.insurer(code))
        counts = policies.import_file(request, actor=BUILDER, now=now).outcome.counts
    return Filled(path.name, counts.policies, counts.faulty_rows)
