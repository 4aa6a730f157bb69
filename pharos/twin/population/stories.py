"""One traveller's misfortune: who is ill, who tells us, by what way, in which manner."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from pharos.twin.population.ailments import Ailment, ailments, draw_ailment
from pharos.twin.population.behaviour import Behaviour, draw_behaviour
from pharos.twin.population.dice import chance, one_of, weighted
from pharos.twin.population.homes import HOMES
from pharos.twin.population.names import Name, draw_name
from pharos.twin.population.people import Traveller
from pharos.twin.population.places import draw_clinic
from pharos.twin.population.policies import Policy, draw_travelling, hero

TRIES = 400
ADULT = 18
OLD_PARENT = 55
CHANNELS = {"letter": 58.0, "call": 34.0, "clinic": 8.0}


@dataclass(frozen=True, kw_only=True)
class Population:
    """What a world was made with; enough to meet any of its people again."""

    seed: int
    policies: int
    today: date
    month: int = 7


@dataclass(frozen=True, kw_only=True)
class Story:
    """`relation` is what the patient is to the writer; `wording` picks among ways to say the same."""

    policy: Policy
    patient: Traveller
    relation: str
    writer: Name
    writer_sex: str
    ailment: Ailment
    behaviour: Behaviour
    channel: str
    language: str
    clinic: str
    wording: int
    age: int

    @property
    def danger(self) -> bool:
        return self.ailment.danger


def draw_story(rng: Random, world: Population) -> Story:
    """The ailment by its share first, then somebody abroad whom it can befall."""
    ailment = draw_ailment(rng)
    for _ in range(TRIES):
        policy = draw_travelling(rng, world.seed, world.policies, today=world.today, month=world.month)
        fitting = [one for one in policy.people if ailment.may_befall(one.age(world.today), policy.town.country)]
        if fitting:
            return _story(rng, policy, one_of(rng, fitting), ailment, world.today)
    raise LookupError(f"nobody abroad can have {ailment.code}: the world is too small")


def story_of(policy: Policy, rng: Random, today: date) -> Story:
    """A story for a given policy, for somebody met again by his address."""
    patient = one_of(rng, policy.people)
    fitting = [a for a in ailments().values() if a.may_befall(patient.age(today), policy.town.country)]
    return _story(rng, policy, patient, weighted(rng, {ailment: ailment.weight for ailment in fitting}), today)


def hero_story(today: date) -> Story:
    """The story of the guided tour: a letter in koi8-r about a fever, with the number of the policy in it."""
    policy = hero(today)
    calm = Behaviour(
        manner="calm", charset="koi8-r", form="plain", paper="", forgets_policy=False, from_hotel=False,
        hangs_up=False, answers=True, thanks=True, number_in_subject=False,
    )  # fmt: skip
    return Story(
        policy=policy, patient=policy.holder, relation="self", writer=policy.holder.name, writer_sex="f",
        ailment=ailments()["fever"], behaviour=calm, channel="letter", language="ru", clinic="", wording=0,
        age=policy.holder.age(today),
    )  # fmt: skip


def as_call(story: Story) -> Story:
    return replace(story, channel="call")


def _story(rng: Random, policy: Policy, patient: Traveller, ailment: Ailment, today: date) -> Story:
    relation, writer, sex = _writer(rng, policy, patient, today)
    return Story(
        policy=policy, patient=patient, relation=relation, writer=writer, writer_sex=sex, ailment=ailment,
        behaviour=draw_behaviour(rng, language=policy.language, danger=ailment.danger), channel=weighted(rng, CHANNELS),
        language=policy.language, clinic=draw_clinic(rng), wording=int(rng.random() * 1000), age=patient.age(today),
    )  # fmt: skip


def _writer(rng: Random, policy: Policy, patient: Traveller, today: date) -> tuple[str, Name, str]:
    """Children never write; the gravely ill and the old are often written for."""
    holder = policy.holder
    if patient.kin == "child":
        return ("son" if patient.sex == "m" else "daughter"), holder.name, holder.sex
    if patient.kin == "spouse" and chance(rng, 0.75):
        return ("husband" if patient.sex == "m" else "wife"), holder.name, holder.sex
    if patient.age(today) > OLD_PARENT and chance(rng, 0.4):
        sex = weighted(rng, {"f": 1.0, "m": 1.0})
        return ("father" if patient.sex == "m" else "mother"), _grown_child(rng, policy, patient, sex), sex
    return "self", patient.name, patient.sex


def _grown_child(rng: Random, policy: Policy, patient: Traveller, sex: str) -> Name:
    """A son or daughter at home, who bears the same surname where the language lets us say it."""
    drawn = draw_name(rng, HOMES[policy.insurer].country, sex)
    if sex != patient.sex:
        return drawn
    return replace(drawn, surname=patient.name.surname, latin_surname=patient.name.latin_surname)
