"""The person: allergy, pregnancy, breast-feeding, age, weight, known illnesses."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pharos.clinical.plain import Against, Medicine, Text
from pharos.medical.precheck.bases import Bases, among
from pharos.medical.precheck.person import ELDERLY, Person
from pharos.medical.precheck.prescribing import Item
from pharos.medical.precheck.sayings import problem, said
from pharos.medical.precheck.values import Problem, Weight

ORGANS = ("kidney", "liver")
HARMLESS = frozenset({"unproven", "vitamin", "herbal", "supplement", "probiotic", "emollient", "throat"})
"""Too young for one of these is a reason to leave it out, no danger."""
LEVELS = ("allowed", "caution", "avoid", "forbidden")


@dataclass(frozen=True, slots=True)
class Grade:
    """How far a state (pregnancy, breast-feeding) speaks against a medicine, and what more there is to say."""

    what: str
    level: str
    detail: Text


def personal(bases: Bases, person: Person, item: Item, medicine: Medicine, *, needed: bool) -> Iterator[Problem]:
    """Everything about the person. `needed`: a guideline wants it, so that `avoid` is weighed and not obeyed."""
    yield from allergies(bases, person, medicine)
    yield from _pregnancy(bases, person, item, medicine, needed=needed)
    yield from _ages(bases, person, medicine, needed=needed)
    yield from _illnesses(bases, person, item, medicine, needed=needed)


def allergies(bases: Bases, person: Person, medicine: Medicine) -> Iterator[Problem]:
    """The substance itself, its group, its side chain; what shares only the class is told and allowed."""
    own = {one.code for one in person.allergic}
    if medicine.code in own:
        yield problem("allergy", Weight.DANGER, f"medicine:{medicine.code}", bases.cited(medicine.origin))
        return
    for code in person.allergic_groups:
        group = bases.pharmacy.allergies[code]
        if among(medicine, group.members, medicine.classes):
            yield problem(
                "allergy_group", Weight.DANGER, f"allergy:{code}", bases.cited(group.origin), group=group.name
            )
            return
    yield from _side_chains(bases, person, medicine)


def _side_chains(bases: Bases, person: Person, medicine: Medicine) -> Iterator[Problem]:
    for one in person.allergic:
        for chain in bases.pharmacy.side_chains.values():
            if one.code in chain.members and medicine.code in chain.members:
                facts = {"known": one.name, "chain": chain.name}
                yield problem(
                    "allergy_chain", Weight.DANGER, f"side_chain:{chain.code}", bases.cited(chain.origin), **facts
                )
                return
        shared = [name for name in ("penicillin", "nsaid", "macrolide", "fluoroquinolone", "sulfonamide")
                  if name in one.classes and name in medicine.classes]  # fmt: skip
        if shared:
            name = bases.pharmacy.classes[shared[0]]
            yield problem(
                "allergy_class",
                Weight.DANGER,
                f"class:{shared[0]}",
                bases.cited(one.origin),
                known=one.name,
                group=name,
            )
            return
    penicillin = "penicillin" in person.allergic_groups or any("penicillin" in one.classes for one in person.allergic)
    if penicillin and "cephalosporin" in medicine.classes:
        near = medicine.side_chain in ("hydroxyphenyl", "aminobenzyl") and "penicillin" in person.allergic_groups
        code = "allergy_penicillin_near" if near else "allergy_penicillin_far"
        sources = bases.sources(["eaaci_betalactam"])
        yield problem(code, Weight.SERIOUS if near else Weight.NOTE, "side_chain", sources)


def _pregnancy(bases: Bases, person: Person, item: Item, medicine: Medicine, *, needed: bool) -> Iterator[Problem]:
    if person.pregnant:
        level = _in_trimester(medicine, person.trimester)
        unsure = person.trimester is None and len(set(medicine.pregnancy)) > 1
        when = said("trimester_unknown") if unsure else said("trimester", number=person.trimester or 0)
        told = when if unsure or person.trimester else Text("", "")
        yield from _graded(bases, item, medicine, Grade("pregnancy", level, told), needed=needed)
    if person.breastfeeding:
        grade = Grade("breastfeeding", medicine.breastfeeding, Text("", ""))
        yield from _graded(bases, item, medicine, grade, needed=needed)


def _in_trimester(medicine: Medicine, trimester: int | None) -> str:
    """The word for the trimester; the sternest while it is unknown."""
    if trimester in (1, 2, 3):
        return medicine.pregnancy[trimester - 1]
    return max(medicine.pregnancy, key=LEVELS.index)


def _graded(bases: Bases, item: Item, medicine: Medicine, graded: Grade, *, needed: bool) -> Iterator[Problem]:
    what, level, detail = graded.what, graded.level, graded.detail
    if level == "allowed":
        return
    weight = weighed(level, needed=needed)
    if item.local:
        weight = Weight.SERIOUS if level == "forbidden" and not needed else Weight.NOTE
    rule = f"medicine:{medicine.code}:{what}"
    yield problem(f"{what}_{level}", weight, rule, bases.cited(medicine.origin), detail=detail)


def weighed(level: str, *, needed: bool) -> Weight:
    """`forbidden` always stops; `avoid` stops what is not needed; `caution` is told."""
    if level == "forbidden":
        return Weight.DANGER
    if level == "avoid":
        return Weight.SERIOUS if needed else Weight.DANGER
    return Weight.NOTE


def _ages(bases: Bases, person: Person, medicine: Medicine, *, needed: bool) -> Iterator[Problem]:
    sources = bases.cited(medicine.origin)
    rule = f"medicine:{medicine.code}:age"
    if person.age is not None and person.age * 12 + 0.01 < medicine.from_months:
        harmless = bool(HARMLESS & set(medicine.classes))
        weight = Weight.SERIOUS if needed or harmless else Weight.DANGER
        yield problem("too_young", weight, rule, sources, limit=_age_told(medicine.from_months))
    if person.weighed and person.weight is not None and person.weight < medicine.from_kg:
        yield problem("too_light", Weight.DANGER, rule, sources, limit=medicine.from_kg)
    if person.age is not None and person.age >= ELDERLY and medicine.elderly in ("avoid", "forbidden"):
        weight = Weight.DANGER if medicine.elderly == "forbidden" else Weight.SERIOUS
        yield problem("elderly", weight, rule, sources)


def _age_told(months: float) -> Text:
    if months < 24:
        return said("age_months", months=months)
    return said("age_years", years=months / 12)


@lru_cache(maxsize=8192)
def _against(bases: Bases, code: str, classes: tuple[str, ...]) -> tuple[Against, ...]:
    medicine = bases.pharmacy.medicines[code]
    return tuple(one for one in bases.pharmacy.against.values() if among(medicine, one.names, classes))


def _illnesses(bases: Bases, person: Person, item: Item, medicine: Medicine, *, needed: bool) -> Iterator[Problem]:
    told: set[str] = set()
    classes = item.classes(medicine)
    for one in _against(bases, medicine.code, classes) if person.illnesses else ():
        illness = person.ill(one.illness)
        if illness is None:
            continue
        told.add(illness.code)
        weight = weighed(one.severity, needed=needed)
        facts = {"illness": illness.name, "effect": one.effect}
        yield problem("illness", weight, f"against:{one.code}", bases.cited(one.origin), **facts)
    if item.local:
        return
    for organ in ORGANS:
        level = getattr(medicine, organ)
        illness = person.ill([organ])
        if illness is not None and level != "allowed" and organ not in told:
            rule = f"medicine:{medicine.code}:{organ}"
            weight = weighed(level, needed=needed)
            yield problem(f"organ_{level}", weight, rule, bases.cited(medicine.origin), illness=illness.name)
