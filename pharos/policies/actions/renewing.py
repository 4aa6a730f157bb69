"""Deciding anew with what is known now, and keeping it where something came of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pharos.core.actor import Actor
from pharos.policies.actions.deciding import Asked, Reversal, decide
from pharos.policies.models import CoverDecision
from pharos.policies.queries.inquiries import latest_decision, standing_of
from pharos.policies.rules.desk.knowing import About
from pharos.vault import api as vault

FACTS_CHANGED = "facts_changed"
"""The reason of a renewal no person worded: something else is known now. Screens have the sentence."""


def renew(*, actor: Actor, now: datetime, about: About, reason: str = FACTS_CHANGED) -> UUID | None:
    """Decide with what is known now and keep it in place of the decision that stands. None where there is no case yet,
    where no set decides, or where the very same was decided before."""
    if not about.is_case:
        return None
    found = standing_of(about)
    before = latest_decision(about.subject)
    if found.decided is None or found.choice.chosen is None or found.composed is None or found.key is None:
        return None
    if before and before.set_hash == found.decided.engine.hash and before.facts == found.composed.text:
        return None
    around = about.around
    asked = Asked(case=about.subject, key=found.key, policy=around.policy, insurer=around.insurer)
    return decide(
        actor=actor,
        now=now,
        asked=asked,
        chosen=found.choice.chosen,
        facts=found.composed.text,
        reversal=Reversal(before.id, reason) if before else None,
    )[0]


def forget_decisions(cases: Sequence[UUID], now: datetime) -> None:
    """Part of the caller's transaction."""
    rows = CoverDecision.objects.filter(case_id__in=cases)
    for key in set(rows.values_list("key", flat=True)):
        vault.destroy(key, now=now)
    rows.filter(policy__isnull=False).update(policy=None)
