"""A clinic's report is taken down; a corrected one stands beside the first, and the treatment is to be reviewed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pharos.cases import api as cases
from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.core.spelling import person_key
from pharos.events import medical as events
from pharos.journal import api as journal
from pharos.medical.actions.opening import owe_review
from pharos.medical.models import ClinicName, MedicalReport
from pharos.medical.queries.told import newest_report
from pharos.medical.rules.identity import Match, same_person
from pharos.medical.rules.stages import Refused, Stage


@dataclass(frozen=True, kw_only=True)
class Reported:
    """A report as it was taken down. `told`: diagnosis, findings, medicines and the rest as the pre-check reads them.

    `seen`: the report that stood when the form was opened; `sure`: a person looked at the names and says it is the one.
    """

    patient: str = ""
    birth_date: date | None = None
    clinic: str = ""
    seen_on: date | None = None
    told: Mapping[str, Any] = field(default_factory=dict)
    letter: UUID | None = None
    attachment: UUID | None = None
    seen: UUID | None = None
    sure: bool = False


def file_report(*, actor: Actor, now: datetime, case_id: UUID, staff: int | None, reported: Reported) -> UUID:
    """Take a report down. One for another person is stopped; of two at once the second sees the first.

    Objects: case_ended, other_person, report_moved_on.
    """
    with journal.transaction(actor=actor, now=now) as record:
        case = cases.case(cases.lock_survivor(case_id), medical=False)
        if case is None or not case.line.is_open:
            raise Objected(Objection(Refused.CASE_ENDED))
        before = newest_report(case.id)
        if (before.id if before else None) != reported.seen:
            raise Objected(Objection(Refused.REPORT_MOVED_ON))
        _whose(case, reported)
        clinic_key = person_key(reported.clinic)[:120]
        report = MedicalReport.objects.create(
            case_id=case.id, insurer_id=case.line.insurer_id, key_id=cases.key_of(case.id), replaces=before,
            letter=reported.letter, attachment=reported.attachment, country=case.line.country,
            clinic_key=clinic_key, told=json.dumps(dict(reported.told), ensure_ascii=False),
            about=_about(reported), filed_at=now, filed_by_id=staff,
        )  # fmt: skip
        if clinic_key:
            clinic = ClinicName(key=clinic_key, name=" ".join(reported.clinic.split())[:200])
            ClinicName.objects.bulk_create([clinic], ignore_conflicts=True)
        record(events.ReportFiled(case=case.id, report=report.id, replaces=before.id if before else None))
        owe_review(actor=actor, now=now, case_id=case.id, stage=Stage.TREATMENT)
        return report.id


def _whose(case: cases.CaseSnapshot, reported: Reported) -> None:
    """A report that names another person is not filed; where it cannot be told, a person says so."""
    told, ours = (reported.patient, reported.birth_date), (case.line.person_name, case.line.birth_date)
    match = same_person(told, ours, lambda name: frozenset(person_key(name).split()))
    if match is Match.OTHER or (match is Match.UNSURE and reported.patient and not reported.sure):
        raise Objected(Objection(Refused.OTHER_PERSON, {"sure": match is Match.UNSURE}))


def _about(reported: Reported) -> str:
    dates = {"birth_date": reported.birth_date, "seen_on": reported.seen_on}
    told = {"patient": reported.patient, "clinic": reported.clinic}
    said = told | {name: value.isoformat() for name, value in dates.items() if value}
    return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)
