"""The door without a database: the interview, its trial, the base and the pharmacy, for whoever must start at once."""

from pharos.clinical.evaluation.running import add_arguments as add_evaluation_arguments
from pharos.clinical.evaluation.running import evaluation
from pharos.clinical.interview.people import Number as EmergencyLine
from pharos.clinical.interview.people import Place as InterviewPlace
from pharos.clinical.knowledge.entries import KnowledgeFaults
from pharos.clinical.knowledge.values import Text
from pharos.clinical.lines.serving import interview_lines

__all__ = [
    "EmergencyLine", "InterviewPlace", "KnowledgeFaults", "Text", "add_evaluation_arguments", "evaluation",
    "interview_lines",
]  # fmt: skip
