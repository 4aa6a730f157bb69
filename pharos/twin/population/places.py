"""Where travellers go by country of home and month, and the invented hotels and clinics there."""

from dataclasses import dataclass
from random import Random

from pharos.twin.population import data
from pharos.twin.population.dice import one_of, weighted


@dataclass(frozen=True)
class Town:
    """A real town. `where` is "in the town" in Russian, which no rule could make."""

    country: str
    ru: str
    where: str
    en: str


def destination_weights(home: str, month: int) -> dict[str, float]:
    """Country of travel to its weight, for travellers from `home` in this month (1 to 12)."""
    return {country: row["from"][home] * row["season"][month - 1] for country, row in data.read("towns").items()}


def draw_town(rng: Random, home: str, month: int, among: tuple[str, ...] = ()) -> Town:
    """A town to travel to; `among` limits the countries where any of them is visited at all."""
    weights = destination_weights(home, month)
    limited = {country: weight for country, weight in weights.items() if country in among and weight}
    return draw_town_of(rng, weighted(rng, limited or weights))


def draw_town_of(rng: Random, country: str) -> Town:
    rows = data.read("towns")[country]["towns"]
    row = weighted(rng, {row: float(row.split("|")[3]) for row in rows})
    ru, where, en, _weight = row.split("|")
    return Town(country, ru, where, en)


def draw_hotel(rng: Random) -> str:
    words = data.read("hotels")
    return f"{one_of(rng, words['words'])} {one_of(rng, words['kinds'])}"


def draw_clinic(rng: Random) -> str:
    words = data.read("hotels")
    return f"{one_of(rng, words['clinics'])} {one_of(rng, words['clinic_kinds'])}"


def domain(name: str) -> str:
    """The mail domain of an invented house: `Kivolia Palace` writes from kivolia-palace.example."""
    return f"{name.lower().replace(' ', '-')}.example"
