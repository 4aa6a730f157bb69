"""The pharmacy from its folder, linked to the knowledge base, or every fault of it."""

from functools import cache
from pathlib import Path

from pharos.clinical.knowledge import loading
from pharos.clinical.knowledge.entries import Fault, KnowledgeFaults
from pharos.clinical.knowledge.parts import named
from pharos.clinical.knowledge.values import Knowledge
from pharos.clinical.pharmacy import parts
from pharos.clinical.pharmacy.linking import linked
from pharos.clinical.pharmacy.registers import agreement, registers
from pharos.clinical.pharmacy.unasked import with_unasked
from pharos.clinical.pharmacy.values import Pharmacy

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
        products=loading.read(root, "products/*.toml", parts.product, faults),
        registers=registers(root, faults),
        stances=loading.read(root, "stances.toml", parts.stance, faults),
        reliefs=loading.read(root, "reliefs.toml", parts.relief, faults),
        illnesses=loading.read(root, "illnesses.toml", parts.illness, faults),
        against=loading.read(root, "against.toml", parts.against, faults),
        singles=loading.read(root, "singles.toml", parts.single, faults),
        allergies=loading.read(root, "allergies.toml", parts.allergy, faults),
        examinations=loading.read(root, "examinations.toml", parts.examination, faults),
        stays=loading.read(root, "stays.toml", parts.stay, faults),
        diagnoses=loading.read(root, "diagnoses.toml", parts.diagnosis, faults),
    )
    faults += linked(found, with_unasked(base))
    if faults:
        raise KnowledgeFaults(faults)
    return found


def coverage(found: Pharmacy) -> dict[str, dict[str, int]]:
    """How much there is of everything."""
    sizes = {
        "medicines": len(found.medicines),
        "classes": len(found.classes),
        "interactions": len(found.interactions),
        "side_chains": len(found.side_chains),
        "treatments": len({one.condition for one in found.treatments.values()}),
        "products": len(found.products),
        "trade names": sum(len(one.names) for one in found.products.values()),
        "stances": len(found.stances),
        "examinations": len(found.examinations),
        "antibiotics with AWaRe": sum(bool(one.aware) for one in found.medicines.values()),
    }
    return {"pharmacy": sizes, "registers": agreement(found)}
