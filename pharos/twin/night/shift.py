"""What the player remembers of its night: who has written or called, and what they have heard from us."""

from dataclasses import dataclass, field
from random import Random

from pharos.twin.letters.composing import sender
from pharos.twin.letters.shapes import Heard
from pharos.twin.population.dice import dice
from pharos.twin.population.policies import HERO_MAIL, by_mail, draw_policy
from pharos.twin.population.stories import Population, Story, hero_story, story_of


@dataclass
class Shift:
    """One run of the night shift. `run` makes ids of this run unlike those of any other."""

    world: Population
    run: str
    rng: Random
    stories: dict[str, Story] = field(default_factory=dict)
    heard: dict[str, list[Heard]] = field(default_factory=dict)
    made: int = 0

    def new_id(self, story: Story | None = None) -> str:
        """A Message-ID (without angle brackets) or a switchboard's name of a call."""
        self.made += 1
        domain = sender(story).rpartition("@")[2] if story else "demo.example"
        return f"{self.run}.{self.made}.{self.rng.getrandbits(40):010x}@{domain}"

    def meet(self, story: Story) -> None:
        """Remember who writes from this address."""
        self.stories[sender(story)] = story

    def who(self, address: str) -> Story | None:
        """Whose address this is: somebody met this night, or a holder of a policy in the register."""
        address = address.lower()
        if address == HERO_MAIL:
            return hero_story(self.world.today)
        if address in self.stories:
            return self.stories[address]
        known = by_mail(address)
        if known is None:
            return None
        code, serial = known
        policy = draw_policy(self.world.seed, code, serial, today=self.world.today, month=self.world.month)
        return story_of(policy, dice("met again", self.world.seed, address), self.world.today)

    def hear(self, heard: Heard) -> int:
        """Remember a letter of ours; how many came to this address before."""
        before = self.heard.setdefault(heard.to, [])
        before.append(heard)
        return len(before) - 1

    def last_heard(self, address: str) -> Heard | None:
        letters = self.heard.get(address.lower())
        return letters[-1] if letters else None
