"""What a taking changed, read off the case's own entries: so much of it can be undone as nothing stands on."""

from collections.abc import Sequence
from dataclasses import dataclass

from pharos.cases.rules.lifecycle import Status

TAKEN = ("cases.WorkStarted", "cases.CaseClaimed")
BEFORE = {"cases.CaseReopened": Status.REOPENED, "cases.CaseRegistered": Status.REGISTERED}


@dataclass(frozen=True)
class Happened:
    """An entry of the case: the name of its event, and who did it."""

    what: str
    by: str


def status_before(happened: Sequence[Happened], who: str) -> Status | None:
    """How the case stood before this person took it, where taking it was the last thing he did; None where he has done
    something since, or it was begun earlier. Newest first; what others did meanwhile stands on its own."""
    own = tuple(one.what for one in happened if one.by == who)
    if own[: len(TAKEN)] != TAKEN:
        return None
    return next((BEFORE[one.what] for one in happened if one.what in BEFORE), None)
