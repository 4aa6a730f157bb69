"""Proposing a refusal: items a decision refuses, with the clause and the texts, for a second person to sign."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pharos.core.actor import Actor
from pharos.core.objections import Objected, Objection
from pharos.events.policies import RefusalProposed
from pharos.journal import api as journal
from pharos.people.api import Permission
from pharos.policies.cover.words import Answer
from pharos.policies.models import Refusal
from pharos.policies.refusals.actions.loading import one_at_a_time, permitted
from pharos.policies.refusals.queries.decisions import kept, newest
from pharos.policies.refusals.rules.states import LIVE, Refused, State
from pharos.policies.refusals.telling import texts, written


def propose(*, actor: Actor, now: datetime, decision_id: UUID, items: Sequence[str], remark: str = "") -> UUID:
    """Propose that these items of a kept decision be refused; the proposal's id.

    Objects: refusal_no_permission, refusal_stale (the decision is not the newest any more), refusal_nothing_refused
    (none chosen, or one that is not refused), refusal_already (one of them is refused or proposed already).
    Raises CoverDecision.DoesNotExist, Forgotten.
    """
    staff = permitted(actor, Permission.PROPOSE_REFUSALS)
    with journal.transaction(actor=actor, now=now) as record:
        found = kept(decision_id)
        row = found.row
        one_at_a_time(row.case_id)
        latest = newest([row.case_id])
        if latest is None or latest.id != row.id:
            raise Objected(Objection(Refused.STALE))
        decided = found.decided()
        chosen = [one.item for one in decided.decision.items if one.answer is Answer.REFUSE and one.item in items]
        if not chosen or set(items) - set(chosen):
            raise Objected(Objection(Refused.NOTHING_REFUSED))
        live = Refusal.objects.filter(case_id=row.case_id, state__in=LIVE)
        if any(set(chosen) & set(one) for one in live.values_list("items", flat=True)):
            raise Objected(Objection(Refused.ALREADY))
        refusal = Refusal.objects.create(
            insurer_id=row.insurer_id,
            case_id=row.case_id,
            decision=row,
            items=chosen,
            key_id=row.key_id,
            texts=written(texts(decided, chosen)),
            remark=remark.strip() or None,
            state=State.PROPOSED,
            proposed_at=now,
            proposed_by=staff,
            waits_since=now,
        )
        record(RefusalProposed(case=row.case_id, refusal=refusal.id, decision=row.id))
    return refusal.id
