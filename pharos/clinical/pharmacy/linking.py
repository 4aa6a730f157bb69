"""Every code of the pharmacy that points at nothing."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from pharos.clinical.knowledge.entries import Fault, close
from pharos.clinical.knowledge.values import Knowledge, Origin
from pharos.clinical.pharmacy.values import Pharmacy

# Seven signs name a substance; a few things, rehydration salts among them, have only their group of four or five.
ATC = re.compile(r"[A-Z]\d\d[A-Z]{1,2}(\d\d)?")


class Naming(Protocol):
    """An entry that names medicines or classes."""

    @property
    def code(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...
    @property
    def origin(self) -> Origin: ...


def linked(found: Pharmacy, base: Knowledge) -> list[Fault]:
    """All faults of one pharmacy."""
    return [*_medicines(found, base), *_pairs(found, base), *_treatments(found, base), *_review(found, base)]


def _medicines(found: Pharmacy, base: Knowledge) -> Iterator[Fault]:
    for one in found.medicines.values():
        yield from _known(one.origin, one.code, "classes", one.classes, found.classes)
        yield from _known(one.origin, one.code, "sources", one.origin.sources, base.sources)
        if one.side_chain:
            yield from _known(one.origin, one.code, "side_chain", [one.side_chain], found.side_chains)
        if not ATC.fullmatch(one.atc):
            yield Fault(one.origin.file, one.code, "atc", f"{one.atc!r} is no code of ATC such as J01CA04")
        if one.adult_day and one.adult_dose > one.adult_day:
            yield Fault(one.origin.file, one.code, "adult_dose", "one dose is above the day's limit")


def _pairs(found: Pharmacy, base: Knowledge) -> Iterator[Fault]:
    for one in found.interactions.values():
        yield from _named(one.origin, one.code, "one, other", (one.one, one.other), found)
        yield from _known(one.origin, one.code, "sources", one.origin.sources, base.sources)
    for chain in found.side_chains.values():
        yield from _named(chain.origin, chain.code, "members", chain.members, found)
        yield from _known(chain.origin, chain.code, "sources", chain.origin.sources, base.sources)


def _treatments(found: Pharmacy, base: Knowledge) -> Iterator[Fault]:
    for one in found.treatments.values():
        yield from _known(one.origin, one.code, "condition", [one.condition], base.conditions)
        yield from _known(one.origin, one.code, "when", one.when, base.findings)
        yield from _known(one.origin, one.code, "sources", one.origin.sources, base.sources)
        said = (*one.indicated, *one.optional, *one.not_indicated, *one.contraindicated)
        yield from _named(one.origin, one.code, "indicated ... contraindicated", said, found)
        yield from _named(
            one.origin,
            one.code,
            "days, together",
            (*one.days, *(part for pair in one.together for part in pair.split("+"))),
            found,
        )
        yield from _named(one.origin, one.code, "in_allergy, note_on", (*one.in_allergy, *one.note_on), found)
        if_ = [code for code in one.antibiotics_if if not code.startswith("age<")]
        yield from _known(one.origin, one.code, "antibiotics_if", if_, base.findings)
        for code in {code for code in said if said.count(code) > 1}:
            yield Fault(one.origin.file, one.code, "", f"{code} is named with two verdicts")


def _review(found: Pharmacy, base: Knowledge) -> Iterator[Fault]:
    """What only the doctor's review asks: products, stances, reliefs, illnesses, tests, stays, names of diagnoses."""
    known = base.findings.keys() | base.conditions.keys()
    for product in found.products.values():
        yield from _known(product.origin, product.code, "contains", product.contains, found.medicines)
    for register in found.registers.values():
        codes = {code for row in register.rows for code in row.partition("@")[0].split()}
        yield from _known(register.origin, "names", "", sorted(codes), found.medicines)
        yield from _known(register.origin, "file", "sources", register.origin.sources, base.sources)
    naming: list[Mapping[str, Naming]] = [found.stances, found.reliefs, found.against, found.singles]
    for rows in naming:
        for one in rows.values():
            yield from _named(one.origin, one.code, "names", one.names, found)
            yield from _known(one.origin, one.code, "sources", one.origin.sources, base.sources)
    for stance in found.stances.values():
        yield from _known(stance.origin, stance.code, "unless, only", (*stance.unless, *stance.only), known)
    for relief in found.reliefs.values():
        yield from _known(relief.origin, relief.code, "findings", relief.findings, base.findings)
    for against in found.against.values():
        yield from _known(against.origin, against.code, "illness", against.illness, found.illnesses)
    for group in found.allergies.values():
        yield from _named(group.origin, group.code, "members", group.members, found)
    yield from _illnesses(found, base)
    yield from _necessity(found, base)


def _illnesses(found: Pharmacy, base: Knowledge) -> Iterator[Fault]:
    for one in found.illnesses.values():
        yield from _named(one.origin, one.code, "treated_by", one.treated_by, found)
        yield from _known(one.origin, one.code, "finding", [one.finding] if one.finding else (), base.findings)


def _necessity(found: Pharmacy, base: Knowledge) -> Iterator[Fault]:
    for one in found.examinations.values():
        yield from _known(one.origin, one.code, "needed, optional", (*one.needed, *one.optional), base.conditions)
        yield from _known(one.origin, one.code, "findings", one.findings, base.findings)
        yield from _known(one.origin, one.code, "sources", one.origin.sources, base.sources)
    for stay in found.stays.values():
        yield from _known(stay.origin, stay.code, "", [stay.code], base.conditions)
    for code in found.diagnoses:
        if code not in base.conditions:
            yield Fault("diagnoses.toml", code, "", f"{code!r} is no condition{close(code, base.conditions)}")


def _named(origin: Origin, entry: str, field: str, codes: Iterable[str], found: Pharmacy) -> Iterator[Fault]:
    """Medicines by their code, classes by `@` and theirs."""
    yield from _known(origin, entry, field, [code for code in codes if code[:1] != "@"], found.medicines)
    yield from _known(origin, entry, field, [code[1:] for code in codes if code[:1] == "@"], found.classes)


def _known(origin: Origin, entry: str, field: str, codes: Iterable[str], known: Collection[str]) -> Iterator[Fault]:
    for code in codes:
        if code not in known:
            yield Fault(origin.file, entry, field, f"{code!r} is not known{close(code, known)}")
