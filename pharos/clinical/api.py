"""The door to clinical knowledge: the questions that open every call, and words of danger in letters."""

from pharos.clinical.library import Library, danger_found, danger_questions, first_words, library
from pharos.clinical.phrases import danger_codes, spot_danger
from pharos.clinical.rules import Danger, DangerQuestion, Source

__all__ = [
    "Danger",
    "DangerQuestion",
    "Library",
    "Source",
    "danger_codes",
    "danger_found",
    "danger_questions",
    "first_words",
    "library",
    "spot_danger",
]
