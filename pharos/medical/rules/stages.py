"""What a review is about, where it stands, and what stands against signing it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pharos.core.objections import Objection


class Stage(StrEnum):
    """The complaint against the preliminary diagnosis, at registration; the treatment, at each report."""

    COMPLAINT = "complaint"
    TREATMENT = "treatment"


class ReviewState(StrEnum):
    OPEN = "open"
    SIGNED = "signed"
    EXEMPT = "exempt"


class Exemption(StrEnum):
    """Why nothing is owed: the case was cancelled, merged into another, or its person forgotten."""

    CANCELLED = "cancelled"
    MERGED = "merged"
    FORGOTTEN = "forgotten"


class ItemKind(StrEnum):
    """What is judged, in the order of the page."""

    DIAGNOSIS = "diagnosis"
    URGENCY = "urgency"
    MEDICINE = "medicine"
    TEST = "test"
    STAY = "stay"


class Judgement(StrEnum):
    """The doctor's word on an item, keys 1 to 4: as it should be, without grounds, to be asked, harmful."""

    RIGHT = "right"
    NEEDLESS = "needless"
    ASK = "ask"
    HARMFUL = "harmful"


NEEDLESS = (Judgement.NEEDLESS, Judgement.HARMFUL)
"""What is counted as needless."""


class Override(StrEnum):
    """Why a doctor sees it otherwise than the pre-check."""

    IN_THE_REPORT = "in_the_report"
    OF_THE_PATIENT = "of_the_patient"
    LOCAL_PRACTICE = "local_practice"
    CHECK_IS_WRONG = "check_is_wrong"


class Whom(StrEnum):
    """Whom a question goes to."""

    OPERATOR = "operator"
    CLINIC = "clinic"


class Fault(StrEnum):
    """What a reviewing doctor may record against how the case was led."""

    URGENCY_TOO_LOW = "urgency_too_low"
    TOO_LATE = "too_late"
    NOT_ASKED = "not_asked"
    WRONG_SPECIALIST = "wrong_specialist"


class Lead(StrEnum):
    """What weighs most in a pre-check, the heaviest first: the line of a worklist."""

    URGENCY = "urgency"
    DANGER = "danger"
    HARMFUL = "harmful"
    DIAGNOSIS = "diagnosis"
    NEEDLESS = "needless"
    DAYS = "days"
    UNKNOWN = "unknown"


class Refused(StrEnum):
    """Codes of objections; the wording is in `messages`."""

    REVIEW_NOT_OPEN = "review_not_open"
    REVIEW_MOVED_ON = "review_moved_on"
    ITEMS_NOT_JUDGED = "items_not_judged"
    QUESTIONS_OPEN = "questions_open"
    REASON_NEEDED = "reason_needed"
    NOT_LOW_RISK = "not_low_risk"
    OWN_REVIEW = "own_review"
    NOT_SIGNED = "not_signed"
    SECOND_EXISTS = "second_exists"
    NO_SUCH_ITEM = "no_such_item"
    TEXT_NEEDED = "text_needed"
    QUESTION_CLOSED = "question_closed"
    QUESTION_SENT = "question_sent"
    NOT_AN_ANSWER = "not_an_answer"
    CASE_ENDED = "case_ended"
    OTHER_PERSON = "other_person"
    REPORT_MOVED_ON = "report_moved_on"
    CALL_OPEN = "call_open"
    CALL_CLOSED = "call_closed"
    CALL_TAKEN = "call_taken"


PROPOSED: Mapping[str, Judgement] = {
    "needed": Judgement.RIGHT, "optional": Judgement.RIGHT, "not_needed": Judgement.NEEDLESS,
    "contraindicated": Judgement.HARMFUL, "unknown": Judgement.ASK,
    "fits": Judgement.RIGHT, "doubtful": Judgement.ASK, "contradicted": Judgement.NEEDLESS,
    "met": Judgement.RIGHT, "missed": Judgement.NEEDLESS,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Judged:
    """An item as far as signing is concerned. `machine`: what the pre-check said."""

    place: int
    machine: str
    judgement: Judgement | None = None
    reason: str = ""

    @property
    def proposed(self) -> Judgement:
        """What agreeing with the pre-check means here."""
        return PROPOSED.get(self.machine, Judgement.ASK)

    @property
    def overridden(self) -> bool:
        """Whether the doctor sees it otherwise; where the pre-check could not say, any word is his own."""
        return self.judgement not in (None, self.proposed) and self.machine != "unknown"


def objection_to_judge(item: Judged, judgement: Judgement, reason: str) -> tuple[Objection, ...]:
    """A doctor may see anything otherwise, and says why."""
    wanted = Judged(place=item.place, machine=item.machine, judgement=judgement)
    if wanted.overridden and judgement is not Judgement.ASK and reason not in set(Override):
        return (Objection(Refused.REASON_NEEDED, {"place": item.place}),)
    return ()


def objections_to_sign(state: ReviewState, items: Iterable[Judged], open_questions: int) -> tuple[Objection, ...]:
    """Everything is judged, and what was asked is answered: then a doctor may put his name to it."""
    if state is not ReviewState.OPEN:
        return (Objection(Refused.REVIEW_NOT_OPEN),)
    left = [item for item in items if item.judgement in (None, Judgement.ASK)]
    against = []
    if open_questions:
        against.append(Objection(Refused.QUESTIONS_OPEN, {"n": open_questions}))
    if left:
        against.append(Objection(Refused.ITEMS_NOT_JUDGED, {"n": len(left)}))
    return tuple(against)
