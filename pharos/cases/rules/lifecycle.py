"""The one table of a case's life, and what stands in the way of a step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pharos.cases.rules.codes import Code
from pharos.core.objections import Objection


class Status(StrEnum):
    REGISTERED = "registered"
    IN_WORK = "in_work"
    WAITING = "waiting"
    CLOSED = "closed"
    REOPENED = "reopened"
    CANCELLED = "cancelled"


class Step(StrEnum):
    START = "start"
    WAIT = "wait"
    RESUME = "resume"
    CLOSE = "close"
    REOPEN = "reopen"
    CANCEL = "cancel"


OPEN = (Status.REGISTERED, Status.IN_WORK, Status.WAITING, Status.REOPENED)

TABLE: dict[tuple[Status, Step], Status] = {
    (Status.REGISTERED, Step.START): Status.IN_WORK,
    (Status.REGISTERED, Step.CANCEL): Status.CANCELLED,
    (Status.IN_WORK, Step.WAIT): Status.WAITING,
    (Status.IN_WORK, Step.CLOSE): Status.CLOSED,
    (Status.IN_WORK, Step.CANCEL): Status.CANCELLED,
    (Status.WAITING, Step.WAIT): Status.WAITING,
    (Status.WAITING, Step.RESUME): Status.IN_WORK,
    (Status.WAITING, Step.CLOSE): Status.CLOSED,
    (Status.WAITING, Step.CANCEL): Status.CANCELLED,
    (Status.CLOSED, Step.REOPEN): Status.REOPENED,
    (Status.REOPENED, Step.START): Status.IN_WORK,
    (Status.REOPENED, Step.CLOSE): Status.CLOSED,
    (Status.CANCELLED, Step.REOPEN): Status.REOPENED,
}


class Outcome(StrEnum):
    """How a case ended, in words that say nothing of anybody's health."""

    HELP_GIVEN = "help_given"
    ADVICE_GIVEN = "advice_given"
    PAID_THEMSELVES = "paid_themselves"
    NOT_COVERED = "not_covered"
    HELP_DECLINED = "help_declined"
    UNREACHABLE = "unreachable"


class CancelReason(StrEnum):
    MISTAKE = "mistake"
    DUPLICATE = "duplicate"
    NOT_OURS = "not_ours"
    TRIAL = "trial"


class ReopenReason(StrEnum):
    NEW_CONTACT = "new_contact"
    HELP_AGAIN = "help_again"
    BILL = "bill"
    MISTAKE = "mistake"
    QUALITY = "quality"


class WaitsFor(StrEnum):
    INSURER = "insurer"
    CLINIC = "clinic"
    TRAVELLER = "traveller"
    CARRIER = "carrier"
    DOCUMENT = "document"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the guards look at: kinds of open holds and open promises, and who has the case."""

    status: Status
    owned: bool = False
    holds: Sequence[str] = ()
    holds_against_cancel: Sequence[str] = ()
    promises: Sequence[str] = ()
    merged: bool = False


def next_status(status: Status, step: Step) -> Status | None:
    """Where the step leads, or None where the table has no such step."""
    return TABLE.get((status, step))


def steps_from(status: Status) -> tuple[Step, ...]:
    return tuple(step for (start, step) in TABLE if start == status)


def objections_to(
    step: Step,
    standing: Standing,
    *,
    now: datetime | None = None,
    answer: str = "",
    until: datetime | None = None,
) -> tuple[Objection, ...]:
    """Everything against this step at once, so that a person mends it in one go.

    `answer` is what the step must be told: the outcome, the reason, or what is waited for; `until` and `now`
    are for waiting only.
    """
    if standing.merged:
        return (Objection(Code.MERGED_AWAY),)
    if next_status(standing.status, step) is None:
        return (Objection(Code.STEP_NOT_FROM_HERE, {"step": step, "status": standing.status}),)
    match step:
        case Step.START:
            return _unless(standing.owned, Code.CLAIM_FIRST)
        case Step.WAIT:
            return _against_waiting(answer, until, now)
        case Step.CLOSE:
            return _against_closing(standing, answer)
        case Step.CANCEL:
            return _against_cancelling(standing, answer)
        case Step.REOPEN:
            return _unless(answer in set(ReopenReason), Code.REASON_NEEDED)
        case Step.RESUME:
            return ()


def _unless(fine: bool, code: Code) -> tuple[Objection, ...]:  # noqa: FBT001  reads as a sentence
    return () if fine else (Objection(code),)


def _against_waiting(answer: str, until: datetime | None, now: datetime | None) -> tuple[Objection, ...]:
    objections = _unless(answer in set(WaitsFor), Code.WAITS_FOR_NEEDED)
    if until is None:
        return (*objections, Objection(Code.UNTIL_NEEDED))
    if now is not None and until <= now:
        return (*objections, Objection(Code.UNTIL_PAST))
    return objections


def _against_closing(standing: Standing, answer: str) -> tuple[Objection, ...]:
    objections = list(_unless(answer in set(Outcome), Code.OUTCOME_NEEDED))
    if standing.holds:
        objections.append(Objection(Code.HOLDS_OPEN, {"kinds": tuple(standing.holds)}))
    if standing.promises:
        objections.append(Objection(Code.PROMISES_OPEN, {"kinds": tuple(standing.promises)}))
    return tuple(objections)


def _against_cancelling(standing: Standing, answer: str) -> tuple[Objection, ...]:
    objections = list(_unless(answer in set(CancelReason), Code.REASON_NEEDED))
    if standing.holds_against_cancel:
        objections.append(Objection(Code.HOLDS_OPEN, {"kinds": tuple(standing.holds_against_cancel)}))
    return tuple(objections)
