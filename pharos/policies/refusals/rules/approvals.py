"""Asking the insurer: when it must be asked, and the life of a request from draft to answer."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pharos.core.objections import Objection
from pharos.policies.cover.words import Answer

ANSWER_WITHIN = timedelta(hours=2)
"""How soon the insurer is asked to answer, where nothing else is agreed. Our own choice: a hospital waits."""


class Why(StrEnum):
    """`AUTHORITY`: more than we decide alone. `REFERRED`: the wording leaves an item to the insurer."""

    AUTHORITY = "authority"
    REFERRED = "referred"


class Asking(StrEnum):
    """How a request stands. `ASKS`: the insurer has asked something back."""

    PREPARED = "prepared"
    SENT = "sent"
    APPROVED = "approved"
    REFUSED = "refused"
    ASKS = "asks"
    WITHDRAWN = "withdrawn"


OPEN = (Asking.PREPARED, Asking.SENT, Asking.ASKS)


class Step(StrEnum):
    SEND = "send"
    APPROVE = "approve"
    REFUSE = "refuse"
    ASK = "ask"
    WITHDRAW = "withdraw"


TABLE: dict[tuple[Asking, Step], Asking] = {
    (Asking.PREPARED, Step.SEND): Asking.SENT,
    (Asking.PREPARED, Step.WITHDRAW): Asking.WITHDRAWN,
    (Asking.SENT, Step.APPROVE): Asking.APPROVED,
    (Asking.SENT, Step.REFUSE): Asking.REFUSED,
    (Asking.SENT, Step.ASK): Asking.ASKS,
    (Asking.SENT, Step.WITHDRAW): Asking.WITHDRAWN,
    (Asking.ASKS, Step.SEND): Asking.SENT,
    (Asking.ASKS, Step.APPROVE): Asking.APPROVED,
    (Asking.ASKS, Step.REFUSE): Asking.REFUSED,
    (Asking.ASKS, Step.WITHDRAW): Asking.WITHDRAWN,
}


class Refused(StrEnum):
    """Objections to asking and to answers."""

    NOT_NOW = "approval_not_now"
    NOT_NEEDED = "approval_not_needed"
    NO_ITEM = "approval_no_item"
    AMOUNT = "approval_amount"
    CURRENCY = "approval_currency"
    NOTE_MISSING = "approval_note_missing"
    PAST = "approval_past"
    RUNNING = "approval_running"


def why(
    items: Mapping[str, Any], wanted: tuple[str, ...], *, amount: Decimal, before: Decimal, authority: Decimal | None
) -> Why | None:
    """Why the insurer must be asked for these items at this amount; None when it need not be.

    `before` is what was paid for this incident already; both count against the authority, and its limit itself is ours.
    """
    if any(items.get(item, {}).get("answer") == Answer.REFER for item in wanted):
        return Why.REFERRED
    return Why.AUTHORITY if authority is not None and amount + before > authority else None


def objections_to(step: Step, state: Asking, *, amount: Decimal | None = None, note: str = "") -> tuple[Objection, ...]:
    """Against a step. Approving names an amount; refusing and asking say what the insurer wrote."""
    if (state, step) not in TABLE:
        return (Objection(Refused.NOT_NOW, {"state": state}),)
    if step is Step.APPROVE and (amount is None or amount <= 0):
        return (Objection(Refused.AMOUNT),)
    if step in (Step.REFUSE, Step.ASK) and not note.strip():
        return (Objection(Refused.NOTE_MISSING),)
    return ()


def due(now: datetime, agreed: datetime | None) -> datetime:
    """By when an answer is asked for."""
    return agreed or now + ANSWER_WITHIN
