"""The door to clinical knowledge: danger questions, words of danger, and the symptom interview."""

from pharos.clinical.interview.people import Number as EmergencyLine
from pharos.clinical.interview.people import Place as InterviewPlace
from pharos.clinical.library import Library, danger_found, danger_questions, first_words, library
from pharos.clinical.lines.serving import interview_lines
from pharos.clinical.phrases import danger_codes, spot_danger
from pharos.clinical.rules import Danger, DangerQuestion, Source

__all__ = [
    "Danger",
    "DangerQuestion",
    "EmergencyLine",
    "InterviewPlace",
    "Library",
    "Source",
    "danger_codes",
    "danger_found",
    "danger_questions",
    "first_words",
    "interview_lines",
    "library",
    "spot_danger",
]
