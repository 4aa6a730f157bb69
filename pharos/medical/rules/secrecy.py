"""Who sees which part of the department's work: one table, asked by every screen, panel, notice and timeline.

Codes are those of `people`'s permission map; holding any one of a part's is enough. Insurers' rows are closed to other
insurers' staff by the database besides. What no part names is shown to nobody: search, palette and exports know cases,
and nothing of this room.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Part(StrEnum):
    STANDING = "standing"
    """That a review is owed, overdue, signed or not owed any more."""
    QUESTIONS = "questions"
    """What the doctor asks and what was answered."""
    ORDERS = "orders"
    """Calls for the duty doctor and his orders."""
    REVIEW = "review"
    """What a review says: verdicts, evidence, remarks."""
    SECONDS = "seconds"
    """That a case is read twice, that two doctors differ, that fault was found."""
    FIGURES = "figures"
    RECHECK = "recheck"
    """Starting and stopping that past reviews are checked again; what differs is of REVIEW."""
    DISPUTE = "dispute"
    WORK = "work"
    """The worklist; judging, asking, signing."""
    DUTY = "duty"
    """Taking calls and giving orders."""
    CALL = "call"
    """Calling for the duty doctor."""
    CARRY_OUT = "carry_out"
    ANSWER = "answer"
    """Answering the doctor, by hand or by taking a letter as the answer."""
    LETTER = "letter"
    """Sending a question to the clinic."""
    REPORT = "report"
    """Taking a clinic's report down."""


SECRECY: Mapping[Part, frozenset[str]] = {
    Part.STANDING: frozenset({"see_medical", "see_reviews"}),
    Part.QUESTIONS: frozenset({"see_medical"}),
    Part.ORDERS: frozenset({"see_medical"}),
    Part.REVIEW: frozenset({"see_reviews"}),
    Part.SECONDS: frozenset({"see_reviews"}),
    Part.FIGURES: frozenset({"see_reviews"}),
    Part.RECHECK: frozenset({"review_cases"}),
    Part.DISPUTE: frozenset({"see_reviews"}),
    Part.WORK: frozenset({"review_cases"}),
    Part.DUTY: frozenset({"review_cases"}),
    Part.CALL: frozenset({"work_cases"}),
    Part.CARRY_OUT: frozenset({"work_cases", "review_cases"}),
    Part.ANSWER: frozenset({"work_cases", "review_cases"}),
    Part.LETTER: frozenset({"answer_letters", "review_cases"}),
    Part.REPORT: frozenset({"work_cases", "review_cases"}),
}


def may(permissions: Iterable[str], part: Part) -> bool:
    """Whether somebody with these permissions sees or does it."""
    return not SECRECY[part].isdisjoint(permissions)
