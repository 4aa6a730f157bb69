"""Cases whose owner has gone while their next promise comes due: whoever is here may take them over."""

from datetime import datetime, timedelta

from pharos.cases.rules.codes import Code
from pharos.core.objections import Objection

SOON = timedelta(minutes=15)
"""So long before the promise the case is shown, and so long after a taking its owner is left in peace: a closed page is
no proof that somebody has gone home."""


def left_alone(*, due_at: datetime | None, claimed_at: datetime | None, owner_here: bool, now: datetime) -> bool:
    """Whether the case waits for somebody who is not there: its promise is broken or close, and its owner off shift."""
    if owner_here or due_at is None or due_at - now > SOON:
        return False
    return claimed_at is None or now - claimed_at > SOON


def against_taking_over(*, owner_id: int, left: bool) -> tuple[Objection, ...]:
    """A case somebody is at, or that owes nothing yet, is taken from nobody."""
    return () if left else (Objection(Code.OWNED_BY_OTHER, {"staff": owner_id}),)
