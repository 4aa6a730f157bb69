"""Two outcomes of one case told apart: what changed, and for whom it is the better."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pharos.policies.cover.redeciding.judging import Outcome, Told
from pharos.policies.cover.words import Answer


class Turn(StrEnum):
    """For the insured, all changes of a case together."""

    BETTER = "better"
    WORSE = "worse"
    MIXED = "mixed"
    OPEN = "open"
    """Neither: it is asked or referred where it was decided, or the other way round."""
    UNREADABLE = "unreadable"
    """The set cannot read the case."""


@dataclass(frozen=True)
class Difference:
    """One thing that is answered otherwise; an empty side says nothing of it."""

    about: str
    old: Told
    new: Told

    def plain(self) -> dict[str, Any]:
        return {"about": self.about, "old": dict(self.old), "new": dict(self.new)}


def differences(old: Outcome, new: Outcome) -> Iterator[Difference]:
    """In the order of the newer set, what it no longer speaks of at the end."""
    for about in dict.fromkeys((*new, *old)):
        before, after = old.get(about, ()), new.get(about, ())
        if before != after:
            yield Difference(about, before, after)


def turn(changes: tuple[Difference, ...]) -> Turn:
    found = {_turn(change) for change in changes}
    if found <= {Turn.OPEN}:
        return Turn.OPEN
    better, worse = Turn.BETTER in found, Turn.WORSE in found
    return Turn.MIXED if better and worse else Turn.BETTER if better else Turn.WORSE


def _turn(change: Difference) -> Turn:
    old, new = _worth(dict(change.old)), _worth(dict(change.new))
    if old is None or new is None or old == new:
        return Turn.OPEN
    return Turn.BETTER if new > old else Turn.WORSE


def _worth(told: dict[str, Any]) -> tuple[int, Decimal] | None:
    """More is better; None for what is neither refused nor covered yet."""
    answer = told.get("answer")
    if answer == Answer.REFUSE:
        return 0, Decimal(0)
    if answer == Answer.COVER:
        return (2, Decimal(0)) if "pays" not in told else (1, Decimal(told["pays"]))
    if answer == Answer.UP_TO:
        amount = told.get("pays", told.get("amount"))
        return (1, Decimal(amount)) if amount is not None else None
    return None
