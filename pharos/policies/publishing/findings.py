"""What a draft was found to be, as its page draws it, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pharos.policies.cover.checking.findings import Level
from pharos.policies.cover.faults import Fault
from pharos.policies.cover.sets import RuleSet
from pharos.policies.cover.values import Unreadable, value_of
from pharos.policies.cover_messages import faults
from pharos.policies.cover_messages.findings import FINDINGS
from pharos.policies.cover_messages.names import ITEM_NAMES, fact_name, value_name
from pharos.policies.models import RuleDraft
from pharos.policies.publishing.kept import MOST, fault_of, finding_of


@dataclass(frozen=True)
class FaultView:
    """Where, and what is wrong with what may stand there instead."""

    row: str
    column: str
    line: int | None
    text: str


@dataclass(frozen=True)
class FindingView:
    """One finding; `case` are the facts that show it, each in words."""

    is_error: bool
    text: str
    rows: Sequence[tuple[str, str]]
    items: Sequence[str]
    case: Sequence[tuple[str, str]] | None


def fault_views(draft: RuleDraft) -> list[FaultView]:
    return [
        FaultView(fault.row, fault.column, fault.line, faults.said(fault))
        for fault in sorted(map(fault_of, draft.faults[:MOST]), key=_place)
    ]


def _place(fault: Fault) -> tuple[str, int, int]:
    """Sheet by sheet, row by row; in a text by its lines."""
    sheet, _space, number = fault.row.rpartition(" ")
    return (sheet, int(number), 0) if number.isdecimal() else ("", 0, fault.line or 0)


def finding_views(draft: RuleDraft, rules: RuleSet, tongue: str) -> list[FindingView]:
    """Errors first; the rows a finding names come with their text."""
    texts = {row.id: f"{row.clause}: {row.text.said(tongue)}" for row in rules.rows}
    found = []
    for kept in draft.findings[:MOST]:
        finding = finding_of(kept)
        rows = [(name, texts.get(name, "")) for name in finding.rows[:20]]
        words = {"rows": ", ".join(finding.rows[:20]), **finding.facts}
        items = [_item(rules, item, tongue) for item in finding.items]
        case = None if finding.case is None else _case(rules, finding.case, tongue)
        text = str(FINDINGS[finding.code]) % words
        found.append(FindingView(finding.level is Level.ERROR, text, rows, items, case))
    return sorted(found, key=lambda one: not one.is_error)


def _case(rules: RuleSet, case: Mapping[str, Any], tongue: str) -> list[tuple[str, str]]:
    return [(fact_name(rules, name, tongue), _value(rules, name, value, tongue)) for name, value in case.items()]


def _value(rules: RuleSet, name: str, value: Any, tongue: str) -> str:
    fact = rules.fact(name)
    if isinstance(value, bool) or fact is None:
        return value_name(fact, value, tongue)
    try:
        return value_name(fact, value_of(str(value), fact), tongue)
    except Unreadable:
        return str(value)


def _item(rules: RuleSet, item: str, tongue: str) -> str:
    own = rules.own_items.get(item)
    return own.said(tongue) if own else str(ITEM_NAMES.get(item, item))
