"""What colleagues wrote in the days before."""

from random import Random

from pharos.twin.population import data
from pharos.twin.population.dice import one_of
from pharos.twin.population.places import draw_clinic
from pharos.twin.population.stories import Story


def note(kind: str, story: Story, rng: Random) -> str:
    text = str(one_of(rng, data.read("past")["notes"][kind]))
    clinic = story.clinic or draw_clinic(rng)
    return text.format(clinic=clinic, diagnosis=story.ailment.diagnosis["ru"])


def circumstances(rng: Random) -> str:
    return str(one_of(rng, data.read("past")["circumstances"]["ru"]))


def answer(story: Story, rng: Random) -> str:
    return str(one_of(rng, data.read("past")["answers"][story.language]))
