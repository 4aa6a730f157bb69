"""Living through the days before, act by act in the order of time, in one transaction: all of it or nothing."""

import heapq
from collections.abc import Iterable
from datetime import datetime
from itertools import count

from pharos.core.actor import Actor
from pharos.journal import api as journal
from pharos.twin.demo.marking import population
from pharos.twin.demo.past.cover import diver_life
from pharos.twin.demo.past.doors import letters_stay_here
from pharos.twin.demo.past.lives import Life, case_life, loose_life
from pharos.twin.demo.past.planning import plan_cases, plan_loose
from pharos.twin.demo.past.refused import refused_lives
from pharos.twin.demo.past.reviewed import reviewed_lives
from pharos.twin.demo.past.scene import set_scene
from pharos.twin.demo.past.treated import treated_lives
from pharos.twin.models import DemoMark

Beginning = tuple[datetime, Life]


def live_through(mark: DemoMark, now: datetime, *, crowd: float) -> int:
    """Make the past up to `now` and set down that the world is built; how many cases there were."""
    world, scene = population(mark), set_scene()
    plans, loose = plan_cases(world, now, crowd), plan_loose(world, now, crowd)
    lives: list[Beginning] = [(plan.begins, case_life(plan, scene)) for plan in plans]
    lives += [(one.begins, loose_life(one, scene, number)) for number, one in enumerate(loose)]
    if crowd:
        lives.append(diver_life(scene, now, world.today))
        lives += refused_lives(scene, now)
        lives += reviewed_lives(scene, now)
        lives += treated_lives(scene, now, crowd)
    with letters_stay_here(), journal.transaction(actor=Actor.system("demo"), now=now):
        run(lives, until=now)
        mark.built_at = now
        mark.save(update_fields=["built_at"])
    return len(plans)


def run(lives: Iterable[Beginning], *, until: datetime) -> None:
    """Take the lives' acts by their moments; what would come after `until` does not happen."""
    order = count()
    agenda = [(begins, next(order), life, False) for begins, life in lives if begins <= until]
    heapq.heapify(agenda)
    while agenda:
        at, _, life, running = heapq.heappop(agenda)
        try:
            pause = life.send(at) if running else next(life)
        except StopIteration:
            continue
        if at + pause <= until:
            heapq.heappush(agenda, (at + pause, next(order), life, True))
