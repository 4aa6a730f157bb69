"""Who may change how soon somebody must act: software may raise it, never lower it."""

from enum import StrEnum

from pharos.cases.rules.codes import Code
from pharos.core.objections import Objection
from pharos.core.urgency import Urgency


class LowerReason(StrEnum):
    REASSESSED = "reassessed"
    DOCTOR_SAID = "doctor_said"
    MISTAKE = "mistake"


def objections_to_change(before: Urgency, after: Urgency, *, by_person: bool, reason: str) -> tuple[Objection, ...]:
    """A person may lower it, and says why."""
    if after >= before:
        return ()
    if not by_person:
        return (Objection(Code.URGENCY_LOWERED_BY_MACHINE),)
    return () if reason in set(LowerReason) else (Objection(Code.REASON_NEEDED),)
