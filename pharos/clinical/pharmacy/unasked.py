"""Illnesses that clinics write and the interview does not ask for: they have a treatment, but no rank by findings."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from pharos.clinical.knowledge.entries import Entry, Fault, KnowledgeFaults
from pharos.clinical.knowledge.loading import DATA, read
from pharos.clinical.knowledge.parts import CALL_BACK_HOURS, URGENCIES
from pharos.clinical.knowledge.values import Condition, Knowledge, Span

GROUP = "unasked"


@cache
def unasked() -> Mapping[str, Condition]:
    """By their codes. Raises KnowledgeFaults."""
    faults: list[Fault] = []
    found = read(DATA.parent / "pharmacy", "conditions.toml", _condition, faults)
    if faults:
        raise KnowledgeFaults(faults)
    return found


def with_unasked(base: Knowledge) -> Knowledge:
    """The base with them, to look conditions up in; never to interview by."""
    return replace(base, conditions={**unasked(), **base.conditions})


def _condition(entry: Entry) -> Condition:
    urgency = URGENCIES[entry.one_of("urgency", list(URGENCIES))]
    name = entry.both("name")
    return Condition(
        code=entry.code, icd10=entry.text("icd10"), name=name, plain=name, group=GROUP, weight=0.0, ages=(),
        only_ages=Span(), sex="any", women=1.0, pregnancy="any", pregnant=1.0, where=(), elsewhere=1.0, places={},
        months=(), days=Span(), urgency=urgency, specialist="therapist", specialist_child="", specialist_pregnant="",
        call_back=CALL_BACK_HOURS[urgency], advice=(), frequencies={}, origin=entry.origin(),
    )  # fmt: skip
