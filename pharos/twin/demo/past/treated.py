"""Ears treated in Turkey over eight weeks, at two clinics of different habits: what norms and figures stand on.

One clinic adds an "immunity" medicine, vitamins or a second antibiotic to most ears; the other gives pain relief, and
an antibiotic to some. Every report was reviewed and its case closed; some were read twice, by two doctors.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from pharos.cases import api as cases
from pharos.medical import api as medical
from pharos.people import api as people
from pharos.twin.demo.past.doors import begin, close, keep, owed, review, sign_as_read
from pharos.twin.demo.past.reporting import Life, Treated, line, report_life
from pharos.twin.demo.past.scene import Scene
from pharos.twin.population.dice import chance, dice, one_of
from pharos.twin.population.names import draw_name
from pharos.twin.population.places import Town

TREATED, FIRST, LAST = 48, timedelta(days=56), timedelta(days=2)
SECOND_EVERY, SECOND_AFTER = timedelta(hours=12), timedelta(hours=6)
FIRST_OTHERWISE, OTHERWISE = 0.02, 0.15
"""How often the first doctor sees an item otherwise than the check; and a second one."""
FEW = 3
"""Medicines up to which an "immunity" one is added: none of these ears was given five."""


@dataclass(frozen=True, kw_only=True)
class Habit:
    """A clinic, and how often it adds what to an ear."""

    clinic: str
    mail: str
    town: Town
    hotels: tuple[str, ...]
    antibiotic: float
    second: float
    immunity: float
    vitamins: float
    blood: float


HABITS = (
    Habit(
        clinic="Kemer Coast Clinic",
        mail="reports@kemer-coast.example",
        town=Town("TR", "Кемер", "в Кемере", "Kemer"),
        hotels=("Pine Cove Hotel", "Blue Terrace"),
        antibiotic=0.9,
        second=0.25,
        immunity=0.6,
        vitamins=0.6,
        blood=0.4,
    ),
    Habit(
        clinic="Side Olive Practice",
        mail="desk@side-olive.example",
        town=Town("TR", "Сиде", "в Сиде", "Side"),
        hotels=("Olive Court", "Lantern Bay"),
        antibiotic=0.55,
        second=0.0,
        immunity=0.04,
        vitamins=0.08,
        blood=0.1,
    ),
)


def treated_lives(scene: Scene, now: datetime, crowd: float) -> list[tuple[datetime, Life]]:
    """When each called, and how it ended; beside them the second readings of those weeks."""
    told = list(_treated(round(TREATED * crowd)))
    lives = [(now - one.ago, _life(scene, one, number)) for number, one in enumerate(told)]
    return [*lives, (now - FIRST, _second_readings(scene))]


def _treated(many: int) -> Iterator[Treated]:
    for number in range(many):
        rng, habit = dice("treated", number), HABITS[number % len(HABITS)]
        years = 2 + int(rng.random() * 12)
        name = draw_name(rng, "RU", one_of(rng, ("m", "f")))
        yield Treated(
            ago=LAST + (FIRST - LAST) * (many - number) / many,
            name=name.full,
            latin=name.latin,
            years=years,
            serial=91_000 + number,
            town=habit.town,
            hotel=one_of(rng, habit.hotels),
            complaint="Болит ухо, температура",
            clinic=habit.clinic,
            mail=habit.mail,
            told=_told(rng, habit, years),
        )


def _told(rng: Random, habit: Habit, years: int) -> dict[str, Any]:
    weight = 8 + 2.5 * years
    medicines = [line("Ibuprofen", round(weight * 10, -1), "mg", 3, 3)]
    if chance(rng, habit.antibiotic):
        medicines.append(line("Amoxicillin", round(weight * 15, -1), "mg", 3, 5))
    if chance(rng, habit.second):
        medicines.append(line("Cefixime", round(weight * 8, -1), "mg", 1, 5))
    if len(medicines) < FEW and chance(rng, habit.immunity):
        medicines.append(line("Viferon", 1, "supp", 2, 5, "rectal"))
    if chance(rng, habit.vitamins):
        medicines.append(line("Vitamin C", 100, "mg", 1, 5))
    return {
        "diagnosis": "H66.0",
        "findings": ["боль в ухе", "температура 38"],
        "weight": weight,
        "medicines": medicines,
        "tests": ["общий анализ крови"] if chance(rng, habit.blood) else [],
    }


def _life(scene: Scene, told: Treated, number: int) -> Life:
    operator, doctor = scene.operator(number), scene.doctor(number // len(HABITS))
    case = yield from report_life(scene, told, operator, doctor, f"treated.{number}")
    now = yield timedelta(minutes=30)
    begin(case, operator, now=now)
    debt, rng = owed(case), dice("seen", number)
    review(debt, doctor, now=now, stage=medical.Stage.TREATMENT, otherwise=lambda: chance(rng, FIRST_OTHERWISE))
    for kind in list(debt.promises):
        keep(debt, kind, operator, now=now)
    now = yield timedelta(hours=20)
    close(owed(case), operator, cases.Outcome.HELP_GIVEN, now=now)


def _second_readings(scene: Scene) -> Life:
    """What was drawn for a second, blind reading is read within half a day, by another doctor."""
    round_ = 0
    while True:
        now = yield SECOND_EVERY
        round_ += 1
        for waiting in medical.second_readings(opened_before=now - SECOND_AFTER):
            _read_again(scene, waiting, dice("second", round_, waiting.review), now)


def _read_again(scene: Scene, waiting: medical.SecondReading, rng: Random, now: datetime) -> None:
    doctor: people.Staff | None = next((one for one in scene.doctors if one.pk != waiting.first_doctor), None)
    view = medical.review_view(waiting.review, "ru")
    if doctor is not None and view is not None:
        sign_as_read(view, doctor, now=now, otherwise=lambda: chance(rng, OTHERWISE))
