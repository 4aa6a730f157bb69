"""People who travel together on one policy."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pharos.twin.population.dice import chance, weighted
from pharos.twin.population.names import Name, draw_father, draw_name, draw_surname

GROUPS = {"single": 66.0, "couple": 19.0, "family": 11.0, "parent": 4.0}
HOLDER_AGES = {(19, 25): 10.0, (26, 35): 27.0, (36, 45): 27.0, (46, 55): 17.0, (56, 65): 12.0, (66, 78): 7.0}
PARENT_AGES = {(27, 35): 42.0, (36, 45): 48.0, (46, 50): 10.0}
YEAR = 365.25


@dataclass(frozen=True, kw_only=True)
class Traveller:
    """`kin` is what he or she is to the holder of the policy: holder, spouse, child or parent."""

    name: Name
    sex: str
    birth_date: date
    kin: str

    def age(self, today: date) -> int:
        had_birthday = (today.month, today.day) >= (self.birth_date.month, self.birth_date.day)
        return today.year - self.birth_date.year - (not had_birthday)


def draw_group(rng: Random, country: str, today: date) -> tuple[Traveller, ...]:
    """The holder first, then who travels along, under one surname."""
    kind = weighted(rng, GROUPS)
    surname = draw_surname(rng, country)
    sex = weighted(rng, {"f": 56.0, "m": 44.0})
    low, high = weighted(rng, PARENT_AGES if kind in ("family", "parent") else HOLDER_AGES)
    holder_age = low + rng.random() * (high - low)
    holder = _person(rng, country, today, surname=surname, sex=sex, age=holder_age, kin="holder")
    group = [holder]
    if kind in ("couple", "family"):
        age = min(78.0, max(19.0, holder_age + rng.gauss(0, 3)))
        group.append(
            _person(rng, country, today, surname=surname, sex="m" if sex == "f" else "f", age=age, kin="spouse")
        )
    if kind in ("family", "parent"):
        group += _children(rng, country, today, surname, holder_age)
    return tuple(group)


def _children(rng: Random, country: str, today: date, surname: str, parent_age: float) -> list[Traveller]:
    father = draw_father(rng, country)
    eldest = min(15.5, parent_age - 20)
    ages = [1.05 + rng.random() * (eldest - 1.05)]
    if chance(rng, 0.38):
        ages.append(1.05 + rng.random() * (eldest - 1.05))
    return [
        _person(
            rng,
            country,
            today,
            surname=surname,
            sex=weighted(rng, {"f": 1.0, "m": 1.0}),
            age=age,
            kin="child",
            father=father,
        )
        for age in ages
    ]


def _person(  # noqa: PLR0913  one person has so many sides
    rng: Random, country: str, today: date, *, surname: str, sex: str, age: float, kin: str, father: str = ""
) -> Traveller:
    born = today - timedelta(days=int(age * YEAR))
    return Traveller(name=draw_name(rng, country, sex, surname, father), sex=sex, birth_date=born, kin=kin)
