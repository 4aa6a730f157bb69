"""The door without a database: the pre-check and its trial, for commands that start at once."""

from pharos.medical.evaluation.running import add_arguments as add_evaluation_arguments
from pharos.medical.evaluation.running import evaluation
from pharos.medical.evaluation.treatments import TreatmentFaults
from pharos.medical.precheck.running import add_arguments as add_precheck_arguments
from pharos.medical.precheck.running import run as run_precheck

__all__ = ["TreatmentFaults", "add_evaluation_arguments", "add_precheck_arguments", "evaluation", "run_precheck"]
