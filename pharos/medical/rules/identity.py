"""Whether a report is about this case's person: a report for somebody else is stopped, not filed."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum


class Match(StrEnum):
    SAME = "same"
    UNSURE = "unsure"
    OTHER = "other"


def same_person(
    told: tuple[str, date | None], ours: tuple[str, date | None], words: Callable[[str], frozenset[str]]
) -> Match:
    """Name and birth date of a report against the case's. `words` brings names of any script to comparable words.

    Two birth dates that differ are two people. Without both dates the names decide: no word in common is another
    person, a name or surname in common is the same only when the birth dates agree, else for a person to look at.
    """
    (name, born), (our_name, our_born) = told, ours
    common = words(name) & words(our_name)
    if born and our_born and born != our_born:
        return Match.OTHER
    if name.strip() and our_name.strip() and not common:
        return Match.OTHER
    if born and our_born and common:
        return Match.SAME
    return Match.SAME if len(common) >= 2 else Match.UNSURE
