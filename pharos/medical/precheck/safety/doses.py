"""The dose: in one giving, in a day, by weight and age; the tenfold mistake; how long; by which way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pharos.clinical.plain import Medicine, Text, Treatment
from pharos.core.urgency import Urgency
from pharos.medical.precheck.bases import Bases
from pharos.medical.precheck.person import Person
from pharos.medical.precheck.prescribing import Item
from pharos.medical.precheck.sayings import problem, said, times_told
from pharos.medical.precheck.values import Problem, Weight

TOLERATED, TOO_MUCH, TENFOLD = 1.1, 1.5, 5.0
"""Above the limit by so much: told, stopped, and taken for a slip of the decimal point."""
TOO_LITTLE = 0.1
NO_EFFECT = 0.25
"""Of a child's limit by weight: less than this of a pain or fever medicine, or of an antibiotic, does nothing."""
FOR_EFFECT = frozenset({"analgesic", "nsaid", "antibiotic"})
MILD = frozenset({"unproven", "herbal", "probiotic"})
"""Needless, and too much of it no danger in itself."""
WEEKLY = frozenset({"methotrexate"})
"""Given once a week: day by day they kill."""
ADULT_AGE, ADULT_KG = 12.0, 50.0
TWICE, DAYS_MORE = 2.0, 5.0
ESTIMATE = 1.25
"""Where the weight is an estimate by age the limits are this much wider."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Milligrams, 0 where there is none; `by_weight` says whether they come from the person's weight."""

    dose: float
    day: float
    by_weight: bool


def doses(bases: Bases, person: Person, item: Item, medicine: Medicine) -> Iterator[Problem]:
    """Dose and day against the limits; local medicines have none."""
    if item.local or item.route == "inhaled":
        return
    limits = limits_for(person, medicine)
    dose, day = item.mg.get(medicine.code), item.day(medicine.code)
    sources = bases.cited(medicine.origin)
    rule = f"medicine:{medicine.code}:dose"
    over_dose = dose / limits.dose if dose and limits.dose else 0.0
    over_day = day / limits.day if day and limits.day else 0.0
    if medicine.code in WEEKLY and (item.written.per_day or 0.0) >= 1 and (item.written.days or TWICE) > 1:
        yield problem("weekly_daily", Weight.DANGER, rule, sources)
    slack = ESTIMATE if limits.by_weight and not person.weighed else 1.0
    worst = max(over_dose, over_day) / slack
    if worst > TOLERATED:
        rounded = limits.by_weight and worst <= medicine.child_rounding
        amount, limit, of = (dose, limits.dose, "one") if over_dose >= over_day else (day, limits.day, "day")
        facts: dict[str, Text | float] = {
            "amount": amount or 0.0, "limit": limit, "times": times_told(max(over_dose, over_day)),
            "of": said(f"dose_of_{of}"), "basis": _basis(person, limits),
        }  # fmt: skip
        code = "dose_rounded" if rounded else "dose_tenfold" if worst >= TENFOLD else "dose_over"
        mild = bool(MILD & set(medicine.classes)) and worst < TENFOLD
        weight = Weight.NOTE if rounded else Weight.DANGER if worst > TOO_MUCH and not mild else Weight.SERIOUS
        yield problem(code, weight, rule, sources, **facts)
    elif dose and limits.dose and _too_little(medicine, limits, over_dose, over_day):
        weight = Weight.SERIOUS if limits.by_weight and FOR_EFFECT & set(medicine.classes) else Weight.NOTE
        yield problem("dose_low", weight, rule, sources, amount=dose, limit=limits.dose)


def _too_little(medicine: Medicine, limits: Limits, dose: float, day: float) -> bool:
    """Shares of the limit in one giving and in a day; a wound takes as little to numb it as it takes."""
    if "local_anaesthetic" in medicine.classes:
        return False
    effective = limits.by_weight and FOR_EFFECT & set(medicine.classes)
    least = NO_EFFECT if effective else TOO_LITTLE
    return dose < least and day < (least if effective else TOO_LITTLE * 2)


def together(bases: Bases, person: Person, items: Sequence[Item]) -> dict[tuple[int, str], Problem]:
    """By line and substance: what several lines give of one substance in a day, where only the sum is too much."""
    found: dict[tuple[int, str], Problem] = {}
    for medicine in {one.code: one for item in items for one in item.substances}.values():
        lines = [item for item in items if medicine.code in item.mg and not item.local]
        days = [item.day(medicine.code) or 0.0 for item in lines]
        limits = limits_for(person, medicine)
        most = (limits.day or 0.0) * TOLERATED
        if sum(day > 0 for day in days) < 2 or not most or sum(days) <= most or max(days) > most:
            continue
        times = sum(days) / limits.day
        facts = {"amount": sum(days), "limit": limits.day, "times": times_told(times), "basis": _basis(person, limits)}
        weight = Weight.DANGER if times > TOO_MUCH else Weight.SERIOUS
        rule, sources = f"medicine:{medicine.code}:dose", bases.cited(medicine.origin)
        found[lines[-1].place, medicine.code] = problem("dose_together", weight, rule, sources, **facts)
    return found


