"""What a pre-check says otherwise than an earlier one did of the same facts."""

from collections.abc import Iterable
from itertools import groupby, zip_longest

Said = tuple[str, str, str, str]
"""Kind, code and the pre-check's word of one item, and the rule it said so by; another rule alone is no difference."""


def changes(before: Iterable[Said], after: Iterable[Said]) -> list[dict[str, str]]:
    """The items that differ, kind by kind and in their order; what is not there on one side is empty there."""
    old, new = _by_kind(before), _by_kind(after)
    found = []
    for kind in {**old, **new}:
        for one, other in zip_longest(old.get(kind, ()), new.get(kind, ()), fillvalue=("", "", "")):
            if one[:2] != other[:2]:
                code = other[0] or one[0]
                change = {"kind": kind, "code": code, "before": one[1], "after": other[1]}
                if one[0] != code and one[1]:
                    change["was"] = one[0]
                rules = {"rule_before": one[2], "rule_after": other[2]}
                found.append(change | {name: rule for name, rule in rules.items() if rule})
    return found


def _by_kind(items: Iterable[Said]) -> dict[str, list[tuple[str, str, str]]]:
    return {
        str(kind): [(code, word, rule) for _, code, word, rule in group]
        for kind, group in groupby(items, key=lambda item: item[0])
    }
