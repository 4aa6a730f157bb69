"""What stands of refusals beside a case's cover: each with its sentence, what could be proposed, what is asked."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from pharos.people.api import Permission
from pharos.policies.cover.words import Answer
from pharos.policies.models import Refusal
from pharos.policies.refusals.queries.approvals import approvals_of
from pharos.policies.refusals.queries.decisions import Forgotten, newest, opened
from pharos.policies.refusals.queries.lists import RefusalRow, of_case
from pharos.policies.refusals.rules.states import LIVE, WAITING, State
from pharos.policies.refusals.telling import read
from pharos.policies.refusals.words import RUNG_LOOKS, RUNGS
from pharos.vault.api import Erased


def refusals_of(case_id: UUID) -> list[RefusalRow]:
    """The refusals of a case, the newest first, each that waits with the sentence that is said meanwhile."""
    tongue = (get_language() or "ru")[:2]
    rows = of_case(case_id, timezone.now())
    waiting = Refusal.objects.filter(pk__in=[row.id for row in rows if row.state in WAITING]).select_related("key")
    says = {one.id: _say(one, tongue) for one in waiting}
    return [replace(row, say=says.get(row.id, "")) for row in rows]


def part_of(case_id: UUID, *, permissions: Collection[str]) -> tuple[frozenset[str], dict[str, Any]]:
    """The items whose refusal is signed, and what `policies/refusals/slot.html` draws."""
    rows = refusals_of(case_id)
    held = list(Refusal.objects.filter(case_id=case_id, state__in=LIVE).values_list("state", "doubt", "items"))
    taken = {item for _state, _doubt, items in held for item in items}
    signed = {item for state, doubt, items in held if state == State.SIGNED and doubt is None for item in items}
    decision = newest([case_id])
    answers = _answers(decision)
    proposes = Permission.PROPOSE_REFUSALS in permissions
    context: dict[str, Any] = {
        "case_id": case_id,
        "rows": [
            (row, RUNGS[row.call.rung] if row.call else "", RUNG_LOOKS[row.call.rung] if row.call else ("idle", "ring"))
            for row in rows
        ],
        "decision": decision.id if decision else None,
        "proposable": [item for item, answer in answers.items() if answer == Answer.REFUSE and item not in taken],
        "may_propose": proposes,
        "approvals": approvals_of(case_id),
        "may_ask": proposes and any(answer in ASKABLE for answer in answers.values()),
    }
    return frozenset(signed), context


ASKABLE = (Answer.COVER, Answer.UP_TO, Answer.REFER)


def _answers(decision: Any) -> dict[str, str]:
    try:
        return {item: told["answer"] for item, told in opened(decision).items.items()} if decision else {}
    except Forgotten:
        return {}


def _say(row: Refusal, tongue: str) -> str:
    return "" if row.texts is None or isinstance(row.texts, Erased) else read(str(row.texts))[tongue].saying
