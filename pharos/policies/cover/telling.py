"""From what is told to what is known."""

from collections.abc import Iterable

from pharos.policies.cover.cases import NOTHING, Fact, State, Telling
from pharos.policies.cover.sets import FactKind
from pharos.policies.cover.words import Source


def settled(kind: FactKind, tellings: Iterable[Telling]) -> Fact:
    """Known where everybody whose word counts says the same, or a person picked; disputed where they differ."""
    told = tuple(tellings)
    if not told:
        return NOTHING
    heard = [one for one in told if one.value is not None]
    counted = [one for one in heard if _counts(kind, one)]
    if not counted:
        return Fact(State.UNSETTLED if heard else State.UNKNOWN, None, told)
    picked = {one.value for one in counted if one.picked}
    values = picked or {one.value for one in counted}
    if len(values) > 1:
        return Fact(State.DISPUTED, None, told)
    return Fact(State.KNOWN, next(iter(values)), told)


def _counts(kind: FactKind, telling: Telling) -> bool:
    return not kind.settled_by or telling.source is Source.COMPUTED or telling.source in kind.settled_by
