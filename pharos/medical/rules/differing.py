"""What a pre-check says otherwise than an earlier one did of the same facts."""

from collections.abc import Iterable
from itertools import groupby, zip_longest

Said = tuple[str, str, str]
"""Kind, code and the pre-check's word of one item."""


def changes(before: Iterable[Said], after: Iterable[Said]) -> list[dict[str, str]]:
    """The items that differ, kind by kind and in their order; what is not there on one side is empty there."""
    old, new = _by_kind(before), _by_kind(after)
    found = []
    for kind in {**old, **new}:
        for one, other in zip_longest(old.get(kind, ()), new.get(kind, ()), fillvalue=("", "")):
            if one != other:
                code = other[0] or one[0]
                change = {"kind": kind, "code": code, "before": one[1], "after": other[1]}
                if one[0] != code and one[1]:
                    change["was"] = one[0]
                found.append(change)
    return found


def _by_kind(items: Iterable[Said]) -> dict[str, list[tuple[str, str]]]:
    return {
        str(kind): [(code, word) for _, code, word in group] for kind, group in groupby(items, key=lambda item: item[0])
    }
