"""How travellers react to a letter of ours, and to the end of their case."""

from dataclasses import dataclass
from random import Random

from pharos.twin.population.dice import chance, waiting_time, weighted
from pharos.twin.population.policies import HERO_NUMBER
from pharos.twin.population.stories import Story

AWAY_SHARE, BOUNCE_SHARE = 0.03, 0.02
MOST_REPLIES = 3
SOONEST, LATEST, MEAN = 20.0, 260.0, 80.0
LATE_SOONEST, LATE_MEAN = 15.0, 60.0
LATE = {"thanks": 72.0, "worse": 28.0}
CALLS_AFTER_ANSWER = 25.0


@dataclass(frozen=True)
class Reaction:
    """`kind`: a reply ("given", "thanks", "worse"), a machine ("away", "bounce") or a call ("call")."""

    kind: str
    seconds: float


def is_hero(story: Story) -> bool:
    return story.policy.number == HERO_NUMBER


def to_answer(rng: Random, story: Story, heard_before: int) -> Reaction | None:
    """What a letter of ours brings about; the hero of the guided tour calls after the first one."""
    if is_hero(story):
        return Reaction("call", CALLS_AFTER_ANSWER) if heard_before == 0 else None
    if heard_before == 0 and chance(rng, AWAY_SHARE):
        return Reaction("away", 2.0)
    if heard_before == 0 and chance(rng, BOUNCE_SHARE):
        return Reaction("bounce", 4.0)
    if heard_before >= MOST_REPLIES or not story.behaviour.answers:
        return None
    kind = "given" if heard_before == 0 else weighted(rng, {"thanks": 60.0, "given": 40.0})
    return Reaction(kind, min(LATEST, SOONEST + waiting_time(rng, MEAN)))


def to_closing(rng: Random, story: Story) -> Reaction | None:
    """What the closing of a case brings about: a late word of thanks, or bad news."""
    if is_hero(story):
        return Reaction("thanks", LATE_SOONEST)
    if not story.behaviour.thanks:
        return None
    return Reaction(weighted(rng, LATE), LATE_SOONEST + waiting_time(rng, LATE_MEAN))
