"""Interviews and the case they are about: a red flag raises its urgency at once, the end raises it to what was found.

Nothing here lowers it. Which case it is, is asked anew each time: it may have been registered during the interview.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pharos.cases import api as cases
from pharos.clinical import api as clinical
from pharos.core.actor import Actor
from pharos.core.urgency import Urgency
from pharos.journal import api as journal


@dataclass(frozen=True)
class Said:
    """An answer as it was sent: to which question of which interview, and the version of it the page showed."""

    interview: UUID
    seen: int
    question: str
    answer: str


def answer(*, actor: Actor, now: datetime, case_id: UUID | None, said: Said) -> None:
    """Keep an answer. Objects as `clinical.answer_interview`."""
    with journal.transaction(actor=actor, now=now):
        case_id = cases.lock_survivor(case_id) if case_id else None  # before the interview, everywhere
        alarm = clinical.answer_interview(
            actor=actor,
            now=now,
            interview_id=said.interview,
            seen=said.seen,
            question=said.question,
            said=said.answer,
        )
        if alarm is not None:
            raise_urgency(case_id, alarm, actor=actor, now=now)


def finish(*, actor: Actor, now: datetime, interview_id: UUID, case_id: UUID | None, seen: int) -> None:
    """End an interview and keep its result. Objects as `clinical.finish_interview`."""
    with journal.transaction(actor=actor, now=now):
        case_id = cases.lock_survivor(case_id) if case_id else None
        found = clinical.finish_interview(actor=actor, now=now, interview_id=interview_id, seen=seen)
        raise_urgency(case_id, found, actor=actor, now=now)


def raise_urgency(case_id: UUID | None, urgency: Urgency, *, actor: Actor, now: datetime) -> None:
    """Up to this, never down: it was asked for. A case that has ended keeps what it had."""
    case = cases.case(case_id, medical=False) if case_id else None
    if case and case.line.is_open:
        urgency = max(urgency, Urgency(case.line.urgency))
        cases.set_urgency(actor=actor, now=now, case_id=case.id, urgency=urgency)
