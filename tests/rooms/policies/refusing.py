"""A diver without the option, decided: what refusals are tried on."""

from datetime import timedelta
from uuid import UUID, uuid4

from pharos.core.actor import Actor
from pharos.insurers import api as insurers
from pharos.policies.actions.deciding import Asked, Reversal, decide
from pharos.policies.actions.publishing import publish
from pharos.policies.models import CoverDecision, Refusal, RuleSet
from pharos.policies.queries.rulesets import published
from pharos.policies.refusals.actions.doubting import look_again
from pharos.policies.refusals.actions.proposing import propose
from pharos.vault import api as vault
from tests.cast import ANNA, NOW, actor
from tests.rooms.policies.making import SYSTEM
from tests.rules.policies.cover import harbour

CASE = UUID(int=0xCA5E)
LATER = NOW + timedelta(minutes=7)
REFUSED = harbour.CASE.replace("options: {diving: yes}", "options: {diving: no}")
BOUGHT = harbour.CASE + "  supervised: {value: yes, source: operator}\n"
"""The register says that the option was bought after all."""
DEEPER = REFUSED.replace("value: 25", "value: 29")
"""Another fact, the same answers by the same clauses."""
DRUNK = REFUSED.replace("alcohol: {value: no", "alcohol: {value: yes")
"""Refused still, by one clause more."""
ITEMS = ("outpatient", "inpatient", "dental", "transport")


def star() -> UUID:
    """The insurer, with the set of the document published for it."""
    found = [one.id for one in insurers.insurers(active_only=False) if one.code == "SZ"]
    if not found:
        insurers.load_demo_insurers(actor=SYSTEM, now=NOW)
        found = [one.id for one in insurers.insurers(active_only=False) if one.code == "SZ"]
    if not RuleSet.objects.exists():
        publish(actor=SYSTEM, now=NOW, text=harbour.changed(("insurer: HB", "insurer: SZ")))
    return found[0]


def decision(facts: str = REFUSED, *, case: UUID = CASE, now=NOW, by: Actor = SYSTEM) -> UUID:
    """Decide for the case, in place of the decision that stands."""
    insurer = star()
    before = CoverDecision.objects.filter(case_id=case, replaced_by=None).first()
    key = before.key if before else vault.new_key()
    made, _decided = decide(
        actor=by,
        now=now,
        asked=Asked(case=case, key=key.id, insurer=insurer),
        chosen=published(RuleSet.objects.get().id),
        facts=facts,
        reversal=Reversal(before.id, "facts_changed") if before else None,
    )
    return made


def proposed(items=("outpatient", "inpatient"), *, case: UUID = CASE, remark: str = "") -> UUID:
    """Anna proposes to refuse."""
    made = decision(case=case)
    return propose(actor=actor(ANNA), now=NOW, decision_id=made, items=items, remark=remark)


def found_again(facts: str, *, case: UUID = CASE, now=LATER) -> int:
    """Something else is known; the system looks at what was refused."""
    decision(facts, case=case, now=now)
    return look_again(case_id=case, now=now)


def fresh_case() -> UUID:
    return uuid4()


def row(refusal: UUID) -> Refusal:
    return Refusal.objects.select_related("decision", "doubt", "key").get(pk=refusal)
