"""The door to clinical knowledge: danger questions, words of danger, and the symptom interview."""

from pharos.clinical.evaluation.running import add_arguments as add_evaluation_arguments
from pharos.clinical.evaluation.running import evaluation
from pharos.clinical.interview.people import Number as EmergencyLine
from pharos.clinical.interview.people import Place as InterviewPlace
from pharos.clinical.knowledge.entries import KnowledgeFaults
from pharos.clinical.library import Library, danger_found, danger_questions, first_words, library
from pharos.clinical.lines.serving import interview_lines
from pharos.clinical.phrases import danger_codes, spot_danger
from pharos.clinical.rules import Danger, DangerQuestion, Source

__all__ = [
    "Danger",
    "DangerQuestion",
    "EmergencyLine",
    "InterviewPlace",
    "KnowledgeFaults",
    "Library",
    "Source",
    "add_evaluation_arguments",
    "danger_codes",
    "danger_found",
    "danger_questions",
    "evaluation",
    "first_words",
    "interview_lines",
    "library",
    "spot_danger",
]
