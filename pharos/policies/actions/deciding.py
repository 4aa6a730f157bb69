"""Deciding cover for a case, and keeping the decision as it was made."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events.policies import CoverDecided
from pharos.journal import api as journal
from pharos.policies.cover.canonical import written
from pharos.policies.cover.catalogue import catalogue
from pharos.policies.cover.engine import Decided
from pharos.policies.cover.explaining.explanation import explained
from pharos.policies.cover.reading.cases import read_case
from pharos.policies.ledger.spent import with_used
from pharos.policies.models import CoverDecision
from pharos.policies.queries.rulesets import Chosen


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whose cover is decided: the case, the key its words are sealed with, the policy and insurer where known."""

    case: UUID
    key: UUID
    policy: UUID | None = None
    insurer: UUID | None = None


@dataclass(frozen=True)
class Reversal:
    """The decision that is replaced, and why."""

    of: UUID
    reason: str


def decide(
    *, actor: Actor, now: datetime, asked: Asked, chosen: Chosen, facts: str, reversal: Reversal | None = None
) -> tuple[UUID, Decided]:
    """Decide by the chosen set and keep facts, answer and explanation, sealed. What was used before is the ledger's of
    the policy, unless the facts say it themselves.

    Raises Faulty where the facts cannot be read; Objected where a reversal has no reason (`reason_missing`), is of
    another case (`other_case`), or the decision was replaced already (`replaced_already`).
    """
    facts = with_used(facts, chosen.found.engine.rules.items, asked.policy, asked.case)
    case = read_case(facts, chosen.found.engine.rules, catalogue())
    decided = chosen.found.engine.decide(case)
    with journal.transaction(actor=actor, now=now) as record:
        if reversal:
            _check(reversal, asked)
        row = _row(asked, chosen, facts, decided, reversal)
        row.decided_at, row.decided_by = now, str(actor)
        row.save(force_insert=True)
        record(
            CoverDecided(
                case=asked.case,
                decision=row.id,
                rule_set=chosen.id,
                replaces=row.replaces_id,
                changed=reversal is None or _differs(reversal.of, decided),
            )
        )
    return row.id, decided


def _row(asked: Asked, chosen: Chosen, facts: str, decided: Decided, reversal: Reversal | None) -> CoverDecision:
    answer = answer_of(decided)
    return CoverDecision(
        insurer_id=asked.insurer,
        case_id=asked.case,
        policy_id=asked.policy,
        rule_set_id=chosen.id,
        set_label=chosen.found.engine.rules.label,
        set_hash=chosen.found.engine.hash,
        key_id=asked.key,
        facts=facts,
        answer=answer,
        answer_hash=hashlib.sha256(answer.encode()).hexdigest(),
        replaces_id=reversal.of if reversal else None,
        reason=reversal.reason if reversal else None,
    )


def answer_of(decided: Decided) -> str:
    """Answer and explanation, canonically written: the same bytes for the same set and facts."""
    return written(decided.plain() | {"explanation": explained(decided)})


def _differs(before: UUID, decided: Decided) -> bool:
    """Whether an answer or an amount is another than in the earlier decision; so it is where that one is forgotten."""
    kept = CoverDecision.objects.get(pk=before).answer
    if not kept:
        return True
    items, earlier = decided.plain()["items"], json.loads(str(kept))["items"]
    told = {name: (str(one["answer"]), one["amount"]) for name, one in items.items()}
    return told != {name: (one["answer"], one["amount"]) for name, one in earlier.items()}


def _check(reversal: Reversal, asked: Asked) -> None:
    if not reversal.reason.strip():
        raise Objected(Objection("reason_missing"))
    if CoverDecision.objects.filter(replaces_id=reversal.of).exists():
        raise Objected(Objection("replaced_already"))
    if not CoverDecision.objects.filter(pk=reversal.of, case_id=asked.case).exists():
        raise Objected(Objection("other_case"))
