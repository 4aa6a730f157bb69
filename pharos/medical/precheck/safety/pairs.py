"""Medicines beside each other: what interacts, what is given twice, antibiotics that do not belong together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pharos.clinical.plain import Interaction, Medicine, Single
from pharos.medical.precheck.bases import Bases, among
from pharos.medical.precheck.indication import ANTIBIOTIC, Indication, groups_of
from pharos.medical.precheck.person import Person
from pharos.medical.precheck.prescribing import Item
from pharos.medical.precheck.sayings import problem, said
from pharos.medical.precheck.values import Problem, Verdict, Weight

ORDER = (Verdict.NEEDED, Verdict.OPTIONAL, Verdict.UNKNOWN, Verdict.NOT_NEEDED, Verdict.CONTRAINDICATED)
QT = "qt"
SEDATING = "sedating"


@dataclass(frozen=True, kw_only=True)
class Given:
    """One substance of one line, with what speaks for it, and the worst that speaks against it for this person."""

    item: Item
    medicine: Medicine
    indication: Indication
    worst: Weight | None = None

    @property
    def stopped(self) -> bool:
        """Whether the person must not have it anyway."""
        return self.worst is Weight.DANGER or self.indication.verdict is Verdict.CONTRAINDICATED

    @property
    def standing(self) -> tuple[bool, bool, int, int, bool, bool, int]:
        """What stands better comes first: not stopped, without serious problems, better indicated, without additions,
        by mouth, without drowsiness, written earlier."""
        serious = self.worst is Weight.SERIOUS
        additions = len(self.item.substances)
        worth = ORDER.index(self.indication.verdict)
        drowsy = SEDATING in self.medicine.classes
        return (self.stopped, serious, worth, additions, self.item.injected, drowsy, self.item.place)


def with_own(bases: Bases, person: Person, one: Given) -> Iterator[Problem]:
    """Against what the person takes at home: the new one gives way."""
    for own in person.own:
        if own.code == one.medicine.code:
            yield problem("taken_already", Weight.NOTE, "own_medicines", other=own.name)
            continue
        for pair in interactions(bases, one.medicine, own, local=one.item.local):
            weight = _weight(pair, needed=one.indication.needed)
            yield _interacts(bases, pair, own, weight, "interaction_own")
        for group in singles(bases, one.medicine, own, one.item, one.item):
            if not one.item.local:
                rule, sources = f"single:{group.code}", bases.cited(group.origin)
                weight = Weight.NOTE if _once(one) else Weight.SERIOUS
                yield problem("duplicate_own", weight, rule, sources, other=own.name, group=group.name)
    if QT in one.item.classes(one.medicine) and any(QT in own.classes for own in person.own):
        weight = Weight.NOTE if one.indication.needed else Weight.SERIOUS
        yield problem("qt", weight, "class:qt", bases.sources(["crediblemeds"]))


def _once(one: Given) -> bool:
    """A single day of what the guideline names, on top of the daily treatment."""
    days = one.item.written.days
    return one.indication.row is not None and days is not None and days <= 1


def beside(bases: Bases, one: Given, others: Sequence[Given]) -> Iterator[Problem]:
    """Against the other lines: the one that stands worse gives way, the better one is told."""
    for other in others:
        if other.item.place == one.item.place:
            continue
        worse = one.standing > other.standing
        for pair in interactions(bases, one.medicine, other.medicine, local=one.item.local or other.item.local):
            weight = _between(pair, one, other) if worse else Weight.NOTE
            yield _interacts(bases, pair, other.medicine, weight, "interaction")
        if worse and not other.stopped:
            yield from _twice(bases, one, other)
    prolonging = [two for two in others if two.item.place != one.item.place and _prolongs(two)]
    if _prolongs(one) and prolonging and any(one.standing > two.standing for two in prolonging):
        yield problem("qt", Weight.SERIOUS, "class:qt", bases.sources(["crediblemeds"]))


def second_antibiotics(bases: Bases, given: Sequence[Given]) -> dict[int, Problem]:
    """Lines with an antibiotic too many: every one that the row does not want together with the better ones."""
    wanted = [
        one for one in sorted(given, key=lambda one: one.standing)
        if ANTIBIOTIC in one.item.classes(one.medicine) and not one.stopped
    ]  # fmt: skip
    kept: list[Given] = []
    found: dict[int, Problem] = {}
    for one in wanted:
        clash = next((other for other in kept if not _belong_together(one, other)), None)
        if clash is None:
            kept.append(one)
        elif one.item.place != clash.item.place:
            sources = bases.sources(["aware_book"])
            found[one.item.place] = problem(
                "second_antibiotic", Weight.SERIOUS, "stewardship", sources, other=clash.medicine.name
            )
    return found


def _belong_together(one: Given, other: Given) -> bool:
    if one.medicine.code == other.medicine.code:
        return True  # said as a duplicate
    row = one.indication.row
    if row is None or row is not other.indication.row:
        return False
    if (one.medicine.code in row.indicated and other.medicine.code in row.indicated) or _handed_over(one, other):
        return True
    return any(_fill(pair, one.medicine, other.medicine) for pair in row.together)


def _handed_over(one: Given, other: Given) -> bool:
    """One injected day of an antibiotic before tablets of another, where the row calls for both."""
    row = one.indication.row
    if row is None or row is not other.indication.row or row.antibiotics != "indicated":
        return False
    first, then = (one, other) if one.item.injected else (other, one)
    named = all(two.indication.verdict in (Verdict.NEEDED, Verdict.OPTIONAL) for two in (first, then))
    return named and first.item.injected and not then.item.injected and _once(first)


def _fill(pair: str, one: Medicine, other: Medicine) -> bool:
    """Whether two medicines are the two of a pair, in either order."""
    left, _plus, right = pair.partition("+")
    straight = among(one, (left,), one.classes) and among(other, (right,), other.classes)
    return straight or (among(one, (right,), one.classes) and among(other, (left,), other.classes))


def interactions(bases: Bases, one: Medicine, other: Medicine, *, local: bool) -> tuple[Interaction, ...]:
    """What is known of two medicines in the body together; a local one interacts with nothing."""
    return () if local else _pairs(bases, one.code, one.classes, other.code, other.classes)


Classes = tuple[str, ...]


@lru_cache(maxsize=65536)
def _pairs(bases: Bases, one: str, its: Classes, other: str, others: Classes) -> tuple[Interaction, ...]:
    first, second = bases.pharmacy.medicines[one], bases.pharmacy.medicines[other]
    found = []
    for pair in bases.pharmacy.interactions.values():
        straight = among(first, (pair.one,), its) and among(second, (pair.other,), others)
        turned = among(first, (pair.other,), its) and among(second, (pair.one,), others)
        if straight or turned:
            found.append(pair)
    told = [pair for pair in found if pair.severity != "moderate"]
    return tuple(told or found)


def singles(bases: Bases, one: Medicine, other: Medicine, item: Item, its: Item) -> tuple[Single, ...]:
    """Groups of which both are, and one is enough."""
    its_groups = groups_of(bases, other.code, its.classes(other))
    return tuple(
        group for group in groups_of(bases, one.code, item.classes(one)) if group in its_groups and not group.part
    )


def _twice(bases: Bases, one: Given, other: Given) -> Iterator[Problem]:
    if one.item.local is not other.item.local:
        return
    if one.medicine.code == other.medicine.code:
        if one.item.route != other.item.route and one.item.local:
            return
        sources = bases.cited(one.medicine.origin)
        yield problem("duplicate_same", Weight.SERIOUS, "duplicate", sources, other=other.item.written.name)
        return
    for group in () if _handed_over(one, other) else singles(bases, one.medicine, other.medicine, one.item, other.item):
        facts = {"other": other.medicine.name, "group": group.name}
        yield problem("duplicate_class", Weight.SERIOUS, f"single:{group.code}", bases.cited(group.origin), **facts)


def _weight(pair: Interaction, *, needed: bool) -> Weight:
    if pair.severity == "forbidden":
        return Weight.DANGER
    if pair.severity == "major":
        return Weight.SERIOUS if needed else Weight.DANGER
    return Weight.NOTE


def _between(pair: Interaction, one: Given, other: Given) -> Weight:
    if pair.severity == "forbidden":
        return Weight.DANGER
    row = one.indication.row
    same = row is not None and row is other.indication.row and one.indication.verdict is not Verdict.NOT_NEEDED
    if pair.severity == "major" and not same:
        return Weight.SERIOUS
    return Weight.NOTE


def _interacts(bases: Bases, pair: Interaction, other: Medicine, weight: Weight, code: str) -> Problem:
    instead = said("instead", instead=pair.instead) if pair.instead.en else pair.instead
    facts = {"other": other.name, "effect": pair.effect, "instead": instead}
    return problem(code, weight, f"interaction:{pair.code}", bases.cited(pair.origin), **facts)


def _prolongs(one: Given) -> bool:
    return QT in one.item.classes(one.medicine)
