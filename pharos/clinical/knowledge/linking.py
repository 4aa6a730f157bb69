"""Whether every code points at something: the faults with which the base cannot be used."""

import re
from collections.abc import Collection, Iterable, Iterator

from pharos.clinical.knowledge.entries import Fault, close
from pharos.clinical.knowledge.values import Choice, Condition, Finding, Knowledge, Origin

ICD10 = re.compile(r"[A-Z]\d\d(\.\d{1,2})?")
COUNTRY = re.compile(r"[A-Z]{2}")
OTHER = "other"


def linked(base: Knowledge) -> list[Fault]:
    """Every code that is not known, every loop and every overlap that the engine could not make sense of."""
    return [fault for check in _CHECKS for fault in check(base)]


def _findings(base: Knowledge) -> Iterator[Fault]:
    for one in base.findings.values():
        yield from _known(one.origin, one.code, "topic", [one.topic], base.topics)
        yield from _known(one.origin, one.code, "needs", one.needs, base.findings)
        if one.code in _ancestors(base, one):
            yield Fault(one.origin.file, one.code, "needs", "leads back to itself")


def _choices(base: Knowledge) -> Iterator[Fault]:
    taken: dict[str, str] = {}
    for one in base.choices.values():
        yield from _known(one.origin, one.code, "topic", [one.topic], base.topics)
        yield from _known(one.origin, one.code, "options", one.options, base.findings)
        yield from _known(one.origin, one.code, "needs", one.needs, base.findings)
        yield from _options(one, taken)
        if one.code in base.findings:
            yield Fault(one.origin.file, one.code, "", "a finding has this code: answers could not be told apart")


def _options(one: Choice, taken: dict[str, str]) -> Iterator[Fault]:
    if not 2 <= len(one.options) <= 9:
        yield Fault(one.origin.file, one.code, "options", f"has {len(one.options)}; allowed are 2 to 9")
    for option in one.options:
        if option in taken:
            yield Fault(one.origin.file, one.code, "options", f"{option} is an option of {taken[option]} already")
        taken[option] = one.code


def _advice(base: Knowledge) -> Iterator[Fault]:
    for one in base.advice.values():
        yield from _known(one.origin, one.code, "unless", one.unless, base.advice)


def _conditions(base: Knowledge) -> Iterator[Fault]:
    for one in base.conditions.values():
        yield from _known(one.origin, one.code, "group", [one.group], base.groups)
        yield from _known(one.origin, one.code, "advice", one.advice, base.advice)
        yield from _known(one.origin, one.code, "always ... never", one.frequencies, base.findings)
        who = [one.specialist, *filter(None, (one.specialist_child, one.specialist_pregnant))]
        yield from _known(one.origin, one.code, "specialist", who, base.specialists)
        yield from _places(base, one)
        if not ICD10.fullmatch(one.icd10):
            yield Fault(one.origin.file, one.code, "icd10", f"{one.icd10!r} is no code of ICD-10 such as H66.9 or A09")
    if OTHER not in base.conditions:
        yield Fault("conditions", "", OTHER, "must be there: what is not in the base has a weight too")


def _places(base: Knowledge, one: Condition) -> Iterator[Fault]:
    for field, places in (("where", one.where), ("places", one.places)):
        regions = [place[1:] for place in places if place.startswith("@")]
        yield from _known(one.origin, one.code, field, regions, base.regions)
        for place in places:
            if not place.startswith("@") and not COUNTRY.fullmatch(place):
                yield Fault(one.origin.file, one.code, field, f"{place!r}: a country is two capitals, a region @name")


def _flags(base: Knowledge) -> Iterator[Fault]:
    for one in base.red_flags.values():
        yield from _known(one.origin, one.code, "all", one.every, base.findings)
        yield from _known(one.origin, one.code, "any", one.some, base.findings)
        yield from _known(one.origin, one.code, "doubt", one.doubt, base.findings)
        yield from _known(one.origin, one.code, "suspects", one.suspects, base.conditions)
        yield from _known(one.origin, one.code, "specialist", filter(None, [one.specialist]), base.specialists)
        if not one.every and not one.some:
            yield Fault(one.origin.file, one.code, "all", "a red flag needs findings in all or any")
        if one.least > len(one.some):
            yield Fault(one.origin.file, one.code, "at_least", f"is {one.least}, but any has only {len(one.some)}")


def _complaints(base: Knowledge) -> Iterator[Fault]:
    for one in base.complaints.values():
        yield from _known(one.origin, one.code, "lead", [one.lead], base.findings)
        yield from _known(one.origin, one.code, "signs", one.signs, base.findings)
        yield from _known(one.origin, one.code, "danger", one.danger, base.findings)
    for screen in base.screens.values():
        told = [*filter(None, (screen.yes, screen.no)), *screen.options]
        yield from _known(screen.origin, screen.code, "yes, no, options", told, base.findings)
        if not told:
            yield Fault(screen.origin.file, screen.code, "yes", "says nothing: name a finding in yes, no or options")


def _people(base: Knowledge) -> Iterator[Fault]:
    for one in base.specialists.values():
        told = [*filter(None, (one.child, one.pregnant, one.urgently)), *one.without]
        fields = "child, pregnant, urgently, without"
        yield from _known(None, one.code, fields, told, base.specialists, "specialists.toml")
    for weak in base.vulnerabilities.values():
        yield from _known(weak.origin, weak.code, "finding", filter(None, [weak.finding]), base.findings)
        yield from _known(weak.origin, weak.code, "groups", weak.groups, base.groups)
    for row in base.shares:
        yield from _known(row.origin, row.code, "shares", row.shares, base.groups)
        regions = [place[1:] for place in row.countries if place.startswith("@")]
        yield from _known(row.origin, row.code, "countries", regions, base.regions)
    if not any(row.code == "world" for row in base.shares):
        yield Fault("priors.toml", "world", "", "is missing: the row everything is smoothed to, with every group in it")


def _sources(base: Knowledge) -> Iterator[Fault]:
    told: list[tuple[str, Origin]] = [(one.code, one.origin) for one in base.findings.values()]
    told += [(one.code, one.origin) for one in base.conditions.values()]
    told += [(one.code, one.origin) for one in base.red_flags.values()]
    told += [(one.code, one.origin) for one in base.shares]
    told += [(one.code, one.origin) for one in base.advice.values()]
    for code, origin in told:
        yield from _known(origin, code, "sources", origin.sources, base.sources)


_CHECKS = (_findings, _choices, _advice, _conditions, _flags, _complaints, _people, _sources)


def _known(
    origin: Origin | None, entry: str, field: str, codes: Iterable[str], known: Collection[str], file: str = ""
) -> Iterator[Fault]:
    for code in codes:
        if code not in known:
            yield Fault(origin.file if origin else file, entry, field, f"{code!r} is not known{close(code, known)}")


def _ancestors(base: Knowledge, one: Finding) -> set[str]:
    found: set[str] = set()
    ahead = list(one.needs)
    while ahead:
        code = ahead.pop()
        if code not in found and code in base.findings:
            found.add(code)
            ahead += base.findings[code].needs
    return found
