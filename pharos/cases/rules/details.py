"""Three-way comparison of a form: what it was opened with, what it says now, what the case says now."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Merge:
    """`apply` are the fields to write; `conflicts` those a colleague changed to something else meanwhile."""

    apply: tuple[str, ...]
    conflicts: tuple[str, ...]


def merge(seen: Mapping[str, object], wanted: Mapping[str, object], current: Mapping[str, object]) -> Merge:
    """A field left alone never overwrites; one changed here and elsewhere to different values conflicts."""
    apply: list[str] = []
    conflicts: list[str] = []
    for field, value in wanted.items():
        if value == seen[field] or value == current[field]:
            continue
        (apply if current[field] == seen[field] else conflicts).append(field)
    return Merge(tuple(sorted(apply)), tuple(sorted(conflicts)))
