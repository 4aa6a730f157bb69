"""The door without a database: the interview, its trial, the base and the pharmacy, for whoever must start at once."""

from pharos.clinical.appraisal.appraising import Appraisal, Findings, appraise, findings_of
from pharos.clinical.appraisal.naming import conditions_of, icd10_in
from pharos.clinical.appraisal.proving import proved
from pharos.clinical.evaluation.figures import exact_interval
from pharos.clinical.evaluation.running import add_arguments as add_evaluation_arguments
from pharos.clinical.evaluation.running import evaluation
from pharos.clinical.interview.evidence import Answer
from pharos.clinical.interview.people import FEMALE, MALE, Caller
from pharos.clinical.interview.people import Number as EmergencyLine
from pharos.clinical.interview.people import Place as InterviewPlace
from pharos.clinical.knowledge.entries import KnowledgeFaults
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.knowledge.values import Condition, Finding, Knowledge, Origin, Span, Text
from pharos.clinical.lines.serving import interview_lines
from pharos.clinical.pharmacy.loading import pharmacy
from pharos.clinical.pharmacy.naming import Recognised, recognise
from pharos.clinical.pharmacy.spelling import plain, sound, words
from pharos.clinical.pharmacy.unasked import unasked
from pharos.clinical.pharmacy.values import (
    Against,
    AllergyGroup,
    Examination,
    Illness,
    Interaction,
    Medicine,
    Pharmacy,
    Relief,
    Single,
    Stance,
    Treatment,
)
from pharos.clinical.pharmacy.writing import form_of

__all__ = [
    "FEMALE", "MALE", "Against", "AllergyGroup", "Answer", "Appraisal", "Caller", "Condition", "EmergencyLine",
    "Examination", "Finding", "Findings", "Illness", "Interaction", "InterviewPlace", "Knowledge", "KnowledgeFaults",
    "Medicine", "Origin", "Pharmacy", "Recognised", "Relief", "Single", "Span", "Stance", "Text", "Treatment",
    "add_evaluation_arguments", "appraise", "conditions_of", "evaluation", "exact_interval", "findings_of", "form_of",
    "icd10_in", "interview_lines", "knowledge", "pharmacy", "plain", "proved", "recognise", "sound", "unasked", "words",
]  # fmt: skip
