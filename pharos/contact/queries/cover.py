"""Whose cover is asked about: a case, a conversation or the draft of an intake, with what is known of it for cover."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pharos.cases import api as cases
from pharos.clinical import api as clinical
from pharos.contact.models import Conversation, DangerScreen
from pharos.contact.queries.interviews import subjects_of_case
from pharos.contact.queries.threads import survivor
from pharos.contact.rules.interviews import Of
from pharos.core.urgency import Urgency
from pharos.policies import api as policies

SPEAKERS = {"relative": policies.Source.RELATIVE, "clinic": policies.Source.CLINIC}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What cover is asked about. `cases`: whose kept decisions belong to it; `streams`: whose news concern it."""

    of: Of
    subject: UUID
    title: str
    about: policies.About
    is_open: bool = True
    cases: tuple[UUID, ...] = ()
    streams: tuple[UUID, ...] = ()
    speaker: policies.Source = policies.Source.TRAVELLER


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What an intake holds that cover hangs on, as far as it is typed."""

    name: str = ""
    policy: UUID | None = None
    insurer: UUID | None = None
    born: date | None = None
    country: str = ""
    danger: bool = False
    caller: str = ""


def cover_of_case(case_id: UUID) -> Asked | None:
    """A case, or the one it became part of."""
    home = cases.survivor_of(case_id)
    found = cases.case_lines([home], medical=True)
    if not found:
        return None
    line = found[0]
    subjects = subjects_of_case(home)
    around = policies.Around(
        policy=line.policy_id,
        insurer=line.insurer_id,
        born=line.birth_date,
        country=line.country,
        heard=_danger(told=line.urgency >= Urgency.AMBULANCE or _danger_told(home)),
    )
    others = tuple(one for one in subjects if one != home)
    return Asked(
        of=Of.CASE,
        subject=home,
        title=f"{line.number} {line.person_name}".strip(),
        about=policies.About(subject=home, around=around, is_case=True, others=others),
        is_open=line.is_open,
        cases=(home, *cases.merged_into(home)),
        streams=subjects,
    )


def cover_of_intake(of: Of, subject: UUID, typed: Typed) -> Asked:
    """A conversation that is no case yet, or the draft of a call nobody has told us of."""
    policy = _policy(typed.policy)
    around = policies.Around(
        policy=policy.id if policy else None,
        insurer=policy.insurer_id if policy else typed.insurer,
        born=typed.born,
        country=typed.country,
        heard=_danger(told=typed.danger),
    )
    return Asked(
        of=of,
        subject=subject,
        title=typed.name,
        about=policies.About(subject=subject, around=around),
        streams=(subject,),
        speaker=SPEAKERS.get(typed.caller, policies.Source.TRAVELLER),
    )


def home_of(conversation_id: UUID) -> tuple[UUID, UUID | None] | None:
    """Where a conversation leads to now, and its case; None when there is none."""
    home = survivor(conversation_id)
    row = Conversation.objects.filter(pk=home).values_list("case").first() if home else None
    return (home, row[0]) if home and row else None


def _danger(*, told: bool) -> tuple[policies.Heard, ...]:
    """Words of danger to life are taken over; that nobody spoke of it is not taken for safety."""
    return (policies.Heard("danger", "life", policies.Source.OPERATOR),) if told else ()


def _danger_told(case_id: UUID) -> bool:
    row = DangerScreen.objects.filter(case=case_id).order_by("-asked_at").first()
    return bool(row and row.answers and clinical.danger_found(json.loads(row.answers)))


def _policy(chosen: UUID | None) -> policies.PolicyView | None:
    try:
        return policies.policy(chosen) if chosen else None
    except policies.PolicyMissing:
        return None
