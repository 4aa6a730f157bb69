"""What befalls travellers, in the shares insurers published."""

from dataclasses import dataclass
from functools import cache
from random import Random

from pharos.core.urgency import Urgency
from pharos.twin.population import data
from pharos.twin.population.dice import weighted

ALL_AGES = (0, 120)


@dataclass(frozen=True, kw_only=True)
class Ailment:
    """`told` are wordings by language; `danger` marks one whose words must raise the alarm."""

    code: str
    group: str
    weight: float
    urgency: Urgency
    danger: bool
    ages: tuple[int, int]
    countries: tuple[str, ...]
    complaint: dict[str, str]
    told: dict[str, tuple[str, ...]]
    later: dict[str, str]
    diagnosis: dict[str, str]

    def __hash__(self) -> int:
        return hash(self.code)

    def may_befall(self, age: int, country: str) -> bool:
        return self.ages[0] <= age <= self.ages[1] and (not self.countries or country in self.countries)


@cache
def ailments() -> dict[str, Ailment]:
    """All of them by code."""
    return {row["code"]: _ailment(row) for row in data.read("ailments")["ailment"]}


def draw_ailment(rng: Random) -> Ailment:
    """By the published shares; the patient is chosen to fit afterwards, so that the shares hold."""
    return weighted(rng, {ailment: ailment.weight for ailment in ailments().values()})


def _ailment(row: dict[str, object]) -> Ailment:
    known: dict[str, object] = {"danger": False, "ages": ALL_AGES, "countries": ()} | row
    told: dict[str, list[str]] = known["told"]  # type: ignore[assignment]
    known["told"] = {language: tuple(wordings) for language, wordings in told.items()}
    known["urgency"] = Urgency[str(known["urgency"]).upper()]
    known["ages"], known["countries"] = tuple(known["ages"]), tuple(known["countries"])  # type: ignore[arg-type]
    return Ailment(**known)  # type: ignore[arg-type]
