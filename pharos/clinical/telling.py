"""What an interview brought to light, in codes, for rooms that go on from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pharos.clinical.interview.evidence import Answer
from pharos.clinical.interview.outcome import outcome
from pharos.clinical.knowledge.loading import knowledge
from pharos.clinical.models import KeptInterview
from pharos.clinical.queries import kept_of, standing_of
from pharos.core.urgency import Urgency


@dataclass(frozen=True, kw_only=True)
class InterviewTold:
    """Codes of findings said to be there and not to be there, the first hypothesis (empty where there is none), the
    urgency found, and the facts the interview began with (age, sex, pregnant, ...)."""

    interview: UUID
    facts: Mapping[str, Any]
    findings: tuple[str, ...]
    denied: tuple[str, ...]
    diagnosis: str
    urgency: Urgency


def finding_names(codes: Iterable[str], language: str) -> dict[str, str]:
    """Findings in words. What is no code of the base is a word of somebody's already and stands for itself."""
    known = knowledge().findings
    names = {code: known[code].name for code in codes if code in known}
    return {code: (names[code].ru if language == "ru" else names[code].en) if code in names else code for code in codes}


def condition_names(codes: Iterable[str], language: str) -> dict[str, str]:
    """Conditions in words; what is no code of the base is left out."""
    known = knowledge().conditions
    found = {code: known[code].name for code in codes if code in known}
    return {code: name.ru if language == "ru" else name.en for code, name in found.items()}


def interview_told(subjects: Iterable[UUID]) -> InterviewTold | None:
    """The newest interview about these that can still be read, replayed; None when nobody asked."""
    rows = KeptInterview.objects.filter(subject__in=list(subjects)).order_by("-started_at")
    row = next((one for one in rows if one.state), None)
    if row is None:
        return None
    kept = kept_of(row)
    talk = standing_of(kept).talk
    said = talk.evidence.said
    first = next(iter(outcome(talk).hypotheses), None) if said else None
    return InterviewTold(
        interview=row.id,
        facts=kept.facts,
        findings=tuple(code for code, answer in said.items() if answer is Answer.YES),
        denied=tuple(code for code, answer in said.items() if answer is Answer.NO),
        diagnosis=first.condition.code if first else "",
        urgency=talk.verdict.urgency,
    )
