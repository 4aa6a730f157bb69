"""What happened in the days before, as a plan: which stories began when, and how each was handled. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from pharos.twin.population.dice import chance, dice, weighted
from pharos.twin.population.stories import Population, Story, draw_story

CLOSED_CASES, RECENT_CASES, NIGHT_CASES = 72, 42, 24
LOOSE_LETTERS = 30
OLDEST, RECENT, TONIGHT, JUST_NOW = (
    timedelta(days=6), timedelta(hours=11), timedelta(minutes=75), timedelta(minutes=4),
)  # fmt: skip
OUTCOMES = {"help_given": 14.0, "advice_given": 3.0, "help_declined": 1.0, "unreachable": 1.0, "not_covered": 1.0}
STALLS = ("registered", "", "called", "")
# How long ago a case may have begun that is stuck at this step: nobody is kept waiting for half a night.
STUCK_FOR = {"": timedelta(0), "registered": timedelta(minutes=50), "called": timedelta(minutes=160)}
NOISE = {"spam": 30.0, "press": 8.0, "question": 30.0, "wrong": 12.0, "insurer": 14.0, "stranger": 6.0}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One story's course. Durations are from one step to the next; `stalls` is the step after which nobody went on."""

    story: Story
    begins: datetime
    operator: int
    doctor: int
    registered: timedelta
    owned: bool
    called_back: timedelta
    answered: bool
    arranged: timedelta
    reviewed: timedelta
    waits: bool
    ends: timedelta
    outcome: str
    thanks: bool
    cancelled: bool
    stalls: str
    seed: int


@dataclass(frozen=True, kw_only=True)
class Loose:
    """A letter that makes no case: a stranger's (`kind` of strangers.KINDS) or a story's nobody has opened yet."""

    kind: str
    story: Story
    begins: datetime
    ended: timedelta | None


def plan_cases(world: Population, now: datetime, crowd: float = 1.0) -> list[Plan]:
    """Cases of six days: most of them over by now, the younger ones wherever the clock finds them."""
    counts = {(OLDEST, RECENT): CLOSED_CASES, (RECENT, TONIGHT): RECENT_CASES, (TONIGHT, JUST_NOW): NIGHT_CASES}
    spans = [span for span, count in counts.items() for _ in range(round(count * crowd))]
    rngs = [dice("past", world.seed, number) for number in range(len(spans))]
    plans = [_plan(rng, world, _within(rng, now, *span)) for rng, span in zip(rngs, spans, strict=True)]
    return [_stuck(plan, STALLS[number % len(STALLS)], now) for number, plan in enumerate(plans)]


def plan_loose(world: Population, now: datetime, crowd: float = 1.0) -> list[Loose]:
    """Letters without a case: the older ones were dealt with, the newest wait."""
    found = []
    for number in range(round(LOOSE_LETTERS * crowd)):
        rng = dice("loose", world.seed, number)
        fresh = number % 3 == 0
        begins = _within(rng, now, *((TONIGHT, timedelta(minutes=2)) if fresh else (OLDEST, TONIGHT)))
        kind = "letter" if fresh and chance(rng, 0.6) else weighted(rng, NOISE)
        ended = None if fresh else timedelta(minutes=4 + rng.random() * 70)
        found.append(Loose(kind=kind, story=draw_story(rng, world), begins=begins, ended=ended))
    return found


def _plan(rng: Random, world: Population, begins: datetime) -> Plan:
    story = draw_story(rng, world)
    slow = 1.0 if not chance(rng, 0.16) else 3.5
    return Plan(
        story=story,
        begins=begins,
        operator=int(rng.random() * 1000),
        doctor=int(rng.random() * 1000),
        registered=_minutes(rng, 1, 4) if story.channel == "call" else _minutes(rng, 2, 14),
        owned=chance(rng, 0.74),
        called_back=_minutes(rng, 4, 13) * slow,
        answered=story.channel != "call" and chance(rng, 0.6),
        arranged=_minutes(rng, 15, 70) * (1.0 if chance(rng, 0.85) else 2.2),
        reviewed=_minutes(rng, 8, 50),
        waits=chance(rng, 0.28),
        ends=_minutes(rng, 60, 330),
        outcome=weighted(rng, OUTCOMES),
        thanks=story.behaviour.thanks and chance(rng, 0.5),
        cancelled=chance(rng, 0.03),
        stalls="",
        seed=int(rng.random() * 1_000_000),
    )


def _stuck(plan: Plan, stalls: str, now: datetime) -> Plan:
    """Of the cases of this night some are stuck: nobody took them, or the doctor is still to be found."""
    if plan.begins < now - STUCK_FOR[stalls]:
        return plan
    return replace(plan, stalls=stalls, owned=plan.owned and stalls != "registered")


def _within(rng: Random, now: datetime, oldest: timedelta, youngest: timedelta) -> datetime:
    return now - youngest - (oldest - youngest) * rng.random()


def _minutes(rng: Random, least: float, most: float) -> timedelta:
    return timedelta(minutes=least + rng.random() * (most - least))
