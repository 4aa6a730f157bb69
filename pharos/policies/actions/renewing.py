"""Deciding anew with what is known now, and keeping it where something came of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pharos.core.actor import Actor
from pharos.policies.actions.deciding import Asked, Reversal, decide
from pharos.policies.models import CoverDecision
from pharos.policies.queries.inquiries import Standing, latest_decision, standing_of
from pharos.policies.rules.desk.knowing import About
from pharos.vault import api as vault

FACTS_CHANGED = "facts_changed"
"""The reason of a renewal no person worded: something else is known now. Screens have the sentence."""


def renew(*, actor: Actor, now: datetime, about: About, reason: str = FACTS_CHANGED) -> Standing:
    """Decide with what is known now; returns how cover stands. Of a case it is kept in place of the one that stood,
    unless no set decides or the very same was decided before."""
    found = standing_of(about)
    if not about.is_case or found.decided is None or found.composed is None or found.key is None:
        return found
    assert found.choice.chosen is not None, "somebody decided"
    before = latest_decision(about.subject)
    if before and before.set_hash == found.decided.engine.hash and before.facts == found.composed.text:
        return found
    around = about.around
    decide(
        actor=actor,
        now=now,
        asked=Asked(case=about.subject, key=found.key, policy=around.policy, insurer=around.insurer),
        chosen=found.choice.chosen,
        facts=found.composed.text,
        reversal=Reversal(before.id, reason) if before else None,
    )
    return found


def forget_decisions(cases: Sequence[UUID], now: datetime) -> None:
    """Part of the caller's transaction."""
    rows = CoverDecision.objects.filter(case_id__in=cases)
    for key in set(rows.values_list("key", flat=True)):
        vault.destroy(key, now=now)
    rows.filter(policy__isnull=False).update(policy=None)