def limits_for(person: Person, medicine: Medicine) -> Limits:
    """A child's limits by weight, never above the adult's; an adult's as they stand."""
    child = person.age is not None and person.age < ADULT_AGE
    light = person.weight is not None and person.weight < ADULT_KG and person.child
    known = medicine.child_dose_kg or medicine.child_day_kg or medicine.child_doses
    by_weight = (child or light) and bool(known)
    if not by_weight or person.weight is None:
        return Limits(dose=medicine.adult_dose, day=medicine.adult_day, by_weight=False)
    in_day, in_dose = _band(medicine.child_days, person.weight), _band(medicine.child_doses, person.weight)
    day = _least(max(medicine.child_day_kg * person.weight, in_day), medicine.adult_day)
    dose = _least(max(medicine.child_dose_kg * person.weight, in_dose), medicine.adult_dose)
    if not medicine.child_dose_kg and not in_dose and day:
        dose = _least(day, medicine.adult_dose)  # some are given once a day
    return Limits(dose=dose, day=day, by_weight=True)


def _band(bands: Sequence[tuple[float, float]], weight: float) -> float:
    """The milligrams of the band of weight that somebody is in, 0 where there is none."""
    return max((mg for low, mg in bands if low <= weight), default=0.0)


def _least(one: float, other: float) -> float:
    return min(one, other) if one and other else one or other


def _basis(person: Person, limits: Limits) -> Text:
    if not limits.by_weight or person.weight is None:
        return Text("", "")
    return said("basis_weight" if person.weighed else "basis_estimate", weight=person.weight)


def lengths(bases: Bases, item: Item, medicine: Medicine, row: Treatment | None) -> Iterator[Problem]:
    """Longer than the guideline or the medicine allows; an antibiotic shorter than half of what is wanted."""
    days = item.written.days
    if days is None:
        return
    wanted = _wanted_days(row, medicine) if row else 0.0
    limit = wanted or medicine.most_days
    sources = bases.cited(row.origin if row and wanted else medicine.origin)
    rule = f"treatment:{row.code}:days" if row and wanted else f"medicine:{medicine.code}:days"
    if limit and days > limit:
        long = days > TWICE * limit and days - limit >= DAYS_MORE
        weight = Weight.SERIOUS if long else Weight.NOTE
        yield problem("too_long", weight, rule, sources, days=days, limit=limit)
    elif wanted and days < wanted / 2 and "antibiotic" in medicine.classes:
        yield problem("too_short", Weight.NOTE, rule, sources, days=days, limit=wanted)


def _wanted_days(row: Treatment, medicine: Medicine) -> float:
    by_class = next((row.days[f"@{one}"] for one in medicine.classes if f"@{one}" in row.days), 0.0)
    return row.days.get(medicine.code, by_class)


def ways(bases: Bases, person: Person, item: Item, medicine: Medicine) -> Iterator[Problem]:
    """A way the medicine is not given, and a needle where a tablet does."""
    way = item.route
    known = set(medicine.routes)
    same = {"injection": {"iv", "im", "sc"}, "throat": {"topical", "oral"}, "nasal": {"nasal", "topical"},
            "vaginal": {"vaginal", "topical"}, "rectal": {"rectal", "topical"}, "sublingual": {"oral", "sublingual"},
            "inhaled": {"inhaled"}, "topical": {"topical", "transdermal"}}.get(way, {way})  # fmt: skip
    if way and known and not same & known:
        code = "route_wrong" if not item.local else "route_other"
        weight = Weight.SERIOUS if way in ("iv", "im", "injection") else Weight.NOTE
        yield problem(code, weight, f"medicine:{medicine.code}:route", bases.cited(medicine.origin))
    elif item.injected and "oral" in known and _can_swallow(bases, person):
        yield problem("injection", Weight.NOTE, "injection", bases.sources(["aware_book"]))


def _can_swallow(bases: Bases, person: Person) -> bool:
    """Nobody grave, nobody vomiting everything."""
    if person.has(("vomits_all", "drowsy", "unresponsive", "swallow_very_hard", "vomiting")):
        return False
    return all(bases.conditions[code].urgency < Urgency.EMERGENCY for code in person.conditions)
