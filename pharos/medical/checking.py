"""The pre-check as a review keeps it: what it was told and what it answered as JSON, and the things to judge."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pharos.medical.precheck.checking import precheck
from pharos.medical.precheck.reading import case_of
from pharos.medical.precheck.values import Fit, Precheck, Verdict
from pharos.medical.rules.stages import ItemKind, Lead

Item = tuple[ItemKind, str, str]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """`text`: JSON of {told, found}; `items`: kind, code and the machine's word of each thing, in order."""

    text: str
    risk: int
    version: str
    items: tuple[Item, ...]
    lead: Lead | None
    lead_n: int


def checked(told: Mapping[str, Any]) -> Checked:
    """Check what is known. What makes no sense in it is said by its place and left out, never refused."""
    found = precheck(case_of(told))
    text = json.dumps({"told": dict(told), "found": asdict(found)}, ensure_ascii=False, default=str)
    lead, n = _lead(found)
    items = tuple(things_of(found))
    return Checked(
        text=text, risk=min(found.risk, 32_000), version=found.version[:40], items=items, lead=lead, lead_n=n
    )


def _lead(found: Precheck) -> tuple[Lead | None, int]:
    """What weighs most, and how many of it; None where there is nothing to look at."""
    said = [one.verdict for one in found.medicines] + [one.verdict for one in found.tests]
    stay = found.hospital_days
    counts = {
        Lead.URGENCY: len(found.urgency.problems),
        Lead.DANGER: len(found.diagnosis.must_exclude),
        Lead.HARMFUL: said.count(Verdict.CONTRAINDICATED),
        Lead.DIAGNOSIS: int(found.diagnosis.fit is Fit.CONTRADICTED),
        Lead.NEEDLESS: said.count(Verdict.NOT_NEEDED),
        Lead.DAYS: int(stay.beyond) if stay else 0,
        Lead.UNKNOWN: said.count(Verdict.UNKNOWN) + int(found.diagnosis.condition is None),
    }
    return next(((lead, n) for lead, n in counts.items() if n), (None, 0))


def things_of(found: Precheck) -> Iterator[Item]:
    """The things to judge, in their order."""
    diagnosis = found.diagnosis
    yield ItemKind.DIAGNOSIS, diagnosis.condition.code if diagnosis.condition else "", diagnosis.fit.value
    yield ItemKind.URGENCY, "", "missed" if found.urgency.problems else "met"
    for medicine in found.medicines:
        yield ItemKind.MEDICINE, "+".join(medicine.substances), medicine.verdict.value
    for test in found.tests:
        yield ItemKind.TEST, test.code, test.verdict.value
    if found.hospital_days is not None:
        yield ItemKind.STAY, "", found.hospital_days.verdict.value


def rules_of(found: Mapping[str, Any]) -> list[str]:
    """The rule of each thing to judge, in the order of `things_of`, from a pre-check kept as JSON."""
    parts = [found["diagnosis"], found["urgency"], *found["medicines"], *found["tests"], found.get("hospital_days")]
    return [str(one.get("rule") or "") for one in parts if one]
