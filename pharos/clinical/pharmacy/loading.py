"""The pharmacy from its folder, linked to the knowledge base, or every fault of it."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

from pharos.clinical.knowledge import loading
from pharos.clinical.knowledge.entries import Fault, KnowledgeFaults, close
from pharos.clinical.knowledge.parts import named
from pharos.clinical.knowledge.values import Knowledge, Origin
from pharos.clinical.pharmacy import parts
from pharos.clinical.pharmacy.values import Pharmacy

# Seven signs name a substance; a few things, rehydration salts among them, have only their group of four or five.
ATC = re.compile(r"[A-Z]\d\d[A-Z]{1,2}(\d\d)?")
DATA = loading.DATA.parent / "pharmacy"


@cache
def pharmacy() -> Pharmacy:
    """The pharmacy that Pharos comes with, read once. Raises KnowledgeFaults."""
    return load(DATA, loading.knowledge())


def load(root: Path, base: Knowledge) -> Pharmacy:
    """The pharmacy of a folder. Raises KnowledgeFaults with everything that is wrong in it."""
    faults: list[Fault] = []
    found = Pharmacy(
        version=loading.digest(root),
        classes=loading.read(root, "classes.toml", named, faults),
        medicines=loading.read(root, "medicines/*.toml", parts.medicine, faults),
        interactions=loading.read(root, "interactions*.toml", parts.interaction, faults),
        side_chains=loading.read(root, "side_chains.toml", parts.side_chain, faults),
        treatments=loading.read(root, "treatment/*.toml", parts.treatment, faults),
    )
    faults += linked(found, base)
    if faults:
        raise KnowledgeFaults(faults)
    return found


def linked(found: Pharmacy, base: Knowledge) -> list[Fault]:
    """Every code of the pharmacy that points at nothing."""
    return [*_medicines(found, base), *_pairs(found, base), *_treatments(found, base)]


def coverage(found: Pharmacy) -> dict[str, dict[str, int]]:
    """How much there is of everything."""
    sizes = {
        "medicines": len(found.medicines),
        "classes": len(found.classes),
        "interactions": len(found.interactions),
        "side_chains": len(found.side_chains),
        "treatments": len({one.condition for one in found.treatments.values()}),
        "antibiotics with AWaRe": sum(bool(one.aware) for one in found.medicines.values()),
    }
    return {"pharmacy": sizes}


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
        yield from _named(one.origin, one.code, "days", one.days, found)
        for code in {code for code in said if said.count(code) > 1}:
            yield Fault(one.origin.file, one.code, "", f"{code} is named with two verdicts")


def _named(origin: Origin, entry: str, field: str, codes: Iterable[str], found: Pharmacy) -> Iterator[Fault]:
    """Medicines by their code, classes by `@` and theirs."""
    yield from _known(origin, entry, field, [code for code in codes if code[:1] != "@"], found.medicines)
    yield from _known(origin, entry, field, [code[1:] for code in codes if code[:1] == "@"], found.classes)


def _known(origin: Origin, entry: str, field: str, codes: Iterable[str], known: Collection[str]) -> Iterator[Fault]:
    for code in codes:
        if code not in known:
            yield Fault(origin.file, entry, field, f"{code!r} is not known{close(code, known)}")
