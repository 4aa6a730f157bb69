"""The Medical Department's work: reviews, questions, reports, orders. Nothing of what anybody has or takes."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from pharos.events.base import Event


@dataclass(frozen=True, kw_only=True)
class MedicalEvent(Event):
    """Anything the department does about one case; the case orders it."""

    stream: ClassVar[str] = "case"
    case: UUID


@dataclass(frozen=True, kw_only=True)
class ReviewOpened(MedicalEvent):
    """Something is to be reviewed. `stage`: complaint or treatment; `second`: by another doctor, blind."""

    review: UUID
    stage: str
    second: bool = False


@dataclass(frozen=True, kw_only=True)
class ReviewRenewed(MedicalEvent):
    """What an open review is about changed, and it was checked anew."""

    review: UUID


@dataclass(frozen=True, kw_only=True)
class ReviewSigned(MedicalEvent):
    """A doctor signed. `overridden`: on how many items he saw it otherwise than the pre-check."""

    review: UUID
    stage: str
    overridden: int
    second: bool = False


@dataclass(frozen=True, kw_only=True)
class ReviewExempt(MedicalEvent):
    """Nothing is owed any more, by its `reason`."""

    review: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReviewDisputed(MedicalEvent):
    """Somebody sees a signed review otherwise; a second doctor is to look, blind."""

    review: UUID


@dataclass(frozen=True, kw_only=True)
class ReviewersDisagreed(MedicalEvent):
    """Two doctors judged `items` things of a case differently. Quality control hears it."""

    review: UUID
    second: UUID
    items: int


@dataclass(frozen=True, kw_only=True)
class MedicalFindingRecorded(MedicalEvent):
    """A reviewing doctor found fault with how the case was led, of a `kind`. Quality control hears it."""

    review: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class QuestionAsked(MedicalEvent):
    """A reviewing doctor wants to know something, from the operator or the clinic (`whom`)."""

    review: UUID
    question: UUID
    whom: str


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(MedicalEvent):
    review: UUID
    question: UUID


@dataclass(frozen=True, kw_only=True)
class ReportFiled(MedicalEvent):
    """A clinic's report was taken down; `replaces` an earlier one, which stays."""

    report: UUID
    replaces: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class DutyDoctorCalled(MedicalEvent):
    """An operator wants a doctor on a live case, now."""

    call: UUID


@dataclass(frozen=True, kw_only=True)
class DutyDoctorCame(MedicalEvent):
    call: UUID
    staff: int


@dataclass(frozen=True, kw_only=True)
class OrderGiven(MedicalEvent):
    """A doctor signed an order to the operator."""

    call: UUID


@dataclass(frozen=True, kw_only=True)
class OrderCarriedOut(MedicalEvent):
    call: UUID
