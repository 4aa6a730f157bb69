"""What we promise, by when, and which rule says so."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from pharos.cases.rules.codes import Code
from pharos.core.clocks import Clock
from pharos.core.objections import Objection

CHANGES_OF_SHIFT = (time(8), time(20))
LEAST_REVIEW_TIME = timedelta(hours=2)


class PromiseKind(StrEnum):
    CALL_BACK = "call_back"
    ARRANGE_DOCTOR = "arrange_doctor"
    MEDICAL_REVIEW = "medical_review"
    CONFIRM_POLICY = "confirm_policy"
    ANSWER_LETTER = "answer_letter"
    GUARANTEE = "guarantee"
    LOOK_AGAIN = "look_again"
    INSURER_ANSWER = "insurer_answer"
    DOCTORS_QUESTION = "doctors_question"
    DOCTORS_ORDER = "doctors_order"
    OTHER = "other"


class PauseReason(StrEnum):
    WAITING = "waiting"
    TRAVELLER_ASKED = "traveller_asked"
    CLINIC = "clinic"
    INSURER = "insurer"
    NO_LINE = "no_line"


class WithdrawReason(StrEnum):
    NOT_NEEDED = "not_needed"
    MADE_BY_MISTAKE = "made_by_mistake"
    OTHER_WAY = "other_way"
    CASE_CANCELLED = "case_cancelled"
    MERGED = "merged"


class Act(StrEnum):
    """What may be done with a promise once it is made."""

    MOVE = "move"
    PAUSE = "pause"
    RESUME = "resume"
    KEEP = "keep"
    WITHDRAW = "withdraw"


# The insurer's service each promise is measured by; the minutes are its contract's, or the company's own.
SERVICES: dict[PromiseKind, str] = {
    PromiseKind.CALL_BACK: "call_back",
    PromiseKind.ARRANGE_DOCTOR: "outpatient_arranged",
    PromiseKind.MEDICAL_REVIEW: "medical_review",
    PromiseKind.CONFIRM_POLICY: "policy_confirmed",
    PromiseKind.ANSWER_LETTER: "letter_answer",
    PromiseKind.GUARANTEE: "guarantee_outpatient",
}
OWN_MINUTES: dict[PromiseKind, int] = {
    PromiseKind.LOOK_AGAIN: 30,
    PromiseKind.INSURER_ANSWER: 120,
    PromiseKind.DOCTORS_QUESTION: 60,
    PromiseKind.DOCTORS_ORDER: 15,
    PromiseKind.OTHER: 60,
}
OF_DOCTORS = (PromiseKind.DOCTORS_QUESTION, PromiseKind.DOCTORS_ORDER)
"""Kept where the doctor asked or ordered it, by the answer or by saying that it is done; never by hand."""
OWED_ONCE = (PromiseKind.MEDICAL_REVIEW, PromiseKind.CONFIRM_POLICY)
RULE_VERSION = 1


@dataclass(frozen=True)
class Due:
    """When a promise is due, and by which rule: `target:call_back`, `shift:medical_review`, `agreed`."""

    at: datetime
    rule: str
    version: int = RULE_VERSION


def due(kind: PromiseKind, now: datetime, *, zone: tzinfo, minutes: int, agreed: datetime | None = None) -> Due:
    """An agreed hour ("call back by 14:20") wins, else the target of `minutes`.

    A medical review is also due by the end of the shift it falls into, but never sooner than two hours.
    """
    if agreed is not None:
        return Due(agreed, "agreed")
    target = now + timedelta(minutes=minutes)
    if kind is PromiseKind.MEDICAL_REVIEW:
        in_shift = max(shift_end(now, zone), now + LEAST_REVIEW_TIME)
        if in_shift < target:
            return Due(in_shift, f"shift:{kind}")
    return Due(target, f"target:{kind}")


def shift_end(now: datetime, zone: tzinfo) -> datetime:
    """The next change of shift by the wall clock of the desk, given back in the time zone of `now`.

    Counted in local hours, so a night shift in which clocks change is eleven or thirteen hours long.
    """
    local = now.astimezone(zone)
    for day in (local.date(), local.date() + timedelta(days=1)):
        for change in CHANGES_OF_SHIFT:
            moment = datetime.combine(day, change, tzinfo=zone).astimezone(now.tzinfo)
            if moment > now:
                return moment
    raise AssertionError("every day has a change of shift")


def against_hand(act: Act, kind: str) -> tuple[Objection, ...]:
    """Against keeping or withdrawing by hand what ends by itself: a doctor's question is kept by its answer alone, his
    order by being carried out, else they would stay open with nobody reminded of them."""
    if kind in OF_DOCTORS and act in (Act.KEEP, Act.WITHDRAW):
        return (Objection(Code.PROMISE_OF_QUESTION, {"kind": kind}),)
    return ()


def objections_to(
    act: Act, kind: str, clock: Clock, *, now: datetime, until: datetime | None = None, reason: str = ""
) -> tuple[Objection, ...]:
    """Against an act on a promise. A review's clock is stopped by releasing the hold it belongs to, not by hand."""
    if clock.stopped_at:
        return (Objection(Code.PROMISE_FINISHED, {"kind": kind}),)
    match act:
        case Act.KEEP if kind == PromiseKind.MEDICAL_REVIEW:
            return (Objection(Code.PROMISE_OF_HOLD, {"kind": kind}),)
        case Act.WITHDRAW if kind == PromiseKind.MEDICAL_REVIEW:
            return (Objection(Code.PROMISE_OF_HOLD, {"kind": kind}),)
        case Act.WITHDRAW if reason not in set(WithdrawReason):
            return (Objection(Code.REASON_NEEDED),)
        case Act.PAUSE if clock.paused_at:
            return (Objection(Code.PROMISE_PAUSED, {"kind": kind}),)
        case Act.PAUSE if reason not in set(PauseReason):
            return (Objection(Code.REASON_NEEDED),)
        case Act.RESUME if not clock.paused_at:
            return (Objection(Code.PROMISE_NOT_PAUSED, {"kind": kind}),)
        case Act.MOVE if until is None or until <= now:
            return (Objection(Code.PROMISE_DUE_PAST),)
    return ()
