"""What is known of a case for its pre-check: the interview's findings, the case's facts, the newest clinic report."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from pharos.cases import api as cases
from pharos.clinical import api as clinical
from pharos.contact import api as contact
from pharos.core.urgency import Urgency
from pharos.medical.models import MedicalReport
from pharos.vault.api import Erased

YEAR = 365.2425


def newest_report(case_id: UUID) -> MedicalReport | None:
    """The report that counts: the last one nobody has replaced."""
    rows = MedicalReport.objects.filter(case=case_id, replaced_by=None).order_by("-filed_at", "-id")
    return next((one for one in rows if one.told and not isinstance(one.told, Erased)), None)


def told_of(case: cases.CaseSnapshot, report: MedicalReport | None, *, today: date) -> dict[str, Any]:
    """The pre-check's input: facts of the case, overlaid by the interview's, overlaid by the report's.

    The preliminary diagnosis stays ours; the clinic's stands beside it as `clinic_diagnosis`.
    """
    told: dict[str, Any] = {"id": case.line.number, "country": case.line.country, "findings": [], "denied": []}
    if case.line.birth_date:
        told["age"] = round((today - case.line.birth_date).days / YEAR, 2)
    told["urgency"] = Urgency(case.line.urgency).code if case.line.urgency_asked else None
    _from_interview(told, clinical.interview_told(contact.subjects_of_case(case.id)))
    if not told["findings"] and case.details.complaint:
        told["findings"] = [case.details.complaint]
    if report is not None and report.told:
        _from_report(told, json.loads(report.told))
    said = {name: value for name, value in told.items() if value not in (None, "", [])}
    return said if report is None else {"date": "", **said}  # a report without a date is said to have none


def _from_interview(told: dict[str, Any], said: clinical.InterviewTold | None) -> None:
    if said is None:
        return
    told["findings"], told["denied"] = list(said.findings), list(said.denied)
    told["diagnosis"] = said.diagnosis
    for name in ("age", "sex", "pregnant"):
        if said.facts.get(name) is not None:
            told.setdefault(name, said.facts[name])


def _from_report(told: dict[str, Any], report: Mapping[str, Any]) -> None:
    """What the clinic saw is added to what the caller told; its own words on anything else count more."""
    told["findings"] = [*told["findings"], *report.get("findings", [])]
    for name, value in report.items():
        if name == "diagnosis":
            told["clinic_diagnosis"] = value
            told.setdefault("diagnosis", value)
        elif name != "findings" and value not in (None, "", []):
            told[name] = value
