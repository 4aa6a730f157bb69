"""What a July night brings, and how often."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random

from pharos.twin.population.dice import waiting_time, weighted
from pharos.twin.population.stories import Population, Story, draw_story

MEAN_SECONDS = 46.0
FIRST_LETTER = 10.0
FIRST_ARRIVAL = 24.0
KINDS: Mapping[str, float] = {
    "letter": 47.0, "call": 32.0, "clinic": 7.0, "question": 3.0, "spam": 3.5, "insurer": 2.5, "stranger": 2.5,
    "press": 1.2, "wrong": 1.3,
}  # fmt: skip
STORIES = ("letter", "call", "clinic")


@dataclass(frozen=True)
class Arrival:
    """Something comes: a story by its channel, or a stranger's letter of this kind with a story's name lent to it."""

    kind: str
    story: Story
    pause: float

    @property
    def is_story(self) -> bool:
        return self.kind in STORIES


def draw_arrival(rng: Random, world: Population) -> Arrival:
    """The next arrival; `pause` is the time to the one after it, as a Poisson stream has it."""
    kind = weighted(rng, KINDS)
    story = draw_story(rng, world)
    if kind in STORIES:
        story = replace(story, channel=kind)
    return Arrival(kind, story, waiting_time(rng, MEAN_SECONDS))
