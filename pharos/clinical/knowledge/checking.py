"""What a base that can be used still lacks, and how much it covers: for its authors and for the doctor who reviews."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pharos.clinical.knowledge.linking import OTHER
from pharos.clinical.knowledge.values import FREQUENCY, Condition, Knowledge
from pharos.core.urgency import Urgency

FEW = 6


@dataclass(frozen=True, order=True)
class Gap:
    """Something that works but is not good enough: no fault, yet to be closed."""

    entry: str
    problem: str


def gaps(base: Knowledge) -> list[Gap]:
    """Everything of the base that nothing leads to, or that cannot be told apart, or that lacks its red flag."""
    found = [*_unused(base), *_conditions(base), *_twins(base), *_unasked(base), *_flags(base), *_groups(base)]
    return sorted(set(found))


def coverage(base: Knowledge) -> dict[str, dict[str, int]]:
    """How much there is of everything, by kind."""
    origins = [one.origin for one in base.conditions.values()]
    origins += [one.origin for one in base.red_flags.values()]
    origins += [one.origin for one in base.findings.values()]
    return {
        "size": {
            "conditions": len(base.conditions),
            "findings": len(base.findings),
            "choices": len(base.choices),
            "red_flags": len(base.red_flags),
            "complaints": len(base.complaints),
            "specialists": len(base.specialists),
            "advice": len(base.advice),
            "weights": sum(len(one.frequencies) for one in base.conditions.values()),
        },
        "conditions by group": dict(Counter(one.group for one in base.conditions.values())),
        "conditions by urgency": dict(Counter(one.urgency.code for one in base.conditions.values())),
        "findings by topic": dict(Counter(one.topic for one in base.findings.values())),
        "red flags by kind": dict(Counter(one.kind for one in base.red_flags.values())),
        "review": {
            "reviewed by a doctor": sum(bool(one.reviewed_by) for one in origins),
            "not reviewed": sum(not one.reviewed_by for one in origins),
        },
    }


def used_findings(base: Knowledge) -> set[str]:
    """Findings that mean something to a condition, a red flag or a vulnerability."""
    used = {code for one in base.conditions.values() for code in one.frequencies}
    used |= {code for one in base.red_flags.values() for code in one.named}
    return used | {one.finding for one in base.vulnerabilities.values()}


def _unused(base: Knowledge) -> Iterator[Gap]:
    for code in base.findings.keys() - used_findings(base):
        yield Gap(code, "this finding means nothing: no condition, red flag or vulnerability names it")
    said = {code for one in base.conditions.values() for code in one.advice}
    for code in base.advice.keys() - said:
        yield Gap(code, "no condition gives this advice")
    for topic in base.topics.keys() - {one.topic for one in base.findings.values()}:
        yield Gap(topic, "this topic has no finding")


def _conditions(base: Knowledge) -> Iterator[Gap]:
    leads = {code for one in base.complaints.values() for code in (one.lead, *one.signs)}
    suspected = {code for one in base.red_flags.values() for code in one.suspects}
    for one in base.conditions.values():
        if one.code == OTHER:
            continue
        if len(one.frequencies) < FEW:
            yield Gap(one.code, f"has {len(one.frequencies)} findings; below {FEW} it is hardly ever found")
        if not _telling(one):
            yield Gap(one.code, "cannot be reached: no finding is there always or often")
        elif not leads & {code for code, often in one.frequencies.items() if often >= FREQUENCY["sometimes"]}:
            yield Gap(one.code, "cannot be reached from a complaint: none of its findings is a lead or sign of one")
        if one.urgency >= Urgency.EMERGENCY and one.code not in suspected:
            yield Gap(one.code, "is an emergency that no red flag suspects")
        if not one.advice:
            yield Gap(one.code, "gives no first advice")


def _twins(base: Knowledge) -> Iterator[Gap]:
    seen: dict[tuple[tuple[str, float], ...], str] = {}
    for one in base.conditions.values():
        key = tuple(sorted(one.frequencies.items()))
        if key in seen:
            yield Gap(one.code, f"has the same findings as {seen[key]}: no question can tell them apart")
        seen[key] = one.code


def _unasked(base: Knowledge) -> Iterator[Gap]:
    """A danger must be asked by the screen or by a complaint, not only when the probabilities want it."""
    asked = {code for one in base.complaints.values() for code in (one.lead, *one.signs, *one.danger)}
    asked |= {code for one in base.screens.values() for code in (one.yes, one.no, *one.options)}
    for one in base.red_flags.values():
        for code in one.named:
            if code not in asked:
                yield Gap(one.code, f"{code} is asked by no screen and no complaint's danger list")


def _flags(base: Knowledge) -> Iterator[Gap]:
    for one in base.red_flags.values():
        if not one.suspects:
            yield Gap(one.code, "suspects nothing: name the conditions to exclude")


def _groups(base: Knowledge) -> Iterator[Gap]:
    used = {one.group for one in base.conditions.values()}
    for code in base.groups.keys() - used:
        yield Gap(code, "this group has no condition; its share of the calls goes nowhere")


def _telling(one: Condition) -> bool:
    return any(often >= FREQUENCY["often"] for often in one.frequencies.values())
