"""The treatment as a whole: too many medicines, antibiotics against viruses, what is missing; how much it weighs."""

from collections.abc import Sequence
from dataclasses import replace

from pharos.clinical.plain import Treatment
from pharos.core.urgency import Urgency
from pharos.medical.precheck.bases import Bases, among
from pharos.medical.precheck.indication import ANTIBIOTIC, kind_in
from pharos.medical.precheck.person import Person
from pharos.medical.precheck.prescribing import Item
from pharos.medical.precheck.sayings import problem
from pharos.medical.precheck.values import MedicineVerdict, Named, Precheck, Problem, Verdict, Weight

MANY = 5
POINTS = {Verdict.CONTRAINDICATED: 10, Verdict.UNKNOWN: 2, Verdict.NOT_NEEDED: 3}


def together(
    bases: Bases, person: Person, items: Sequence[Item], verdicts: Sequence[MedicineVerdict]
) -> tuple[Problem, ...]:
    """What only the whole list shows."""
    found: list[Problem] = []
    antibiotics = [item for item in items if any(ANTIBIOTIC in item.classes(one) for one in item.substances)]
    viral = [row for row in person.rows if row.antibiotics == "never"]
    if antibiotics and viral and len(viral) == len(person.rows):
        condition = bases.conditions[viral[0].condition].name
        found.append(problem("viral_antibiotic", Weight.SERIOUS, f"treatment:{viral[0].code}",
                             bases.cited(viral[0].origin), condition=condition))  # fmt: skip
    if len(antibiotics) > 1 and _many(verdicts, antibiotics):
        found.append(problem("antibiotics_two", Weight.SERIOUS, "stewardship", bases.sources(["aware_book"]),
                             count=len(antibiotics)))  # fmt: skip
    simple = all(bases.conditions[code].urgency <= Urgency.URGENT for code in person.conditions)
    if len(items) >= MANY and simple and person.conditions:
        found.append(problem("many", Weight.SERIOUS, "many", bases.sources(["ours"]), count=len(items)))
    injected = [item for item in items if item.injected and _needless(verdicts, item)]
    if len(injected) > 1 and simple and person.conditions and not person.has(("vomits_all",)):
        found.append(problem("injections", Weight.SERIOUS, "injection", bases.sources(["aware_book"]),
                             count=len(injected)))  # fmt: skip
    return tuple(found)


def _needless(verdicts: Sequence[MedicineVerdict], item: Item) -> bool:
    """Whether the needle, or what is in it, is not needed: a vaccine or a serum is no fault."""
    one = next(one for one in verdicts if one.place == item.place)
    good = (Verdict.NEEDED, Verdict.OPTIONAL)
    return one.verdict not in good or any(two.code == "injection" for two in one.problems)


def _many(verdicts: Sequence[MedicineVerdict], antibiotics: Sequence[Item]) -> bool:
    places = {item.place for item in antibiotics}
    good = (Verdict.NEEDED, Verdict.OPTIONAL)
    return any(one.place in places and one.verdict not in good for one in verdicts)


def missing(bases: Bases, person: Person, items: Sequence[Item]) -> tuple[Named, ...]:
    """What a guideline wants first, where nothing of it is given: one line for each diagnosis. Nobody has to take
    something for pain; and another antibiotic that the row names will do."""
    found: list[Named] = []
    seen: set[str] = set()
    for row in person.rows:
        if row.condition in seen:
            continue
        seen.add(row.condition)
        wanted = [name for name in row.indicated if not _of(bases, name, "analgesic")]
        if wanted and not _given(bases, row, wanted, items):
            found.append(Named(code=wanted[0].removeprefix("@"), name=bases.named(wanted)))
    return tuple(found)


def _given(bases: Bases, row: Treatment, wanted: Sequence[str], items: Sequence[Item]) -> bool:
    for item in items:
        for one in item.substances:
            if among(one, wanted, item.classes(one)):
                return True
            named = kind_in(row, item, one) in ("indicated", "optional")
            if named and ANTIBIOTIC in item.classes(one) and _of(bases, wanted[0], ANTIBIOTIC):
                return True
    return False


def _of(bases: Bases, name: str, group: str) -> bool:
    """Whether a name of a row is of a class."""
    medicine = bases.pharmacy.medicines.get(name)
    return name == f"@{group}" if medicine is None else group in medicine.classes


def weighing(found: Precheck, *, dangerous: bool) -> Precheck:
    """With its risk: each line that is not fine, open dangers, too little urgency; 0 where a doctor may just agree."""
    points = sum(POINTS.get(one.verdict, 0) for one in found.medicines)
    points += sum(1 for one in found.medicines for two in one.problems if two.weight is Weight.SERIOUS)
    points += sum(POINTS.get(one.verdict, 0) // 2 for one in found.tests)
    points += 3 if found.hospital_days is not None and found.hospital_days.beyond else 0
    points += 8 * len(found.diagnosis.must_exclude[:2]) + (6 if dangerous else 0)
    points += sum(10 if one.weight is Weight.DANGER else 4 for one in found.urgency.problems)
    points += sum(2 for one in found.problems if one.weight >= Weight.SERIOUS) + 2 * len(found.missing)
    points += 2 if found.diagnosis.condition is None else 0
    return replace(found, risk=points)
