"""Pure rules of the danger questions: which ones to ask, and what the answers mean."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pharos.core.urgency import Urgency

YES, NO, UNKNOWN = "yes", "no", "unknown"


class Refused(StrEnum):
    """Why something with an interview is refused to us; `messages` words it."""

    INTERVIEW_BEGUN = "interview_begun"
    INTERVIEW_FINISHED = "interview_finished"
    INTERVIEW_MOVED_ON = "interview_moved_on"
    QUESTION_NOT_PENDING = "question_not_pending"
    ANSWER_NOT_UNDERSTOOD = "answer_not_understood"
    NOTHING_HEARD = "nothing_heard"
    NOTHING_TO_TAKE_BACK = "nothing_to_take_back"


@dataclass(frozen=True)
class Source:
    """Where a question's facts come from."""

    code: str
    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """A danger question as authored: both languages, whom it is for, where it comes from.

    `youngest` and `oldest` are ages in whole years; a question with an age is asked also when the age is not known,
    unless it is tied to complaints that are known and other.
    """

    code: str
    wording: Mapping[str, "Wording"]
    danger_answer: str
    unknown_is_danger: bool
    sources: tuple[Source, ...]
    youngest: int | None = None
    oldest: int | None = None
    complaints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wording:
    """The sentence to read, an easier second one, a hint to the operator, and the first words if it is danger."""

    text: str
    easier: str
    hint: str
    say: str


@dataclass(frozen=True, kw_only=True)
class DangerQuestion:
    """A danger question ready to be read aloud in one language. `reviewed_by` is empty until a doctor reviewed it."""

    code: str
    text: str
    easier: str
    hint: str
    say: str
    danger_answer: str
    source: str
    sources: tuple[Source, ...]
    reviewed_by: str
    written: date


@dataclass(frozen=True, kw_only=True)
class Danger:
    """A life may be at risk: which answers say so, what is still unknown, and what to do before anything else."""

    codes: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    urgency: Urgency = Urgency.AMBULANCE

    @property
    def first(self) -> str:
        """The code whose first words are said."""
        return self.codes[0]


def questions_for(questions: Iterable[Question], *, complaint: str | None, age: int | None) -> list[Question]:
    """The questions to ask, in call order: those for everybody, then those for this age and complaint."""
    return [question for question in questions if _fits(question, complaint, age)]


def danger_in(questions: Iterable[Question], answers: Mapping[str, str]) -> Danger | None:
    """What the answers (code to `yes`, `no`, `unknown`) say of danger; None when they say of none so far.

    "Doesn't know" about waking or breathing is danger: who cannot tell whether somebody breathes needs help now.
    Unanswered questions are no danger, but come back among the unknown. Answers to unknown codes are ignored.
    """
    asked = list(questions)
    codes = tuple(question.code for question in asked if _dangerous(question, answers.get(question.code)))
    unknown = tuple(question.code for question in asked if answers.get(question.code, UNKNOWN) == UNKNOWN)
    return Danger(codes=codes, unknown=unknown) if codes else None


def _fits(question: Question, complaint: str | None, age: int | None) -> bool:
    if age is not None:
        if question.youngest is not None and age < question.youngest:
            return False
        if question.oldest is not None and age > question.oldest:
            return False
    if question.complaints:
        return complaint in question.complaints
    # Whose age is unknown is asked as an adult until the age is said: a call must not open with ten questions.
    return age is not None or question.oldest is None


def _dangerous(question: Question, answer: str | None) -> bool:
    return answer == question.danger_answer or (answer == UNKNOWN and question.unknown_is_danger)
