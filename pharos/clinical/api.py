"""The door to clinical knowledge: danger questions, words of danger, and the symptom interview.

What needs no database is in `plain` as well, for commands that must start without one."""

from pharos.clinical.actions import (
    Told,
    answer_interview,
    correct_interview,
    finish_interview,
    forget_interviews,
    give_interviews,
    hear_more,
    move_interviews,
    start_interview,
    take_back_answer,
)
from pharos.clinical.desk import InterviewView, ResultView, interview_view
from pharos.clinical.evaluation.figures import exact_interval
from pharos.clinical.evaluation.running import add_arguments as add_evaluation_arguments
from pharos.clinical.evaluation.running import evaluation
from pharos.clinical.interview.people import Number as EmergencyLine
from pharos.clinical.interview.people import Place as InterviewPlace
from pharos.clinical.knowledge.entries import KnowledgeFaults
from pharos.clinical.library import Library, danger_asked, danger_found, danger_questions, first_words, library
from pharos.clinical.lines.serving import interview_lines
from pharos.clinical.messages import REFUSED, refusals
from pharos.clinical.phrases import danger_codes, spot_danger
from pharos.clinical.queries import (
    InterviewLine,
    interview_lines_about,
    interview_urgency,
    interviews_going_on,
    specialist_for,
)
from pharos.clinical.rules import Danger, DangerQuestion, Source
from pharos.clinical.telling import InterviewTold, condition_names, finding_names, interview_told

__all__ = [
    "REFUSED", "Danger", "DangerQuestion", "EmergencyLine", "InterviewLine", "InterviewPlace", "InterviewTold",
    "InterviewView", "KnowledgeFaults", "Library", "ResultView", "Source", "Told", "add_evaluation_arguments",
    "answer_interview", "condition_names", "correct_interview", "danger_asked", "danger_codes", "danger_found",
    "danger_questions", "evaluation", "exact_interval", "finding_names", "finish_interview", "first_words",
    "forget_interviews", "give_interviews", "hear_more", "interview_lines", "interview_lines_about",
    "interview_told", "interview_urgency", "interview_view", "interviews_going_on",
    "library", "move_interviews", "refusals", "specialist_for", "spot_danger",
    "start_interview",
    "take_back_answer",
]  # fmt: skip
