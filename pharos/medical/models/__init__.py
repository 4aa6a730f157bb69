"""Tables of the review. Whatever says something of a person's health is sealed with the key of the case."""

from pharos.medical.models.duty import DutyCall
from pharos.medical.models.norms import ClinicName, TreatmentNorm
from pharos.medical.models.rechecks import Difference, Recheck
from pharos.medical.models.reports import MedicalReport
from pharos.medical.models.reviews import Question, Reading, Review, ReviewItem

__all__ = [
    "ClinicName", "Difference", "DutyCall", "MedicalReport", "Question", "Reading", "Recheck", "Review", "ReviewItem",
    "TreatmentNorm",
]  # fmt: skip
