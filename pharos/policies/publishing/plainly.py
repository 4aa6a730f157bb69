"""Situations in words: codes of items, facts, answers and duties become what they are called."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from pharos.policies.cover.sets import RuleSet
from pharos.policies.cover_messages.names import (
    ANSWERS,
    DUTIES,
    DUTY_STATES,
    REASONS,
    YES_NO,
    fact_name,
    item_name,
)

_CODE = re.compile(r"(?<![\w-])[a-z][a-z0-9_]+(?![\w-])")


def in_words(told: Iterable[Mapping[str, Any]], rules: RuleSet, tongue: str) -> list[dict[str, Any]]:
    """Each situation with its lines and differences as a reader understands them. Clauses stay as they are written."""
    words = _words(rules, tongue)

    def said(text: str) -> str:
        return _CODE.sub(lambda found: words.get(found[0], found[0]), text)

    def line(told: Sequence[Any]) -> list[Any]:
        about, wanted, given, clauses = told
        return [said(about), said(wanted), said(given), clauses]

    return [
        {
            **one,
            "lines": [line(told) for told in one["lines"]],
            "differences": [[said(text) for text in difference] for difference in one["differences"]],
        }
        for one in told
    ]


def _words(rules: RuleSet, tongue: str) -> dict[str, str]:
    found = {
        "clauses": _("clauses"),
        "ask": _("ask"),
        "amount": _("amount"),
        "ceiling": _("ceiling"),
        "items": _("items"),
        "pays": _("pays"),
        "answer": _("answer"),
        "arrange_now": _("arranged at once"),
        "duties": _("duties"),
        "over_authority": _("above our authority"),
        "yes": str(YES_NO[True]),
        "no": str(YES_NO[False]),
    }
    for codes in (ANSWERS, DUTIES, DUTY_STATES, REASONS):
        found |= {str(code): str(word) for code, word in codes.items()}
    found |= {fact.name: fact_name(rules, fact.name, tongue) for fact in rules.facts}
    return found | {item: item_name(rules, item, tongue) for item in rules.items}
