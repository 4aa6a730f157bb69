"""What a check found, as a draft keeps it; and back, to be worded in the reader's language."""

from collections.abc import Mapping
from typing import Any

from pharos.policies.cover.canonical import plain_of
from pharos.policies.cover.checking.findings import Finding, Level
from pharos.policies.cover.faults import Fault
from pharos.policies.cover.situations import Tried

MOST = 500
"""Of a kind: a file with more faults than this is not read to its end by anybody."""


def kept_fault(fault: Fault) -> dict[str, Any]:
    facts = {name: _told(value) for name, value in fault.facts.items()}
    return {"code": fault.code, "row": fault.row, "column": fault.column, "line": fault.line, "facts": facts}


def fault_of(kept: Mapping[str, Any]) -> Fault:
    return Fault(kept["code"], facts=kept["facts"], row=kept["row"], column=kept["column"], line=kept["line"])


def kept_finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "level": finding.level.value,
        "rows": list(finding.rows),
        "items": list(finding.items or ((finding.item,) if finding.item else ())),
        "case": None if finding.case is None else {name: _told(value) for name, value in finding.case.items()},
        "facts": {name: _told(value) for name, value in finding.facts.items()},
    }


def finding_of(kept: Mapping[str, Any]) -> Finding:
    return Finding(
        code=kept["code"],
        level=Level(kept["level"]),
        rows=tuple(kept["rows"]),
        items=tuple(kept["items"]),
        case=kept["case"],
        facts=kept["facts"],
    )


def kept_situation(one: Tried) -> dict[str, Any]:
    return {
        "id": one.situation.id,
        "title": {"en": one.situation.title.en, "ru": one.situation.title.ru},
        "source": one.situation.source,
        "inferred": one.situation.inferred,
        "green": one.green,
        "lines": [[about, expected, given, list(clauses)] for about, expected, given, clauses in one.lines],
        "differences": [[d.about, d.column, d.expected, d.given] for d in one.differences],
        "faults": [kept_fault(fault) for fault in one.faults],
    }


def _told(value: object) -> Any:
    """As JSON has it; what it does not have, as text."""
    if isinstance(value, set | frozenset):
        return sorted(str(one) for one in value)
    try:
        return plain_of(value)
    except TypeError:
        return [str(one) for one in value] if isinstance(value, Mapping) else str(value)
